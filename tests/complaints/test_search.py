"""Searching public reports: words that must meet, stop words, aliases, spelling."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from complaints import words
from complaints.choices import Publicity
from complaints.intake.actions.own import raise_privacy
from complaints.models import Complaint, KnownWord, RetentionRule
from complaints.staff.actions.moderation import hide_case, show_case
from complaints.staff.actions.retention import erase_due
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_user

PAIRS = Path(__file__).parents[1] / "data" / "stemming_pairs.csv"
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference():
    make_city()
    reference_data()


def shown(text: str) -> Complaint:
    case = complaint(shown=True, subject="Laporan uji", text=text)
    words.index([case])
    return case


def found(asked: str) -> list[str]:
    asks = words.query(asked)
    rows = Complaint.objects.public().filter(search=asks) if asks else Complaint.objects.none()
    return list(rows.values_list("number", flat=True))


def _pairs(wanted: str) -> list[tuple[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    return [(row["kata_a"], row["kata_b"]) for row in rows if row["harus_bertemu"] == wanted]


@pytest.mark.parametrize(("one", "other"), [*_pairs("ya"), *((b, a) for a, b in _pairs("ya"))])
def test_words_of_one_root_meet(one, other):
    case = shown(f"Tentang {one} di kampung")

    assert found(other) == [case.number]


@pytest.mark.parametrize(
    ("one", "other"), [*_pairs("tidak"), *((b, a) for a, b in _pairs("tidak"))]
)
def test_words_of_different_roots_do_not_meet(one, other):
    shown(f"Tentang {one} di kampung")

    assert found(other) == []


def test_every_word_must_be_there_and_stop_words_are_not_asked_for():
    case = shown("Lampu di depan pasar padam")
    shown("Lampu di jembatan padam")

    assert found("lampu yang padam di pasar") == [case.number]


def test_only_stop_words_ask_nothing():
    assert words.query("yang di dan") is None
    assert words.query("  … ") is None


def test_an_alias_finds_the_other_name_both_ways():
    bansos, sosial = shown("Bansos belum cair"), shown("Bantuan sosial belum cair")

    assert set(found("bansos")) == {bansos.number, sosial.number}


def test_the_private_text_is_not_searched():
    case = complaint(shown=True, text="Nama saya Markamandala")
    case.public_text = "Nama disamarkan"
    case.save()
    words.index([case])

    assert found("markamandala") == []


def test_letters_that_mean_something_to_the_search_do_no_harm():
    case = shown("Lampu & jalan ! (rusak) <b>:*")

    assert found("lampu & | ! ( <-> :* 'rusak") == [case.number]


def test_a_misspelled_word_is_respelled_by_the_words_of_reports():
    shown("Drainase tersumbat sedimen")

    assert words.respelled("drainse tersumbat") == "drainase tersumbat"
    assert words.respelled("drainase") == ""


def test_a_word_of_no_public_report_any_more_is_not_offered():
    case = shown("Pegawai Markamandala marah")
    Complaint.objects.filter(pk=case.pk).update(publicity=Publicity.HIDDEN, search=None)

    assert words.respelled("markamandola") == ""


def test_a_report_without_words_has_no_search_column():
    case = complaint(shown=True, subject="di", text="yang")
    words.index([case])

    case.refresh_from_db()
    assert case.search is None


def test_only_a_shown_report_has_a_search_column():
    case = shown("Lampu padam")
    case.publicity = Publicity.HIDDEN
    case.save()
    words.index([case])

    case.refresh_from_db()
    assert case.search is None


def known() -> set[str]:
    return set(KnownWord.objects.values_list("word", flat=True))


def erased(case: Complaint) -> None:
    RetentionRule.objects.all().delete()
    RetentionRule.objects.create(months=1, basis="Uji", is_active=True)
    ended = {"state": "ditutup", "outcome": "selesai", "closed_at": timezone.now() - 90 * DAY}
    Complaint.objects.filter(pk=case.pk).update(**ended)
    assert erase_due(now=timezone.now())


def hidden(case: Complaint) -> None:
    hide_case(case=case, by=make_user(Role.BAGIAN_ORGANISASI), reason="Menyebut nama")


def made_secret(case: Complaint) -> None:
    raise_privacy(case=case, is_anonymous=False, is_secret=True)


def made_anonymous(case: Complaint) -> None:
    raise_privacy(case=case, is_anonymous=True, is_secret=False)


def reworded(case: Complaint) -> None:
    by = make_user(Role.BAGIAN_ORGANISASI)
    show_case(case=case, by=by, subject="Laporan uji", text="Jalan berlubang.", reason="Nama")


@pytest.mark.parametrize("gone", [erased, hidden, made_secret, made_anonymous, reworded])
def test_a_word_that_stood_only_in_what_is_gone_is_known_no_more(gone):
    case = shown("Jalan berlubang dekat warung Mbok Tukinem.")
    shown("Jalan gelap.")
    assert {"tukinem", "jalan"} <= known()

    gone(case)

    assert "tukinem" not in known()
    assert "jalan" in known(), "another report still has it"
