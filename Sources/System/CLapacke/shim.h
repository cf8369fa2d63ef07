/* lapack.h ignores LAPACK_COMPLEX_STRUCTURE unless HAVE_LAPACK_CONFIG_H is set too. */
#define HAVE_LAPACK_CONFIG_H
#define LAPACK_COMPLEX_STRUCTURE
#include <lapacke.h>
