"""A warm worker in a process of its own: one order a line, one answer a line.

`help` lays out parts that others wait for until `enough`; `joined FILE…` makes documents of pages in
parts; `naive FILE…` as a first version would. Each answers with its peak memory in MB.
"""

from __future__ import annotations

import os
import resource
import select
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
WARM = '<!DOCTYPE html><html lang="id"><title>a</title><body class="chapter"><p>a<b>b</b></p></body></html>'


def main() -> None:
    import django

    django.setup()
    from reports.rendering.pdf import render_part
    from tests.harness.database import use_database

    use_database("bench")
    render_part(WARM)
    print("ready", flush=True)
    while order := sys.stdin.readline().split():
        ORDERS[order[0]](order[1:])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)


def help_others(_: list[str]) -> None:
    from reports.actions.parts import help_out

    while not select.select([sys.stdin], [], [], 0)[0]:
        if not help_out():
            time.sleep(0.02)
    sys.stdin.readline()


def joined(files: list[str]) -> None:
    from bench.parts import make

    for file in files:
        make(Path(file).read_text(encoding="utf-8"))


def naive(files: list[str]) -> None:
    from bench.cases import naive_pdf

    for file in files:
        naive_pdf(Path(file).read_text(encoding="utf-8"), wide=False)


ORDERS = {"help": help_others, "joined": joined, "naive": naive}

if __name__ == "__main__":
    main()
