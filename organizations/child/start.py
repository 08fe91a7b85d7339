"""Runs as a process: `python -I start.py SCRIPT MEMORY_MB CPU WALL ANSWER_BYTES OPTION…`.

Sets the limits, lets the script load what it needs, reads the content, and from then on nothing
can be opened any more: no file, no socket. Imports nothing of the project.
"""

import errno
import resource
import runpy
import signal
import sys

OUT_OF_MEMORY, OUT_OF_ROOM = 3, 4
ENCODINGS = ("ascii", "cp437", "cp1252", "latin-1", "utf-16", "utf-16-be", "utf-16-le", "utf-32")


def limit(memory_mb: int, cpu: int, wall: int, answer: int) -> None:
    for kind, most in (
        (resource.RLIMIT_AS, memory_mb * 1024 * 1024),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    signal.alarm(wall)  # ends the child also when nobody waits for it any more


def shut() -> None:
    """Standard input, output and errors are open; nothing else ever will be."""
    for name in ENCODINGS:
        "".encode(name)  # a codec is a module, and modules are files
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def main() -> int:
    script, *rest = sys.argv[1:]
    limit(*(int(number) for number in rest[:4]))
    options = rest[4:]
    try:
        work = runpy.run_path(script)
        work["prepare"](*options)
        content = sys.stdin.buffer.read()
        shut()
        sys.stdout.buffer.write(work["answer"](content, *options))
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        return OUT_OF_ROOM if error.errno == errno.EFBIG else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
