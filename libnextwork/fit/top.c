#include "fit/top.h"

static void swap(uint64_t *a, uint64_t *b)
{
    uint64_t kept = *a;
    *a = *b;
    *b = kept;
}

static void sift_down(uint64_t *keys, int64_t count)
{
    for (int64_t at = 0, child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && keys[child + 1] < keys[child])
            child++;
        if (keys[at] <= keys[child])
            return;
        swap(&keys[at], &keys[child]);
    }
}

static void sift_up(uint64_t *keys, int64_t at)
{
    for (; at > 0 && keys[at] < keys[(at - 1) / 2]; at = (at - 1) / 2)
        swap(&keys[at], &keys[(at - 1) / 2]);
}

void nw_top_offer(nw_top *top, uint64_t key)
{
    if (top->count < top->room) {
        top->keys[top->count] = key;
        sift_up(top->keys, top->count++);
    } else if (key > top->keys[0]) {
        top->keys[0] = key;
        sift_down(top->keys, top->count);
    }
}

void nw_top_finish(nw_top *top)
{
    for (int64_t left = top->count - 1; left > 0; left--) {
        swap(&top->keys[0], &top->keys[left]);
        sift_down(top->keys, left);
    }
}
