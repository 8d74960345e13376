/* Deferred acceptance as textbooks have it, to be compared with: one youth proposes, and whoever is
 * displaced proposes next (McVitie and Wilson, 1970); a heap a post. One capacity level. */
#ifndef BENCH_TEXTBOOK_H
#define BENCH_TEXTBOOK_H

#include "market.h"

nextwork_status bench_textbook(int32_t *post_of, const bench_market *market);

#endif
