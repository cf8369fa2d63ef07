/* The C interface of the HiGHS solver, found at run time: Debian has no package of it, so nothing is linked and no header of it
   is needed. Functions are named and typed as in its `highs_c_api.h` (MIT licence, https://highs.dev). */
#ifndef CHIGHS_H
#define CHIGHS_H

#include <stdint.h>

/* What the solver says in a callback; opaque, read by `callback_item`. */
typedef void (*HighsCallback)(int type, const char *message, const void *out, int *user_interrupt,
                              void *user_data);

typedef struct {
  /* The file the library was loaded from. */
  const char *path;
  const char *(*version)(void);
  void *(*create)(void);
  void (*destroy)(void *highs);
  int (*run)(void *highs);
  int (*reset_scheduler)(int blocking);
  int (*set_bool)(void *highs, const char *option, int value);
  int (*set_int)(void *highs, const char *option, int value);
  int (*set_double)(void *highs, const char *option, double value);
  /* format 1: by columns; sense 1 minimises, -1 maximises; integrality 0 continuous, 1 integer. */
  int (*pass_mip)(void *highs, int columns, int rows, int nonzeros, int format, int sense, double offset, const double *objective,
                  const double *column_lower, const double *column_upper, const double *row_lower, const double *row_upper,
                  const int *start, const int *index, const double *value, const int *integrality);
  int (*pass_lp)(void *highs, int columns, int rows, int nonzeros, int format, int sense, double offset, const double *objective,
                 const double *column_lower, const double *column_upper, const double *row_lower, const double *row_upper,
                 const int *start, const int *index, const double *value);
  int (*set_solution)(void *highs, const double *column_value, const double *row_value,
                      const double *column_dual, const double *row_dual);
  int (*set_basis)(void *highs, const int *column_status, const int *row_status);
  int (*get_basis)(const void *highs, int *column_status, int *row_status);
  int (*get_solution)(const void *highs, double *column_value, double *column_dual, double *row_value, double *row_dual);
  int (*model_status)(const void *highs);
  int (*int_info)(const void *highs, const char *name, int *value);
  int (*int64_info)(const void *highs, const char *name, int64_t *value);
  int (*double_info)(const void *highs, const char *name, double *value);
  int (*set_callback)(void *highs, HighsCallback callback, void *user_data);
  int (*start_callback)(void *highs, int type);
  const void *(*callback_item)(const void *out, const char *name);
  int (*read_model)(void *highs, const char *file);
  int (*write_model)(void *highs, const char *file);
} HighsLibrary;

/* Loads the library of a file or of a name that the dynamic loader knows.
   NULL with the reason in `problem` (at most `size` bytes) when it is not there, lacks a function, or counts with other integers
   than 32-bit ones. A library stays loaded. */
const HighsLibrary *highs_open(const char *path, char *problem, int size);

/* Searches once a process: the file that the environment variable TIEKARTTA_HIGHS names and, without it, the dynamic
   loader's folders and the folders of Python packages (the wheel `highspy` holds the library). NULL when there is none;
   `highs_search_problem` then says why. */
const HighsLibrary *highs_find(void);
const char *highs_search_problem(void);

#endif
