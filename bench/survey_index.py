"""The index of a unit with very many answers, beside SQL by hand and a normalised table."""

from __future__ import annotations

from functools import cache

from django.db import connection

from bench.cases import Case, Result, Size, ratio
from surveys.choices import Element
from surveys.index.queries.tallies import tallies_of
from tests.factories.surveys import make_period

NAMES = [element.value for element in Element]
FILL = f"""
ALTER TABLE surveys_response DISABLE TRIGGER USER;
INSERT INTO surveys_response (period_id, client_key, received_on, mode, language, flags,
    {", ".join(NAMES)}, parts, local, sex, age, education, occupation, disability)
SELECT %(period)s, gen_random_uuid(), '2026-01-01', 'mandiri', 'id', CASE WHEN n %% 9 = 0 THEN 2 ELSE 0 END,
    {", ".join(f"12 * (1 + (n * {place + 3} + n / 7) %% 4)" for place in range(len(NAMES)))},
    '{{}}', '{{}}', CASE WHEN n %% 2 = 0 THEN 'L' ELSE 'P' END, '20-29', 's1', 'swasta', 'tidak'
FROM generate_series(1, %(answers)s) n;
ALTER TABLE surveys_response ENABLE TRIGGER USER;
CREATE TABLE bench_answer (response_id bigint NOT NULL, element smallint NOT NULL, value smallint NOT NULL);
INSERT INTO bench_answer SELECT id, place, value FROM surveys_response,
    unnest(ARRAY[{", ".join(NAMES)}]) WITH ORDINALITY AS a (value, place) WHERE period_id = %(period)s;
CREATE INDEX ON bench_answer (response_id);
"""  # noqa: S608 - our own columns
BY_HAND = f"""
SELECT count(total), count(*) - count(total), {", ".join(f"sum({n}) FILTER (WHERE total IS NOT NULL)" for n in NAMES)},
    sum(total), sum(total * total), count(total) FILTER (WHERE flags = 0), sum(total) FILTER (WHERE flags = 0),
    {", ".join(f"count(total) FILTER (WHERE flags & {1 << bit} <> 0)" for bit in range(6))}
FROM (SELECT *, ({" + ".join(NAMES)})::bigint AS total FROM surveys_response WHERE period_id = %s) a
"""  # noqa: S608 - our own columns
NORMALISED = """
SELECT element, count(*), sum(value) FROM bench_answer JOIN surveys_response r ON r.id = response_id
WHERE r.period_id = %s GROUP BY element
"""


@cache
def filled(answers: int) -> int:
    period = make_period()
    with connection.cursor() as cursor:
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"period": period.pk, "answers": answers})
        cursor.execute("VACUUM ANALYZE surveys_response, bench_answer")
    return period.pk


def _read(statement: str, period: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [period])
        cursor.fetchall()


def by_hand(size: Size) -> Result:
    period = filled(size.reports)
    return ratio(lambda: tallies_of([period], ()), lambda: _read(BY_HAND, period), size.rounds)


def normalised(size: Size) -> Result:
    period = filled(size.reports)
    return ratio(lambda: tallies_of([period], ()), lambda: _read(NORMALISED, period), size.rounds)


INDEX_CASES = (
    Case("index of a unit / SQL by hand", 1.2, "<= 1.20 x", by_hand),
    Case("index of a unit / normalised table", 0.15, "<= 0.15 x", normalised),
)
