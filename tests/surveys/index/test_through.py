"""Published and border figures from a file through the desk's page to the words of the PDF."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from organizations.choices import Role
from organizations.formatting import format_number
from organizations.small_cells import SMALL_CELL
from surveys.index.actions.closing import close_period, publish_period
from surveys.index.queries.results import result_of
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.surveys import make_period, make_responses, make_service_unit
from tests.surveys.index.test_documents import rendered
from tests.surveys.index.test_pages import result_url, text_of
from tests.surveys.test_index import SEKADAU

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "skm"


def spread(respondents: int, total: int) -> list[str]:
    """Rows of nine answers that add up to `total`."""
    more, scores = total - 9 * respondents, []
    for _ in range(9 * respondents):
        extra = min(3, more)
        scores.append(str(1 + extra))
        more -= extra
    return ["".join(scores[at : at + 9]) for at in range(0, len(scores), 9)]


VECTORS = {
    "floor": (spread(1, 9), "25,00", "D"),
    "ceiling": (spread(1, 36), "100,00", "A"),
    "one ninth, not 0.111": (spread(5, 138), "76,67", "B"),
    "one ninth, not 0.11": (spread(5, 159), "88,33", "A"),
    "half up": (spread(8, 261), "90,63", "A"),
    "gap below A": (spread(19, 604), "88,30", "B"),
    "gap below B": (spread(19, 524), "76,61", "B"),
    "49 answers of an office": (SEKADAU, "78,74", "B"),
}


@pytest.mark.parametrize(("rows", "index", "grade"), VECTORS.values(), ids=VECTORS)
def test_from_the_file_to_page_and_pdf(client, tmp_path, rows, index, grade):
    make_city()
    period = make_period(make_service_unit(make_unit(), code="uji"))
    file = tmp_path / "jawaban.csv"
    lines = [",".join(f"u{n}" for n in range(1, 10)), *(",".join(row) for row in rows)]
    file.write_text("\n".join(lines) + "\n")
    call_command("import_skm", str(file), unit="uji", period="2026-S1", order="kuesioner")

    client.force_login(make_user(Role.PENGELOLA_SURVEI, period.unit.organization))
    shown = text_of(client.get(result_url(period)))
    printed = rendered(tmp_path, "skm", unit="uji", periode="2026-S1")

    done = close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    publish_period(period=done, by=make_user(Role.BAGIAN_ORGANISASI))
    client.logout()
    public = text_of(client.get(f"/survei/unit/{period.unit.pk}/"))

    hidden = len(rows) < SMALL_CELL  # then everybody reads why, and no index
    assert (f"<dd>{index}</dd>" in public) is not hidden
    assert ("Angka periode ini disembunyikan" in public) is hidden
    assert f"<dd>{index}</dd>" in shown
    assert f"{index}, mutu pelayanan {grade}" in printed
    assert f"dari {len(rows)} responden" in printed
    assert result_of(period).figure.grade.letter == grade


def test_every_stored_running_index_stands_on_the_page(client):
    """Twenty answers and the index that was stored after each of them."""
    make_city()
    with (DATA / "skm_A_jawaban_20.csv").open() as lines:
        rows = ["".join(line[f"u{n}"] for n in range(1, 10)) for line in csv.DictReader(lines)]
    with (DATA / "skm_A_indeks_berjalan_terbit.csv").open() as lines:
        stored = {int(line["n"]): line["indeks_eksak_2dp"] for line in csv.DictReader(lines)}
    known = set(stored)
    unit = make_service_unit(make_unit())
    client.force_login(make_user(Role.PENGELOLA_SURVEI, unit.organization))
    period = make_period(unit, starts_on=date(2026, 1, 1))

    for n, row in enumerate(rows, 1):
        make_responses(period, row)
        assert str(result_of(period).figure.index) == stored.pop(n, None) or n not in known
    assert not stored
    shown = text_of(client.get(result_url(period)))
    assert f"<dd>{format_number(result_of(period).figure.index, 2)}</dd>" in shown
