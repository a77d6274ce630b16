/* Kills a program in front of one of the calls by which it changes what is on a disk: LD_PRELOAD=at_call.so.
 *
 * The calls are counted over all threads, which strace does for each thread apart, so that with it a call of one thread may never be
 * the one that is hit. KILL_AT says in front of which call, from 1; KILL_COUNT names a file that is told how many there were,
 * where the program ends by itself. Programs that it starts are let be.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static long at;
static const char *count;
static pid_t own;

__attribute__((constructor)) static void begin(void) {
    const char *number = getenv("KILL_AT");
    at = number ? atol(number) : 0;
    count = getenv("KILL_COUNT");
    own = getpid();
    unsetenv("LD_PRELOAD");
}

static void call(void) {
    if (getpid() == own && atomic_fetch_add(&calls, 1) + 1 == at) {
        kill(own, SIGKILL);
        for (;;) pause();
    }
}

__attribute__((destructor)) static void end(void) {
    if (count && getpid() == own) {
        long all = atomic_load(&calls);
        FILE *file = fopen(count, "w");
        if (file) {
            fprintf(file, "%ld", all);
            fclose(file);
        }
    }
}

/* What goes to a pipe or a terminal changes no file. */
static void to_file(int file) {
    struct stat there;
    if (fstat(file, &there) == 0 && S_ISREG(there.st_mode)) call();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define COUNTED(result, name, parameters, arguments) \
    result name parameters { call(); return REAL(name) arguments; }
#define COUNTED_OF_FILE(result, name, parameters, arguments) \
    result name parameters { to_file(file); return REAL(name) arguments; }
#define COUNTED_OPEN(name, parameters, arguments) \
    int name parameters { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TRUNC)) { \
            va_list more; \
            va_start(more, flags); \
            mode = va_arg(more, mode_t); \
            va_end(more); \
            call(); \
        } \
        return REAL(name) arguments; \
    }

COUNTED_OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
COUNTED_OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
COUNTED_OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
COUNTED_OPEN(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
COUNTED_OF_FILE(ssize_t, write, (int file, const void *bytes, size_t length), (file, bytes, length))
COUNTED_OF_FILE(ssize_t, writev, (int file, const struct iovec *parts, int number), (file, parts, number))
COUNTED_OF_FILE(ssize_t, pwrite, (int file, const void *bytes, size_t length, off_t place), (file, bytes, length, place))
COUNTED_OF_FILE(ssize_t, pwrite64, (int file, const void *bytes, size_t length, off64_t place), (file, bytes, length, place))
COUNTED_OF_FILE(int, ftruncate, (int file, off_t length), (file, length))
COUNTED_OF_FILE(int, ftruncate64, (int file, off64_t length), (file, length))
COUNTED(ssize_t, copy_file_range, (int from, off64_t *place, int to, off64_t *target, size_t length, unsigned int flags),
        (from, place, to, target, length, flags))
COUNTED(int, fsync, (int file), (file))
COUNTED(int, fdatasync, (int file), (file))
COUNTED(int, rename, (const char *path, const char *target), (path, target))
COUNTED(int, renameat, (int from, const char *path, int to, const char *target), (from, path, to, target))
COUNTED(int, link, (const char *path, const char *target), (path, target))
COUNTED(int, linkat, (int from, const char *path, int to, const char *target, int flags), (from, path, to, target, flags))
COUNTED(int, unlink, (const char *path), (path))
COUNTED(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
COUNTED(int, mkdir, (const char *path, mode_t mode), (path, mode))
COUNTED(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
COUNTED(int, rmdir, (const char *path), (path))
COUNTED(int, chmod, (const char *path, mode_t mode), (path, mode))
COUNTED(int, fchmod, (int file, mode_t mode), (file, mode))
