#include "progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WAIT_BEFORE (250 * G_TIME_SPAN_MILLISECOND) /* short work shows no bar */
#define WAIT_BETWEEN (100 * G_TIME_SPAN_MILLISECOND)
#define BAR_WIDTH 30

struct progress {
    nextwork_monitor *monitor;
    bool shown;
    GThread *thread;
    GMutex mutex;
    GCond finished_changed;
    bool finished;
    const char *what;
    int64_t parts_done, parts;
};

/* A signal handler has no other way to what it acts on. */
static nextwork_monitor *volatile interruptible;
static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
    nextwork_monitor_cancel(interruptible);
}

static void handle_interrupts(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    action.sa_flags = (int)SA_RESETHAND | SA_RESTART;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

nextwork_status progress_new(progress **made, bool quiet)
{
    nextwork_monitor *monitor;
    nextwork_status status = nextwork_monitor_new(&monitor);
    if (status != NEXTWORK_OK)
        return status;
    progress *p = g_new0(progress, 1);
    p->monitor = monitor;
    p->shown = !quiet && isatty(STDERR_FILENO);
    g_mutex_init(&p->mutex);
    g_cond_init(&p->finished_changed);
    interruptible = monitor;
    handle_interrupts(on_interrupt);
    *made = p;
    return NEXTWORK_OK;
}

void progress_free(progress *p)
{
    if (p == NULL)
        return;
    progress_end(p);
    handle_interrupts(SIG_DFL);
    interruptible = NULL;
    nextwork_monitor_free(p->monitor);
    g_mutex_clear(&p->mutex);
    g_cond_clear(&p->finished_changed);
    g_free(p);
}

nextwork_monitor *progress_monitor(const progress *p)
{
    return p->monitor;
}

bool progress_interrupted(void)
{
    return interrupted != 0;
}

/* Of the whole, in percent; -1 while it is not known. */
static int percent_done(const progress *p)
{
    int64_t done, total;
    if (nextwork_monitor_progress(&done, &total, p->monitor) != NEXTWORK_OK)
        return -1;
    if (total <= 0 && p->parts <= 1)
        return -1;
    int64_t of_part = total <= 0 ? 0 : 100 * MIN(done, total) / total;
    return (int)((100 * p->parts_done + of_part) / p->parts);
}

static void draw(const progress *p)
{
    int percent = percent_done(p);
    if (percent < 0) {
        fprintf(stderr, "\r%s …\033[K", p->what);
        return;
    }
    char bar[BAR_WIDTH + 1];
    memset(bar, ' ', BAR_WIDTH);
    memset(bar, '#', (size_t)(percent * BAR_WIDTH / 100));
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r%s [%s] %d %%", p->what, bar, percent);
    int64_t gap;
    if (nextwork_monitor_gap(&gap, p->monitor) == NEXTWORK_OK && gap >= 0)
        fprintf(stderr, ", at most %.3f %% from the best", (double)gap / 10000);
    fputs("\033[K", stderr);
}

/* Draws until the work is finished, and leaves an empty line behind. */
static gpointer draw_until_finished(gpointer data)
{
    progress *p = data;
    bool drawn = false;
    gint64 next = g_get_monotonic_time() + WAIT_BEFORE;
    g_mutex_lock(&p->mutex);
    while (!p->finished) {
        if (g_cond_wait_until(&p->finished_changed, &p->mutex, next))
            continue;
        draw(p);
        drawn = true;
        next = g_get_monotonic_time() + WAIT_BETWEEN;
    }
    g_mutex_unlock(&p->mutex);
    if (drawn)
        fputs("\r\033[K", stderr);
    return NULL;
}

void progress_begin(progress *p, const char *what)
{
    if (!p->shown)
        return;
    p->what = what;
    p->finished = false;
    p->parts_done = 0;
    p->parts = 1;
    p->thread = g_thread_new("progress", draw_until_finished, p);
}

void progress_end(progress *p)
{
    if (p->thread == NULL)
        return;
    g_mutex_lock(&p->mutex);
    p->finished = true;
    g_cond_signal(&p->finished_changed);
    g_mutex_unlock(&p->mutex);
    g_thread_join(p->thread);
    p->thread = NULL;
}

void progress_part(progress *p, int64_t done, int64_t all)
{
    if (p->thread == NULL)
        return;
    g_mutex_lock(&p->mutex);
    p->parts_done = done;
    p->parts = all;
    g_mutex_unlock(&p->mutex);
}
