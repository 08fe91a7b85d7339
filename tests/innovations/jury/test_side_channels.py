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
from tests.factories.competitions import make_juror, make_proposal, make_sheet, set_calendar
from tests.factories.organizations import make_unit, make_user

MARKS = ("73,91", "73.91", "saran-penanda", "catatan-penanda", "alasan-penanda")


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture(params=["penilaian", "penilaian tanpa juri", "wawancara"])
def planted(edition, request) -> Sheet:
    """A sent sheet whose every word is a mark. All of its proposal are sent; of another one not,
    or that one has no jurors yet. In the second stage the first one is told.
    """
    kind, _, drawn = request.param.partition(" ")
    set_calendar(edition, kind)
    stage = edition.stages.get(kind=kind)
    Criterion.objects.filter(stage=stage).update(step="0.001")
    author, second = make_juror(edition), make_juror(edition)
    proposal, other = (make_proposal(edition, is_shortlisted=True) for _ in range(2))
    if kind != "penilaian":
        for row in (proposal, other):
            for juror in (author, second):
                make_sheet(row, juror, 60, 70)
    sheet = make_sheet(
        proposal, author, "73.913", "73.913", state=SheetState.DRAFT, kind=kind,
        comment="saran-penanda", note="catatan-penanda",
    )  # fmt: skip
    sheet.scores.update(comment="alasan-penanda")
    make_sheet(proposal, second, "73.913", "73.913", kind=kind)
    if not drawn:
        make_sheet(other, second, kind=kind)
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
        at("proposal-list", edition.pk), at("proposal-detail", planted.proposal.pk),
        at("edition-board", edition.pk), at("result", edition.pk),
        at("result-freeze", edition.pk), at("result-shortlist", edition.pk),
        at("public-result", edition.slug),
        "/dasbor/", "/", "/riwayat/", "/riwayat/?q=penanda", "/inovasi/kompetisi/",
        edition.get_absolute_url(),
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["chair", *Role.values])
def test_nobody_reads_a_score_before_the_stage_is_told(planted, edition, role):
    second = make_juror(edition, is_chair=role == "chair")
    if role == "chair":
        make_sheet(planted.proposal, second, kind=planted.stage.kind)
    user = second.user if role == "chair" else make_user(role, make_unit())
    if role == Role.INSPEKTORAT:
        make_sheet(planted.proposal, make_juror(edition, user), kind=planted.stage.kind)
    if planted.stage.sheets.filter(state=SheetState.ASSIGNED).exists():
        remind_jurors(stage=planted.stage, by=make_user(Role.BAGIAN_ORGANISASI))
    client = Client()
    client.force_login(user)

    told = [client.get(url).content.decode() for url in pages(planted)]

    told += [f"{mail.subject} {mail.body}" for mail in OutgoingMail.objects.all()]
    told += [f"{row.summary} {row.changes} {row.reason}" for row in Activity.objects.all()]
    assert not [(mark, text[:80]) for mark in MARKS for text in told if mark in text]


def test_afterwards_jurors_without_a_conflict_read_all_of_it(edition, desk):
    first, second = make_proposal(edition), make_proposal(edition)
    readers = [make_juror(edition), make_juror(edition)]
    for row in readers:
        make_sheet(first, row, 71, 12)
        make_sheet(second, row, 33, 44)
    member = make_juror(edition, make_user(Role.OPERATOR_OPD, first.organization))

    def read(juror):
        client = Client()
        client.force_login(juror.user)
        return client.get(at("stage-scores", desk.pk)).content.decode()

    assert ">71<" in read(readers[0])
    assert ">71<" in read(make_juror(edition))
    own = read(member)
    assert second.title in own
    assert not [mark for mark in (">71<", first.title) if mark in own]


def test_who_left_the_jury_reads_nothing_any_more(edition, desk):
    proposal = make_proposal(edition)
    for _ in range(2):
        make_sheet(proposal, make_juror(edition), 60, 70)
    gone = make_juror(edition, left_on=timezone.localdate(), left_because="Pindah")
    client = Client()
    client.force_login(gone.user)

    assert client.get(at("stage-scores", desk.pk)).status_code == 403


def test_a_reminder_goes_once_a_day_to_who_owes(edition, desk, office):
    owing, done, proposal = make_juror(edition), make_juror(edition), make_proposal(edition)
    make_sheet(proposal, owing)
    make_sheet(proposal, done, 60, 70)
    url = at("stage-remind", edition.pk, desk.pk)

    asked = office.get(url).content.decode()
    first, again = office.post(url), office.post(url)

    assert str(owing) in asked
    assert str(done) not in asked
    assert (first.status_code, again.status_code) == (302, 400)
    mail = OutgoingMail.objects.get()
    assert mail.to == owing.user.email
    assert proposal.title not in mail.body
