/**
 * @file
 * How every public function is declared. Included by all other public headers.
 */
#ifndef NEXTWORK_API_H
#define NEXTWORK_API_H

#include <stdint.h>

/**
 * Marks a function as part of the ABI. Everything else is hidden.
 *
 * On Windows, define NEXTWORK_STATIC when linking the static library.
 */
#if defined(_WIN32) && defined(NEXTWORK_STATIC)
#define NEXTWORK_API
#elif defined(_WIN32) && defined(NEXTWORK_BUILDING)
#define NEXTWORK_API __declspec(dllexport)
#elif defined(_WIN32)
#define NEXTWORK_API __declspec(dllimport)
#elif defined(__GNUC__)
#define NEXTWORK_API __attribute__((visibility("default")))
#else
#define NEXTWORK_API
#endif

/** Marks a function whose return value, a status, must be looked at. */
#if defined(__GNUC__)
#define NEXTWORK_WARN_UNUSED __attribute__((warn_unused_result))
#else
#define NEXTWORK_WARN_UNUSED
#endif

#ifdef __cplusplus
#define NEXTWORK_BEGIN_DECLS extern "C" { /**< Before declarations: C linkage in C++. */
#define NEXTWORK_END_DECLS }              /**< After them. */
#else
#define NEXTWORK_BEGIN_DECLS /**< Before declarations: C linkage in C++. */
#define NEXTWORK_END_DECLS   /**< After them. */
#endif

#endif
