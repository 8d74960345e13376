/* Findings as compilers tell them. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "command.h"

/* Appends `COHORT/youths.csv:17: error: "VALUE": MESSAGE [CODE]`, one line a finding, of each code
 * at most `most`, and then how many more there are. */
void findings_print(GString *text, const nextwork_table *findings, const request *r, int64_t most);

/* "1 error, 2 warnings" or "no findings", to be freed. */
char *findings_summary(const nextwork_table *findings);

#endif
