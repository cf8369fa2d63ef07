#define _GNU_SOURCE
#include "CHighs.h"

#include <dlfcn.h>
#include <glob.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const void *symbol(void *handle, const char *name, const char **missing) {
  const void *found = dlsym(handle, name);
  if (!found && !*missing) *missing = name;
  return found;
}

const HighsLibrary *highs_open(const char *path, char *problem, int size) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    snprintf(problem, size, "%s", dlerror());
    return NULL;
  }
  const char *missing = NULL;
  HighsLibrary *library = calloc(1, sizeof *library);
  int (*size_of_integer)(void) = (int (*)(void))symbol(handle, "Highs_getSizeofHighsInt", &missing);
#define FIND(field, name) *(const void **)&library->field = symbol(handle, name, &missing)
  FIND(version, "Highs_version");
  FIND(create, "Highs_create");
  FIND(destroy, "Highs_destroy");
  FIND(run, "Highs_run");
  FIND(reset_scheduler, "Highs_resetGlobalScheduler");
  FIND(set_bool, "Highs_setBoolOptionValue");
  FIND(set_int, "Highs_setIntOptionValue");
  FIND(set_double, "Highs_setDoubleOptionValue");
  FIND(pass_mip, "Highs_passMip");
  FIND(pass_lp, "Highs_passLp");
  FIND(set_solution, "Highs_setSolution");
  FIND(set_basis, "Highs_setBasis");
  FIND(get_basis, "Highs_getBasis");
  FIND(get_solution, "Highs_getSolution");
  FIND(model_status, "Highs_getModelStatus");
  FIND(int_info, "Highs_getIntInfoValue");
  FIND(int64_info, "Highs_getInt64InfoValue");
  FIND(double_info, "Highs_getDoubleInfoValue");
  FIND(set_callback, "Highs_setCallback");
  FIND(start_callback, "Highs_startCallback");
  FIND(callback_item, "Highs_getCallbackDataOutItem");
  FIND(read_model, "Highs_readModel");
  FIND(write_model, "Highs_writeModel");
#undef FIND
  if (missing) {
    snprintf(problem, size, "%s has no %s", path, missing);
  } else if (size_of_integer() != 4) {
    snprintf(problem, size, "%s counts with integers of %d bytes; 4 are wanted", path, size_of_integer());
  } else {
    Dl_info place;
    library->path = strdup(dladdr((const void *)library->run, &place) && place.dli_fname ? place.dli_fname : path);
    return library;
  }
  free(library);
  dlclose(handle);
  return NULL;
}

static const HighsLibrary *found;
static char search_problem[1024];

/* Newest Python first: the folders sort by version only within one number of digits, which python3.9 and 3.10 do not share;
   any of them will do. */
static const HighsLibrary *open_in_folders(const char *pattern) {
  glob_t files;
  const HighsLibrary *library = NULL;
  if (glob(pattern, 0, NULL, &files) == 0)
    for (size_t i = files.gl_pathc; i-- > 0 && !library;) library = highs_open(files.gl_pathv[i], search_problem, sizeof search_problem);
  globfree(&files);
  return library;
}

static void search(void) {
  const char *asked = getenv("TIEKARTTA_HIGHS");
  if (asked && *asked) {
    found = highs_open(asked, search_problem, sizeof search_problem);
    return;
  }
  static const char *const names[] = {"libhighs.so.1", "libhighs.so", "/usr/local/lib/libhighs.so.1", "libhighs.dylib"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if ((found = highs_open(names[i], search_problem, sizeof search_problem))) return;
  static const char *const folders[] = {
      "%s/lib/python3*/site-packages/highspy/libhighs.so*", "%s/lib/python3*/dist-packages/highspy/libhighs.so*",
      "%s/lib/python3/dist-packages/highspy/libhighs.so*"};
  char home[512] = "";
  if (getenv("HOME")) snprintf(home, sizeof home, "%s/.local", getenv("HOME"));
  const char *roots[] = {getenv("VIRTUAL_ENV"), home, "/usr/local", "/usr"};
  for (size_t r = 0; r < sizeof roots / sizeof *roots; r++)
    for (size_t f = 0; roots[r] && *roots[r] && f < sizeof folders / sizeof *folders; f++) {
      char pattern[1024];
      snprintf(pattern, sizeof pattern, folders[f], roots[r]);
      if ((found = open_in_folders(pattern))) return;
    }
  snprintf(search_problem, sizeof search_problem, "no libhighs.so.1 among the system's libraries or Python's packages");
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

const HighsLibrary *highs_find(void) {
  pthread_once(&once, search);
  return found;
}

const char *highs_search_problem(void) {
  pthread_once(&once, search);
  return found ? "" : search_problem;
}
