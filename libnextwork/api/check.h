/* What every public function begins with. */
#ifndef NW_API_CHECK_H
#define NW_API_CHECK_H

#include "base/status.h"

/* Fails the calling function when a handle or an output pointer is NULL. */
#define NW_GIVEN(argument)                                                                         \
    do {                                                                                           \
        if ((argument) == NULL)                                                                    \
            return nw_fail(NEXTWORK_ERROR_HANDLE, "%s: %s is NULL", __func__, #argument);          \
    } while (0)

#endif
