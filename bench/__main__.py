"""`python -m bench [--full] [word]`: measure, print the table of goals. Never fails a build."""

import argparse
import os
import shutil
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("word", nargs="?", default="", help="only cases with this word")
    parser.add_argument("--full", action="store_true", help="large sizes, more rounds")
    parser.add_argument("--loadtest", action="store_true", help="many readers at once")
    chosen = parser.parse_args()

    import django

    django.setup()
    from bench.cases import CASES, Size
    from bench.city import CITY_CASES
    from bench.complaints import COMPLAINT_CASES
    from bench.exchange import EXCHANGE_CASES
    from bench.innovations import INNOVATION_CASES
    from bench.loadtest import LOAD
    from bench.parts import PART_CASES
    from bench.survey_index import INDEX_CASES
    from bench.surveys import SURVEY_CASES, SURVEY_LOAD
    from bench.twins import MANY, MANY_SHORT
    from bench.uploads import UPLOAD_CASES
    from config import embedded
    from tests.harness import database

    full, short = Size(300, rounds=9, reports=MANY), Size(300, rounds=5, reports=MANY_SHORT)
    size = full if chosen.full else short
    instance = database.instance()
    measured = (
        *CASES, *PART_CASES, *CITY_CASES, *UPLOAD_CASES, *COMPLAINT_CASES, *EXCHANGE_CASES,
        *SURVEY_CASES, *INDEX_CASES, *INNOVATION_CASES,
    )  # fmt: skip
    cases = (*LOAD, *SURVEY_LOAD) if chosen.loadtest else measured
    with embedded.servers(instance, keep=True):
        database.build_once(database.TEMPLATE, "template0", database.fill_template)
        database.copy_database(database.TEMPLATE, "bench")
        database.use_database("bench")
        print(f"{'case':46} {'measured':>18} {'goal':>12}  ")
        for case in cases:
            if chosen.word in case.name:
                result = case.measure(size)
                sign = "ok" if result.value <= case.goal else "over"
                print(f"{case.name:46} {result.shown:>18} {case.shown_goal:>12}  {sign}")
                for line in result.notes:
                    print(f"    {line}")
    embedded.stop_idle_servers(instance)
    shutil.rmtree(instance.home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
