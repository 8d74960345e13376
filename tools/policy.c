/* nextwork policy: the built-in default policy, to start a policy.ini from. */
#include "output.h"

static int run(const request *r)
{
    (void)r;
    return print_text(nextwork_policy_default());
}

const verb policy_verb = {
    .name = "policy",
    .arguments = "",
    .summary = "print the default policy, to start your own from",
    .about =
        "Weights, parameters and dated rules as an INI file. A cohort's policy.ini need only name\n"
        "what differs.\n"
        "\n"
        "Example:\n"
        "  nextwork policy > cohort/policy.ini\n",
    .groups = "",
    .run = run,
};
