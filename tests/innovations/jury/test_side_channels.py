"""Before a stage is told no score leaves its sheet: planted ones are looked for everywhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import SheetState
from innovations.jury.actions.reminding import remind_jurors
from innovations.jury.actions.sheets import send_sheet
from innovations.models import Criterion, Sheet
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.factories.competitions import make_juror, make_proposal, make_sheet
from tests.factories.organizations import make_unit, make_user
from tests.pages.places import Role as AnyRole

MARKS = ("73,913", "73.913", "saran-penanda", "catatan-penanda", "alasan-penanda")


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def planted(edition, desk) -> Sheet:
    """A sent sheet whose every word is a mark, in a stage of which another sheet is still owed."""
    Criterion.objects.filter(stage=desk).update(step="0.001")
    author, proposal = make_juror(edition), make_proposal(edition)
    sheet = make_sheet(
        proposal, author, "73.913", "73.913", state=SheetState.DRAFT,
        comment="saran-penanda", note="catatan-penanda",
    )  # fmt: skip
    sheet.scores.update(comment="alasan-penanda")
    return send_sheet(sheet=sheet, version=0, by=author.user)


def pages(planted: Sheet) -> list[str]:
    edition, stage = planted.stage.edition, planted.stage
    return [
        at("judging-list"), at("edition-list"), at("edition-detail", edition.pk),
        at("juror-list", edition.pk), at("stage-detail", edition.pk, stage.pk),
        at("sheet-detail", edition.pk, planted.pk), at("stage-scores", stage.pk),
        at("stage-remind", edition.pk, stage.pk), at("stage-appoint", edition.pk, stage.pk),
        *(at(f"judging-{name}", planted.pk) for name in ("sheet", "send", "abstain", "conflict")),
        *(at("sheet-transition", edition.pk, planted.pk, name) for name in ("unlock", "exclude")),
        "/dasbor/", "/", "/riwayat/", "/riwayat/?q=penanda", "/inovasi/kompetisi/",
        edition.get_absolute_url(),
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["chair", *AnyRole.values])
def test_nobody_reads_a_score_before_the_stage_is_told(planted, edition, role):
    second = make_juror(edition, is_chair=role == "chair")
    make_sheet(planted.proposal, second)
    user = second.user if role == "chair" else make_user(role, make_unit())
    if role == Role.INSPEKTORAT:
        make_sheet(planted.proposal, make_juror(edition, user))
    remind_jurors(stage=planted.stage, by=make_user(Role.BAGIAN_ORGANISASI))
    client = Client()
    client.force_login(user)

    told = [client.get(url).content.decode() for url in pages(planted)]

    told += [f"{mail.subject} {mail.body}" for mail in OutgoingMail.objects.all()]
    told += [f"{row.summary} {row.changes} {row.reason}" for row in Activity.objects.all()]
    assert not [(mark, text[:80]) for mark in MARKS for text in told if mark in text]


def test_afterwards_jurors_without_a_conflict_read_all_of_it(planted, edition, desk):
    reader, against = make_juror(edition), make_juror(edition)
    make_sheet(planted.proposal, reader, 60, 70)
    other = make_proposal(
        edition, make_user(Role.OPERATOR_OPD, make_unit()).assignments.get().organization
    )
    for row in (reader, make_juror(edition)):
        make_sheet(other, row, 11, 12)
    member = make_juror(edition, make_user(Role.OPERATOR_OPD, planted.proposal.organization))

    def read(juror):
        client = Client()
        client.force_login(juror.user)
        return client.get(at("stage-scores", desk.pk)).content.decode()

    assert "73,913" in read(reader)
    assert "73,913" in read(against)
    own = read(member)
    assert other.title in own
    assert not [mark for mark in (*MARKS, planted.proposal.title) if mark in own]


def test_who_left_the_jury_reads_nothing_any_more(planted, edition, desk):
    gone = make_juror(edition, left_on=timezone.localdate(), left_because="Pindah")
    make_sheet(planted.proposal, gone, 60, 70)
    client = Client()
    client.force_login(gone.user)

    assert client.get(at("stage-scores", desk.pk)).status_code == 403


def test_a_reminder_goes_once_a_day_to_who_owes(planted, edition, desk, office):
    owing = make_juror(edition)
    make_sheet(planted.proposal, owing)
    url = at("stage-remind", edition.pk, desk.pk)

    asked = office.get(url).content.decode()
    first, again = office.post(url), office.post(url)

    assert str(owing) in asked
    assert str(planted.juror) not in asked
    assert (first.status_code, again.status_code) == (302, 400)
    mail = OutgoingMail.objects.get()
    assert mail.to == owing.user.email
    assert planted.proposal.title not in mail.body
