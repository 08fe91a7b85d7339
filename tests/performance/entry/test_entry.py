"""The one entry over HTTP: autosave of a row, "Simpan semua", notes, narratives, locks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.choices import Role
from organizations.models import Activity
from performance.choices import SubmissionState
from performance.models import BudgetRealization, DataStamp, Realization, RowNote, Submission
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_pagu,
    make_realization,
    make_submission,
    make_target,
    make_version,
    make_window,
)

YEAR, QUARTER = 2025, 2


class Office:
    """A unit with a small plan, an open second quarter and its operator signed in."""

    def __init__(self, subs: int = 2) -> None:
        self.unit = make_unit()
        make_version()
        branch = make_branch(self.unit, subs=subs)
        self.subs = branch["subs"]
        self.indicators = [make_indicator(node) for node in self.subs]
        for node, indicator in zip(self.subs, self.indicators, strict=True):
            make_pagu(node, 1_000_000)
            make_target(indicator, 10)
        self.operator = make_user(Role.OPERATOR_OPD, self.unit)
        self.client = Client()
        self.client.force_login(self.operator)

    def url(self, name: str = "entry", *more: object) -> str:
        return reverse(f"performance:{name}", args=[self.unit.code, YEAR, QUARTER, *more])

    def save(self, name: str, text: str, version: str = "0|", client: Client | None = None):
        data = {name: text, f"v-{name}": version}
        return (client or self.client).post(self.url("entry-row"), data)

    @property
    def k(self) -> str:
        return f"k-{self.indicators[0].pk}"

    @property
    def rp(self) -> str:
        return f"rp-{self.subs[0].pk}"


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def test_a_row_saves_itself_and_answers_with_the_new_texts(office):
    answer = office.save(office.k, "2,5")

    assert answer.status_code == 200
    told = answer.json()
    row = Realization.objects.get()
    assert (row.k2, row.k1, row.year) == (Decimal("2.5"), None, YEAR)
    assert told["value"] == "2,5"
    cells = told["lines"][f"i{office.indicators[0].pk}"]["cells"]
    assert cells["todate"] == "2,5"
    assert cells["percent"].endswith("%")


def test_a_figure_is_written_to_history_with_before_and_after(office):
    version = office.save(office.k, "2").json()["version"]
    office.save(office.k, "3", f"{version}|2")
    line = Activity.objects.filter(object_type="performance.realization").order_by("-pk")[0]
    (change,) = line.changes.values()
    assert (change["before"], change["after"]) == ("2", "3")
    assert line.actor == office.operator
    assert DataStamp.objects.get(organization=office.unit, year=YEAR).counter == 2


def test_zero_is_a_figure_and_empty_is_none(office):
    version = office.save(office.k, "0").json()["version"]
    assert Realization.objects.get().k2 == 0
    office.save(office.k, "", f"{version}|0")
    assert Realization.objects.get().k2 is None


def test_rupiah_moves_the_sums_above_it(office):
    told = office.save(office.rp, "250.000").json()
    assert BudgetRealization.objects.get().rp2 == 250_000
    program = told["lines"][f"n{office.subs[0].program_id}"]["cells"]
    assert program["sum"] == "250.000"
    assert told["lines"]["total"]["cells"]["percent"] == "12,50%"


def test_every_sub_kegiatan_with_pagu_has_a_cell_for_rupiah(office):
    page = office.client.get(office.url()).content.decode()

    for node in office.subs:
        assert f'name="rp-{node.pk}"' in page
    assert f'name="rp-{office.subs[0].program_id}"' not in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("abc", "angka"),
        ("1,2,3", "angka"),
        ("12.5.7", "angka"),
        ("1e5", "angka"),
        ("N/A", "angka"),
        ("Ya", "angka"),
        ("lihat lampiran", "angka"),
        ("99999999999999999999", "besar"),
    ],
)
def test_what_is_not_a_number_is_refused_in_words(office, text, words):
    answer = office.save(office.k, text)
    assert answer.status_code == 400
    assert words in answer.json()["error"]
    assert not Realization.objects.exists()


@pytest.mark.parametrize("text", ["-5", "1,5"])
def test_rupiah_must_be_whole_and_not_negative(office, text):
    answer = office.save(office.rp, text)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not BudgetRealization.objects.exists()


def test_the_second_of_two_people_sees_the_others_figure_and_chooses(office):
    other = Client()
    other.force_login(make_user(Role.OPERATOR_OPD, office.unit, full_name="Rekan"))
    office.save(office.k, "4", client=other)

    answer = office.save(office.k, "5")

    assert answer.status_code == 409
    conflict = answer.json()["conflict"]
    assert (conflict["who"], conflict["shown"]) == ("Rekan", "4")
    assert Realization.objects.get().k2 == 4
    again = office.save(office.k, "5", f"{conflict['version']}|4")
    assert again.status_code == 200
    assert Realization.objects.get().k2 == 5


def test_simpan_semua_saves_all_or_nothing(office):
    second = f"k-{office.indicators[1].pk}"
    data = {office.k: "1", f"v-{office.k}": "0|", second: "x", f"v-{second}": "0|"}
    answer = office.client.post(office.url(), data)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Belum ada yang disimpan" in page
    assert 'value="1"' in page  # what was typed stays
    assert 'value="x"' in page
    assert not Realization.objects.exists()

    answer = office.client.post(office.url(), {**data, second: "2"})
    assert answer.status_code == 302
    assert Realization.objects.count() == 2


def test_simpan_semua_shows_conflicts_beside_the_cells(office):
    other = Client()
    other.force_login(make_user(Role.OPERATOR_OPD, office.unit, full_name="Rekan"))
    office.save(office.k, "4", client=other)
    answer = office.client.post(office.url(), {office.k: "5", f"v-{office.k}": "0|"})
    assert answer.status_code == 409
    assert "Rekan mengubahnya menjadi 4" in answer.content.decode()
    assert Realization.objects.get().k2 == 4


@pytest.mark.parametrize(
    "state", [SubmissionState.SUBMITTED, SubmissionState.VERIFIED, SubmissionState.ACCEPTED]
)
def test_a_handed_in_quarter_is_locked_for_every_way_in(office, state):
    make_submission(office.unit, QUARTER, state)
    assert office.save(office.k, "1").status_code == 403
    answer = office.client.post(office.url(), {office.k: "1", f"v-{office.k}": "0|"})
    assert answer.status_code == 403
    assert 'value="1"' in answer.content.decode()
    note = {"version": "0", "driving": "x", "inhibiting": "", "follow_up": ""}
    place = office.url("entry-note", office.indicators[0].pk)
    assert office.client.post(place, note).status_code == 403
    assert not Realization.objects.exists()
    assert not RowNote.objects.exists()


def test_a_quarter_without_window_and_one_that_has_closed_are_refused(office):
    make_window(1, is_open=False)
    for quarter in (1, 3):
        url = reverse("performance:entry-row", args=[office.unit.code, YEAR, quarter])
        answer = office.client.post(url, {office.k: "1", f"v-{office.k}": "0|"})
        assert answer.status_code == 403
        assert f"Triwulan {'I' * quarter}" in answer.json()["error"]
    assert not Realization.objects.exists()


def test_cells_of_another_unit_are_not_found(office):
    foreign = Office()
    answer = office.save(foreign.k, "1")
    assert answer.status_code == 404
    url = reverse("performance:entry-row", args=[foreign.unit.code, YEAR, QUARTER])
    assert office.client.post(url, {foreign.k: "1"}).status_code == 404
    assert not Realization.objects.exists()


def test_a_row_costs_the_same_in_a_small_and_in_a_big_grid(office):
    def queries(place: Office) -> int:
        place.save(place.rp, "1")  # the first request of a session also notes the device
        version = BudgetRealization.objects.get(node=place.subs[0]).row_version
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert place.save(place.rp, "2", f"{version}|1").status_code == 200
        return len([q for q in captured if "SAVEPOINT" not in q["sql"]])

    small = queries(office)
    assert small <= 16
    assert queries(Office(subs=40)) == small


def test_the_page_needs_the_same_queries_for_one_and_for_many_rows(office):
    def queries(place: Office) -> int:
        place.client.get(place.url())
        with CaptureQueriesContext(connection) as captured:
            assert place.client.get(place.url()).status_code == 200
        return len(captured)

    few = Office(subs=1)
    assert queries(few) == queries(Office(subs=25))


def test_notes_are_kept_with_their_version(office):
    place = office.url("entry-note", office.indicators[0].pk)
    words = {"version": "0", "driving": "Rapat rutin", "inhibiting": "", "follow_up": "Lanjutkan"}
    assert office.client.post(place, words).status_code == 302
    assert RowNote.objects.get().driving == "Rapat rutin"
    again = office.client.post(place, {**words, "driving": "Lain"})
    assert again.status_code == 409
    assert "Simpan lagi" in again.content.decode()
    assert RowNote.objects.get().driving == "Rapat rutin"


def test_narratives_save_as_form_and_by_themselves(office):
    make_submission(office.unit, QUARTER)
    words = {
        "version": "1",
        "driving_factors": "Koordinasi",
        "inhibiting_factors": "",
        "follow_up_quarter": "",
        "follow_up_plan": "",
    }
    place = office.url("entry-narrative")
    assert office.client.post(place, words).status_code == 302
    assert Submission.objects.get().driving_factors == "Koordinasi"
    answer = office.client.post(
        place,
        {**words, "version": "2", "driving_factors": "Dua"},
        headers={"accept": "application/json"},
    )
    assert answer.json()["version"] == 3


def test_the_head_reads_but_does_not_type(office):
    head = Client()
    head.force_login(make_user(Role.KEPALA_OPD, office.unit))
    page = head.get(office.url())
    assert page.status_code == 200
    assert f'id="{office.k}"' not in page.content.decode()
    assert office.save(office.k, "1", client=head).status_code == 403


def test_achievement_follows_the_indicators_own_rules(office):
    lower = make_indicator(
        office.subs[1], name="Waktu tunggu", polarity="lower", accumulation="last"
    )
    make_target(lower, 20)
    make_realization(lower, 30)
    told = office.save(f"k-{lower.pk}", "25", "1|").json()
    assert told["lines"][f"i{lower.pk}"]["cells"]["percent"] == "75,00%"


def test_beside_the_cell_of_the_second_quarter_stands_what_the_first_came_to(office):
    make_realization(office.indicators[0], 3)
    page = office.client.get(office.url()).content.decode()
    line = page.split(f'id="baris-i{office.indicators[0].pk}"')[1].split("</tr>")[0]
    assert 'data-label="TW lalu">3</td>' in line
