#include "base/parallel.h"

#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>

#define MOST_THREADS 64

typedef struct {
    atomic_int_least64_t next;
    atomic_bool stopped;
    int64_t blocks;
    nw_block_work work;
    void *context;
    GMutex lock; /* guards the failure */
    int64_t failed_block;
    nextwork_status status;
    char message[1024];
} shared;

typedef struct {
    shared *all;
    int worker;
} worker;

/* Keeps the failure of the lowest block: which block fails first in time is chance. */
static void record(shared *all, int64_t block, nextwork_status status)
{
    g_mutex_lock(&all->lock);
    if (all->failed_block < 0 || block < all->failed_block) {
        all->failed_block = block;
        all->status = status;
        g_strlcpy(all->message, nextwork_error_message(), sizeof all->message);
    }
    g_mutex_unlock(&all->lock);
    atomic_store(&all->stopped, true);
}

static gpointer run(gpointer data)
{
    worker *self = data;
    shared *all = self->all;
    while (!atomic_load(&all->stopped)) {
        int64_t block = atomic_fetch_add(&all->next, 1);
        if (block >= all->blocks)
            break;
        nextwork_status status = all->work(all->context, block, self->worker);
        if (status != NEXTWORK_OK)
            record(all, block, status);
    }
    return NULL;
}

int nw_threads(int64_t wanted)
{
    int64_t threads = wanted > 0 ? wanted : (int64_t)g_get_num_processors();
    return (int)(threads < MOST_THREADS ? threads : MOST_THREADS);
}

nextwork_status nw_parallel(int64_t blocks, int threads, nw_block_work work, void *context)
{
    shared all = {.blocks = blocks, .work = work, .context = context, .failed_block = -1};
    worker workers[MOST_THREADS];
    GThread *handles[MOST_THREADS];
    g_mutex_init(&all.lock);
    int started = threads < blocks ? threads : (int)(blocks > 1 ? blocks : 1);
    workers[0] = (worker){&all, 0};
    for (int i = 1; i < started; i++) { /* a thread that cannot start leaves its work to the rest */
        workers[i] = (worker){&all, i};
        handles[i] = g_thread_try_new("nextwork", run, &workers[i], NULL);
    }
    run(&workers[0]);
    for (int i = 1; i < started; i++)
        if (handles[i] != NULL)
            g_thread_join(handles[i]);
    g_mutex_clear(&all.lock);
    return all.failed_block < 0 ? NEXTWORK_OK : nw_fail(all.status, "%s", all.message);
}
