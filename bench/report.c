#include "bench.h"

#include <nextwork/version.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#if defined __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

static double per_item(const bench_line *line)
{
    return line->items > 0 ? (double)line->least_ns / (double)line->items : 0;
}

static double items_a_second(const bench_line *line)
{
    return line->least_ns > 0 ? (double)line->items * 1e9 / (double)line->least_ns : 0;
}

/* How far from the best the value can be, percent. */
static double gap(const bench_line *line)
{
    return 100 * (double)(line->bound - line->value) / (double)line->bound;
}

void bench_print_head(void)
{
    printf("%-28s %10s %11s %11s %9s %11s  %-8s %8s  %s\n", "case", "size", "least ms", "median ms",
           "ns each", "a second", "of", "peak MB", "result");
}

void bench_print_line(const bench_line *line)
{
    printf("%-28s %10" PRId64 " %11.3f %11.3f %9.1f %11.4g  %-8s %8.1f  %016" PRIx64 "\n",
           line->of->name, line->size, (double)line->least_ns / 1e6, (double)line->median_ns / 1e6,
           per_item(line), items_a_second(line), line->of->item, (double)line->peak_bytes / 1e6,
           line->hash);
    if (line->bound > 0)
        printf("%-28s value %" PRId64 ", at most %.4f %% below the best\n", "", line->value,
               gap(line));
    fflush(stdout);
}

/* "model name : AMD EPYC" of the first processor; "unknown" where there is no such file. */
static void processor_name(char *name, size_t bytes)
{
    snprintf(name, bytes, "unknown");
    FILE *file = fopen("/proc/cpuinfo", "r");
    if (file == NULL)
        return;
    char text[512];
    while (fgets(text, sizeof text, file) != NULL) {
        const char *value = strchr(text, ':');
        if (value != NULL && strncmp(text, "model name", 10) == 0) {
            snprintf(name, bytes, "%.*s", (int)strcspn(value + 2, "\n\"\\"), value + 2);
            break;
        }
    }
    fclose(file);
}

static void today(char text[16])
{
    time_t now = time(NULL);
    struct tm day;
    gmtime_r(&now, &day);
    strftime(text, 16, "%Y-%m-%d", &day);
}

static void write_where(FILE *file)
{
    char name[256], date[16];
    processor_name(name, sizeof name);
    today(date);
    fprintf(file,
            "{\n  \"date\": \"%s\",\n  \"library\": \"%s\",\n  \"compiler\": \"%s\",\n"
            "  \"processor\": \"%s\",\n  \"processors\": %ld,\n  \"results\": [\n",
            date, NEXTWORK_VERSION, COMPILER, name, sysconf(_SC_NPROCESSORS_ONLN));
}

static void write_line(FILE *file, const bench_line *line, const char *end)
{
    fprintf(file,
            "    {\"case\": \"%s\", \"size\": %" PRId64 ", \"threads\": %d, \"repeats\": %d, "
            "\"item\": \"%s\", \"items\": %" PRId64 ", \"least_ns\": %" PRId64
            ", \"median_ns\": %" PRId64 ", \"ns_per_item\": %.1f, \"items_per_second\": %.0f, "
            "\"peak_bytes\": %" PRId64 ", \"result\": \"%016" PRIx64 "\"",
            line->of->name, line->size, line->threads, line->repeats, line->of->item, line->items,
            line->least_ns, line->median_ns, per_item(line), items_a_second(line), line->peak_bytes,
            line->hash);
    if (line->bound > 0)
        fprintf(file, ", \"value\": %" PRId64 ", \"bound\": %" PRId64, line->value, line->bound);
    fprintf(file, "}%s\n", end);
}

bool bench_write_json(const char *path, const bench_line *lines, int count)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        fprintf(stderr, "nextwork-bench: %s: %s\n", path, strerror(errno));
        return false;
    }
    write_where(file);
    for (int i = 0; i < count; i++)
        write_line(file, &lines[i], i + 1 < count ? "," : "");
    fprintf(file, "  ]\n}\n");
    bool failed = ferror(file) != 0;
    if (fclose(file) != 0 || failed) {
        fprintf(stderr, "nextwork-bench: %s: could not be written\n", path);
        return false;
    }
    return true;
}
