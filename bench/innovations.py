"""The catalogue of innovations in a city of a hundred thousand, against one of a thousand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.test import Client

from bench import twins
from bench.cases import Case, Result, Size
from complaints import reference
from organizations.choices import Role
from tests.factories.organizations import make_city, make_unit, make_user
from tests.harness import database

PAIR = LARGE, SMALL = "bench_innovations_large", "bench_innovations_small"
FEW, MANY = 1_000, 100_000
# Words as people use them: few very often, most hardly ever.
STATEMENTS = """
SET session_replication_role = replica;
SELECT setseed(0.42);
WITH few AS (
  SELECT (SELECT array_agg(id ORDER BY id) FROM organizations_organization) AS units,
         (SELECT min(id) FROM organizations_user) AS person,
         ARRAY['kesehatan','pendidikan','ekonomi','tata_kelola','lingkungan'] AS categories,
         ARRAY['1.01','1.02','1.03','2.16','2.12'] AS affairs,
         ARRAY['inisiatif','uji_coba','penerapan'] AS stages
), told AS (
  SELECT n, words, random() AS r
    FROM generate_series(1, %(rows)s) n
   CROSS JOIN LATERAL (
     SELECT string_agg('kata' || word, ' ') AS words
       FROM (SELECT 1 + floor(power(random(), 3) * 4000 + 0 * n)::int AS word
               FROM generate_series(1, 24)) drawn) story
)
INSERT INTO innovations_innovation (origin, organization_id, source, name, expansion, slug, summary,
  category, form, technology, initiator, initiator_position, stage, affairs, goals, theme,
  trial_on, implemented_on, problem, idea, purpose, benefit, outcome, how_to_copy, beneficiaries,
  place, contact, intake, video_url, website, kept_health, state, remark, published_at, ending, ending_reason,
  created_by_id, created_at, changed_at, search)
SELECT 'sendiri', units[1 + n %% array_length(units, 1)], '', 'INOVASI ' || n, '',
  'inovasi-' || n, words, categories[1 + floor(r * 5)::int], 'pelayanan',
  CASE WHEN n %% 3 = 0 THEN 'digital' ELSE 'non_digital' END, 'opd', '', stages[1 + n %% 3],
  ARRAY[affairs[1 + n %% 5]], ARRAY[1 + n %% 17], '', NULL, date '2020-01-01' + n %% 2000, words,
  words, words, words, '', '', '', '', '', '', '', '', '', 'tayang', '', now() - n * interval '10 minutes',
  '', '', person, now(), now(),
  to_tsvector('simple', words || CASE WHEN n %% (%(rows)s / 20) = 0 THEN ' langka' ELSE '' END)
    || to_tsvector('indonesian', words)
  FROM told, few;
INSERT INTO innovations_steward (innovation_id, assignment_id, since)
SELECT entry.id, held.id, held.valid_from
  FROM innovations_innovation entry,
       (SELECT id, valid_from FROM organizations_assignment ORDER BY id LIMIT 1) held
 WHERE entry.id %% 20 > 0;
INSERT INTO innovations_checkin (innovation_id, period, asked_on, due_on, state, vitality, numbers,
  evidence, trouble, answered_at)
SELECT id, '2026-S1', current_date - 60, current_date - 30, 'dijawab',
  (ARRAY['berhenti','berkembang','berlanjut'])[least(3, 1 + (id + 29) %% 30)], '', '', '',
  now() - interval '40 days'
  FROM innovations_innovation WHERE id %% 10 > 0;
UPDATE innovations_innovation SET kept_health = CASE
  WHEN id %% 20 = 0 THEN 'perhatian' WHEN id %% 10 = 0 THEN 'belum'
  WHEN id %% 30 = 1 THEN 'berhenti' ELSE 'berjalan' END;
"""
ASKED: Mapping[str, Mapping[str, Any]] = {
    "semua": {},
    "kategori": {"kategori": "kesehatan"},
    "urusan dan tahapan": {"urusan": "2.16", "tahapan": "uji_coba"},
    "tahun": {"tahun": "2021"},
    "keadaan": {"keadaan": "berjalan"},
    "keadaan yang jarang": {"keadaan": "berhenti"},
    "keadaan dan kategori": {"keadaan": "perhatian", "kategori": "kesehatan"},
    "keadaan, kata umum": {"keadaan": "berjalan", "kata": "kata1"},
    "perangkat daerah": {"opd": "1.05.0.00.0.00.01.0000"},
    "jenis": {"jenis": "digital"},
    "bentuk": {"bentuk": "pelayanan"},
    "asal": {"asal": "sendiri"},
    "penghargaan": {"penghargaan": "nasional"},
    "tujuan": {"tpb": "3"},
    "kata umum": {"kata": "kata1"},
    "kata umum, kategori": {"kata": "kata1", "kategori": "ekonomi"},
    "kata sedang": {"kata": "kata420"},  # some 900 of a hundred thousand, 9 of a thousand
    "tahun dan perangkat daerah": {"tahun": "2021", "opd": "1.05.0.00.0.00.01.0000"},
    "kata langka": {"kata": "langka"},
    "kata tidak ada": {"kata": "zzqqxx"},
    "lanjutan": {"sesudah": "inovasi-500"},
    "kategori, lanjutan": {"kategori": "kesehatan", "sesudah": "inovasi-500"},
}
LIST, ONE = "/inovasi/", "/inovasi/inovasi-500/"


@cache
def _build() -> None:
    for name, rows in ((SMALL, FEW), (LARGE, MANY)):
        database.copy_database(database.TEMPLATE, name)
        with twins.within(name):
            make_city()
            reference.load()
            units = [make_unit(f"1.{n:02d}.0.00.0.00.01.0000") for n in range(1, 31)]
            make_user(Role.BAGIAN_ORGANISASI, units[0])
            with connection.cursor() as cursor:
                cursor.execute(STATEMENTS, {"rows": rows})
            connection.close()  # VACUUM is for a session of its own
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")


def _page(address: str, asked: Mapping[str, Any]) -> Callable[[], None]:
    def read() -> None:
        answer = Client().get(address, asked)
        assert answer.status_code == 200, answer.status_code

    return read


def catalogue(size: Size) -> Result:
    """The worst of several questions, each large against small, and the figures of all."""
    _build()
    found = {
        name: twins.side_by_side(_page(LIST, asked), size.rounds, PAIR)
        for name, asked in ASKED.items()
    }
    worst = max(found, key=lambda name: found[name][0])
    notes = [
        f"{name}: {ratio:.2f} x ({large * 1000:.0f} : {small * 1000:.0f} ms)"
        for name, (ratio, large, small) in sorted(found.items(), key=lambda one: -one[1][0])
    ]
    return Result(found[worst][0], f"{found[worst][0]:.2f} x", tuple(notes))


def page(size: Size) -> Result:
    """One page with those alike, what citizens say and what it does."""
    _build()
    ratio, large, small = twins.side_by_side(_page(ONE, {}), size.rounds, PAIR)
    note = f"{large * 1000:.0f} : {small * 1000:.0f} ms"
    return Result(ratio, f"{ratio:.2f} x", (note,))


INNOVATION_CASES = (
    Case("100,000 innovations: catalogue", 1.5, "<= 1.5 x", catalogue),
    Case("100,000 innovations: page of one", 1.5, "<= 1.5 x", page),
)
