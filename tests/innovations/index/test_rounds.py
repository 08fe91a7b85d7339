"""Who may be reported, and a closed round that stays as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from innovations.choices import Ending, InnovationState
from innovations.choices.index import IndexEntryState
from innovations.index.actions.answers import save_answer
from innovations.index.actions.entries import report_innovation
from innovations.index.actions.rounds import change_set, close_round
from innovations.index.forms.document import IndexDocumentForm
from innovations.index.queries.candidates import candidate_of, eligible
from innovations.index.queries.sheet import sheet_of
from innovations.index.reports import InnovationIndex
from innovations.models import IndexEntry, IndexRound, IndexSet, Innovation
from reports.rendering.document import marked_page
from tests.factories.innovation_index import fill_mandatory, make_answer, make_index_entry
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"innovations:{name}", args=args)


def closed(year: int, innovation: Innovation) -> None:
    """A round of a year before, in which it was checked."""
    rules = IndexSet.objects.create(year=year, basis="Surat edaran", divisor=10)
    round_ = IndexRound.objects.create(set=rules, opened_by=make_user())
    make_index_entry(innovation, round_, state=IndexEntryState.CHECKED)
    IndexRound.objects.filter(pk=round_.pk).update(state="tutup", snapshot={})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": InnovationState.VERIFIED}, "Belum tayang"),
        ({"ending": Ending.RETIRED, "ended_on": date(2026, 1, 1)}, "digabung atau dihentikan"),
        ({"implemented_on": None}, "belum diisi"),
        ({"implemented_on": date(2023, 12, 31), "trial_on": None}, "di luar 1 Januari 2024"),
        ({"implemented_on": date(2026, 1, 1)}, "di luar"),
    ],
)
def test_why_an_innovation_cannot_be_reported(operator, unit, round_2026, fields, said):
    innovation = make_innovation(unit, **fields)

    assert said in " ".join(candidate_of(innovation, round_2026).reasons)
    assert not eligible(Innovation.objects.all(), round_2026)
    with pytest.raises(ValidationError, match=said):
        report_innovation(round_=round_2026, innovation=innovation, by=operator)
    assert not IndexEntry.objects.exists()


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2025, 12, 31)])
def test_the_window_has_both_its_ends(unit, round_2026, day):
    innovation = make_innovation(unit, trial_on=None, implemented_on=day)

    assert candidate_of(innovation, round_2026).is_eligible
    assert list(eligible(Innovation.objects.all(), round_2026)) == [innovation]


def test_reported_twice_is_enough_and_how_often_is_a_setting(client, operator, unit, round_2026):
    innovation = make_innovation(unit)
    closed(2021, innovation)
    assert candidate_of(innovation, round_2026).is_eligible
    closed(2022, innovation)
    assert "Sudah dilaporkan 2 kali" in client.get(url("index-candidates", 2026)).content.decode()
    IndexSet.objects.filter(year=2026).update(most_times=3)
    round_2026.set.refresh_from_db()

    assert candidate_of(innovation, round_2026).is_eligible


def test_an_innovation_is_reported_from_the_page(client, operator, unit, round_2026):
    innovation = make_innovation(unit)
    client.post(url("index-report", 2026, innovation.pk))
    again = client.post(url("index-report", 2026, innovation.pk))

    assert IndexEntry.objects.get().innovation == innovation
    assert "Sudah ada dalam pelaporan ini." in again.content.decode()


def test_eight_innovations_of_eighty_and_forty_of_the_city(round_2026):
    """The worked row of the rule, through the rows of the set."""
    for number in range(8):
        affair = f"1.0{number % 5 + 1}"
        entry = make_index_entry(make_innovation(affairs=[affair]), round_2026)
        fill_mandatory(entry)
        for row in ("18", "19", "21", "28", "30", "34"):
            make_answer(entry, row, 3)
        make_answer(entry, "20", 2)
    for row in ("6", "7", "8"):
        make_answer(None, row, 3)
    for row in ("12", "1", "2a", "2b"):
        make_answer(None, row, 3)
    for row in ("3", "4", "9", "13a", "13b"):
        make_answer(None, row, 2)
    make_answer(None, "10a", 2)
    make_answer(None, "10b", 2)
    make_answer(None, "14", 2)
    sheet = sheet_of(round_2026)

    assert {line.score for line in sheet.lines} == {Decimal(80)}
    assert sheet.regional == Decimal("43.50")
    assert (sheet.index, sheet.band) == (Decimal("39.95"), "Kurang Inovatif")


def test_a_closed_round_stays_as_it_was(client, city, operator, entry, round_2026):
    fill_mandatory(entry)
    other = make_index_entry(make_innovation(entry.innovation.organization), round_2026)
    make_answer(other, "16", 3)
    IndexEntry.objects.filter(pk=entry.pk).update(state=IndexEntryState.CHECKED)
    close_round(round_=round_2026, by=city)
    round_2026.refresh_from_db()
    before = sheet_of(round_2026)
    entry.innovation.organization = make_unit(name="Dinas Gabungan")
    entry.innovation.name = "NAMA BARU"
    entry.innovation.save()
    entry.answers.update(parameter=0)

    assert [line.name for line in before.lines] == ["SI BAJAK"]
    assert sheet_of(round_2026) == before
    assert before.lines[0].score == 42
    client.force_login(city)
    shown = client.get(url("index-round", 2026)).content.decode()
    assert "SI BAJAK" in shown
    assert "Dinas Gabungan" not in shown
    assert client.get(url("index-entry", entry.pk)).status_code == 200


def test_nothing_is_written_into_a_closed_round(city, operator, entry, round_2026):
    close_round(round_=round_2026, by=city)
    row = round_2026.set.rows.get(number="16")
    given = {"round_": round_2026, "row": row, "values": {"parameter": 3}, "upload": None}

    with pytest.raises(ValidationError, match="sudah ditutup"):
        save_answer(**given, entry=entry, seen="", by=operator)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        change_set(index_set=round_2026.set, values={"divisor": 5}, mark="", by=city)
    with pytest.raises(ValidationError, match="sudah ditutup"):
        close_round(round_=round_2026, by=city)


def test_a_document_is_of_a_year_that_was_reported_else_a_draft(entry):
    years = [value for value, _ in IndexDocumentForm(user=None).fields["tahun"].choices if value]

    assert years == [str(entry.round.year)]
    assert InnovationIndex().data({"year": 2023}).is_draft


def test_page_and_document_tell_everything_the_index_is_reckoned_from(city, client, entry):
    fill_mandatory(entry)
    client.force_login(city)
    data = InnovationIndex().data({"year": 2026})
    said = "(0,00 + 42,00 ÷ 12 + 0,00) ÷ 250 × 100 = 1,40, dibulatkan sekali"

    for page in (
        client.get(url("index-round", 2026)).content.decode(),
        marked_page(InnovationIndex(), data),
    ):
        assert said in " ".join(page.split())
