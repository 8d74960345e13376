#include <nextwork/version.h>

const char *nextwork_version(void)
{
    return NEXTWORK_VERSION;
}
