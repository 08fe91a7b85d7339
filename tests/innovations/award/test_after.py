"""After the result: letters without a trace of who said what, certificates anybody can check."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

from innovations.award.actions.results import announce, freeze
from innovations.award.queries.certificates import certificate_of, code_of
from innovations.award.queries.letter import letter_of
from innovations.award.reports.papers import certificate_page
from innovations.choices.competition import PhaseKind, ProposalState, SheetState
from innovations.models import Objection, Result, Score, Tier
from organizations.choices import Role
from reports.rendering.codes import qr_svg
from tests.factories.competitions import (
    make_desk_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_assignment, make_unit, make_user

pytestmark = pytest.mark.django_db
WORDS = ("zat baru terlihat", "Anggaran jelas")


@pytest.fixture
def edition():
    made = make_desk_edition()
    Tier.objects.filter(group__edition=made, name="Harapan").delete()
    return made


@pytest.fixture
def won(edition):
    return make_proposal(edition, title="Yang menang")


@pytest.fixture
def lost(edition):
    return make_proposal(edition, title="Yang kalah")


@pytest.fixture
def jurors(edition, won, lost):
    """The first gives the words that come last in the alphabet."""
    found = [make_juror(edition) for _ in WORDS]
    for juror, words in zip(found, WORDS, strict=True):
        for proposal, score in ((won, 90), (lost, 60)):
            sheet = make_sheet(proposal, juror, score, score + 1, comment=f"Saran: {words}")
            Score.objects.filter(sheet=sheet).update(comment=words)
    return found


def published(edition, secretary) -> Result:
    result = freeze(edition=edition, by=secretary)
    return announce(result=result, by=make_user(Role.PIMPINAN, make_unit()))


def url(name, proposal):
    return reverse(f"innovations:{name}", args=[proposal.edition_id, proposal.pk])


def head_of(proposal):
    return make_user(Role.KEPALA_OPD, proposal.organization)


def test_a_letter_has_the_words_in_the_order_of_the_alphabet(edition, won, jurors, secretary):
    third = make_juror(edition)
    out = make_sheet(won, third, 1, 1, state=SheetState.EXCLUDED, comment="Dikeluarkan saja")
    Score.objects.filter(sheet=out).update(comment="Dikeluarkan juga")

    letter = letter_of(published(edition, secretary).content, won.code)

    stage = letter.stages[0]
    assert (letter.tier, str(letter.score)) == ("Terbaik", "90.40")
    assert (letter.rank, letter.ranked) == (1, 2)
    assert [row.name for row in stage.criteria] == ["Kebaruan", "Bermanfaat"]
    assert [str(row.score) for row in stage.criteria] == ["90.00", "91.00"]
    assert all(row.words == ["Anggaran jelas", "zat baru terlihat"] for row in stage.criteria)
    assert stage.advice == ["Saran: Anggaran jelas", "Saran: zat baru terlihat"]


def test_the_unit_reads_its_letter_and_no_juror_in_it(client, edition, won, jurors, secretary):
    published(edition, secretary)
    client.force_login(head_of(won))

    shown = client.get(url("after-proposal", won)).content.decode()
    paper = client.get(url("after-letter", won))

    assert "zat baru terlihat" in shown
    assert "1 dari 2 pada kelompoknya" in shown
    assert shown.index("Anggaran jelas") < shown.index("zat baru terlihat")
    for juror in jurors:
        assert str(juror) not in shown
        assert juror.institution not in shown
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_nothing_of_it_is_there_before_the_result_is_announced(
    client, edition, won, jurors, secretary
):
    result = freeze(edition=edition, by=secretary)
    head = head_of(won)

    for user in (head, secretary):
        client.force_login(user)
        assert client.get(reverse("innovations:after", args=[edition.pk])).status_code == 404
        for name in ("after-proposal", "after-letter", "after-certificate"):
            assert client.get(url(name, won)).status_code == 404
    code = code_of(result.digest, won.code)
    check = reverse("innovations:public-certificate", args=[edition.slug, code])
    assert client.get(check).status_code == 404


def test_other_units_and_who_is_in_conflict_find_nothing(client, edition, won, lost, jurors):
    published(edition, make_user(Role.BAGIAN_ORGANISASI, make_unit()))
    listed = reverse("innovations:after", args=[edition.pk])

    client.force_login(head_of(lost))
    assert "Yang menang" not in client.get(listed).content.decode()
    assert client.get(url("after-letter", won)).status_code == 404
    client.force_login(make_user(Role.BAGIAN_ORGANISASI, won.organization))
    shown = client.get(listed).content.decode()
    assert "Yang kalah" in shown
    assert "Yang menang" not in shown
    assert client.get(url("after-proposal", won)).status_code == 404


@pytest.mark.usefixtures("jurors")
def test_a_head_who_is_secretariat_too_finds_the_own_proposal(client, edition, won, lost):
    """Reads and objects to what is the own unit's, and answers nothing about it."""
    published(edition, make_user(Role.BAGIAN_ORGANISASI, make_unit()))
    set_calendar(edition, PhaseKind.OBJECTION)
    both = head_of(won)
    make_assignment(both, Role.BAGIAN_ORGANISASI, make_unit())
    client.force_login(both)

    listed = client.get(reverse("innovations:after", args=[edition.pk])).content.decode()
    shown = client.get(url("after-proposal", won))
    client.post(url("objection-create", won), {"text": "Nilai kami keliru."})
    filed = Objection.objects.get()
    move = reverse(
        "innovations:objection-transition", args=[edition.pk, won.pk, filed.pk, "uphold"]
    )

    assert "Yang menang" in listed
    assert "Yang kalah" in listed
    assert shown.status_code == 200
    assert client.post(move, {"note": "Benar"}).status_code == 403


@pytest.mark.usefixtures("jurors")
def test_everybody_can_check_a_certificate(client, edition, won, lost, secretary):
    result = published(edition, secretary)

    def check(code):
        return client.get(reverse("innovations:public-certificate", args=[edition.slug, code]))

    code = code_of(result.digest, won.code)
    found = check(code.upper())
    assert found.status_code == 200
    paper = certificate_page(certificate_of(result, won.code), result)
    address = f"{settings.SITE_URL}/inovasi/kompetisi/{edition.slug}/piagam/{code}/"
    assert qr_svg(address, f"Kode QR ke {address}") in paper
    for word in ("Piagam asli", "Terbaik", "Yang menang", won.organization.name):
        assert word in found.content.decode()
    for unknown in (code_of(result.digest, lost.code), code[:-1], "x"):
        answer = check(unknown)
        assert answer.status_code == 404
        assert "Kode piagam ini tidak dikenal" in answer.content.decode()
        assert "Yang" not in answer.content.decode()


def test_a_content_that_is_not_what_was_frozen_proves_nothing(
    client, edition, won, jurors, secretary
):
    result = published(edition, secretary)
    code = code_of(result.digest, won.code)
    result.content["groups"][0]["places"][0]["tier"] = "Lain"
    result.save()

    check = reverse("innovations:public-certificate", args=[edition.slug, code])
    assert client.get(check).status_code == 404


@pytest.mark.usefixtures("jurors")
def test_only_what_won_has_a_certificate(client, edition, won, lost, secretary):
    published(edition, secretary)
    client.force_login(head_of(won))
    assert client.get(url("after-certificate", won)).content.startswith(b"%PDF")
    client.force_login(head_of(lost))
    assert client.get(url("after-certificate", lost)).status_code == 404


def test_a_proposal_that_was_not_judged_has_a_page_without_a_letter(
    client, edition, jurors, secretary
):
    rejected = make_proposal(edition, title="Gugur", state=ProposalState.REJECTED)
    published(edition, secretary)
    client.force_login(head_of(rejected))

    shown = client.get(url("after-proposal", rejected)).content.decode()
    assert "tidak sampai dinilai" in shown
    assert client.get(url("after-letter", rejected)).status_code == 404
