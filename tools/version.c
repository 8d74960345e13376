/* nextwork version */
#include "output.h"

static int run(const request *r)
{
    (void)r;
    g_autofree char *line = g_strdup_printf("nextwork %s\n", nextwork_version());
    return print_text(line);
}

const verb version_verb = {
    .name = "version",
    .arguments = "",
    .summary = "print the version",
    .about = "Example:\n  nextwork version\n",
    .groups = "",
    .run = run,
};
