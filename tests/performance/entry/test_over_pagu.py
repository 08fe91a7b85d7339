"""Rupiah that pass their pagu or a stated total are asked about, cell by cell; nothing is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Activity
from performance.models import BudgetRealization, Pagu
from tests.factories.performance import make_pagu, make_spending, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def agree(office: Office, text: str, about: str | None = None):
    data = {office.rp: text, f"v-{office.rp}": "0|", f"setuju-{office.rp}": about or text}
    return office.client.post(office.url("entry-row"), data)


def spent(office: Office, place: int = 0) -> int | None:
    row = BudgetRealization.objects.filter(node=office.subs[place], year=YEAR).first()
    return row and row.quarters[QUARTER - 1]


def test_rupiah_beyond_the_pagu_are_saved_once_somebody_agrees(office):
    answer = office.save(office.rp, "1.200.000")

    assert answer.status_code == 409
    question = answer.json()["question"]
    assert "menjadi Rp1.200.000" in question
    assert "(Rp1.000.000) sebesar Rp200.000." in question
    assert spent(office) is None
    assert not Activity.objects.filter(verb="performance.enter").exists()
    assert agree(office, "1.200.000").status_code == 200
    assert spent(office) == 1_200_000


def test_agreeing_to_one_figure_is_not_agreeing_to_another(office):
    assert agree(office, "1.300.000", about="1.200.000").status_code == 409
    assert spent(office) is None


@pytest.mark.parametrize("text", ["1.000.000", "0"])
def test_rupiah_within_the_pagu_are_not_asked_about(office, text):
    assert office.save(office.rp, text).status_code == 200


def test_earlier_quarters_count_and_a_correction_downwards_is_not_asked_about(office):
    make_spending(office.subs[0], 900_000, 400_000)
    assert office.save(office.rp, "300.000", "1|400.000").status_code == 200
    assert office.save(office.rp, "350.000", "2|300.000").status_code == 409


def test_without_pagu_of_its_own_the_pagu_above_is_the_limit(office):
    Pagu.objects.all().delete()
    make_pagu(office.subs[0].parent, 500, is_remainder=True)
    assert office.save(office.rp, "500").status_code == 200
    answer = office.save(f"rp-{office.subs[1].pk}", "20")
    assert answer.json()["question"].endswith("(Rp500) sebesar Rp20.")


def test_a_stated_total_that_would_grow_is_asked_about_and_kept_until_then(office):
    stated = make_spending(office.subs[0].parent, None, 100, is_remainder=True)
    question = office.save(office.rp, "170").json()["question"]
    assert "sebesar Rp70; bila disimpan, jumlah itu menjadi Rp170." in question
    stated.refresh_from_db()
    assert stated.rp2 == 100
    assert agree(office, "170").status_code == 200
    assert not BudgetRealization.objects.filter(is_remainder=True, rp2__isnull=False).exists()


def test_simpan_semua_lists_every_such_cell_and_keeps_ticks_and_figures(office):
    first, second = (f"rp-{node.pk}" for node in office.subs)
    data = {first: "2.000.000", second: "3.000.000", office.k: "4"}
    data |= {f"v-{name}": "0|" for name in (first, second, office.k)}

    page = office.client.post(office.url(), data | {f"setuju-{first}": "2.000.000"})

    assert page.status_code == 409
    assert page.context["typed"].questions.keys() == {first, second}
    html = " ".join(page.content.decode().split())
    assert f'name="setuju-{first}" value="2.000.000" checked' in html
    assert f'name="setuju-{second}" value="3.000.000" >' in html
    assert f'id="{office.k}" name="{office.k}" value="4"' in html
    assert (spent(office), spent(office, 1)) == (None, None)
    data |= {f"setuju-{first}": "2.000.000", f"setuju-{second}": "3.000.000"}
    assert office.client.post(office.url(), data).status_code == 302
    assert (spent(office), spent(office, 1)) == (2_000_000, 3_000_000)


def test_a_question_costs_the_same_in_a_small_and_in_a_big_grid(office):
    def queries(place: Office) -> int:
        place.client.get(place.url())
        with CaptureQueriesContext(connection) as found:
            assert place.save(place.rp, "1.200.000").status_code == 409
        return len(found)

    assert queries(office) == queries(Office(subs=8))


@pytest.mark.parametrize("kind", ["rp", "k"])
def test_one_cell_is_saved_in_twelve_statements(office, kind):
    name = getattr(office, kind)
    assert office.save(name, "400").status_code == 200
    with CaptureQueriesContext(connection) as found:
        assert office.save(name, "500", "1|400").status_code == 200
    asked = [one["sql"] for one in found if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= 12, "\n".join(asked)
