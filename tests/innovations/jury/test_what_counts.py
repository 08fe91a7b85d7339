"""What counts, and until when: sheets taken out, jurors who left, days and seconds at the edge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import ConflictKind, PhaseKind, SheetState, StageKind
from innovations.jury.actions import appearances as visits
from innovations.jury.actions.drawing import appoint, draw_jurors
from innovations.jury.actions.jurors import declare_conflict, leave
from innovations.jury.actions.sheets import exclude, save_sheet, send_sheet, unlock
from innovations.jury.queries.appearances import clashes
from innovations.jury.queries.jurors import handled, jurors
from innovations.jury.queries.stages import own_sheets, stage_board
from innovations.jury.queries.tasks import jury_tasks
from innovations.models import Sheet
from innovations.permissions.conflicts import YEARS_OF_OWN_UNIT, conflicts_of
from innovations.permissions.jury import can_unlock_sheet, stage_is_told
from organizations import moment
from organizations.access import access_of
from organizations.choices import Role
from organizations.panels import Reader
from tests.factories.competitions import make_juror, make_proposal, make_sheet, set_calendar
from tests.factories.hostile import picture
from tests.factories.organizations import make_assignment, make_unit, make_user
from tests.innovations.jury_objects import make_appearance, make_visit_photo


@pytest.fixture
def judged(edition, juror):
    """A proposal that two jurors have sent scores for, so that its stage is told."""
    proposal = make_proposal(edition)
    for row in (juror, make_juror(edition)):
        make_sheet(proposal, row, 60, 70)
    return proposal


def test_who_left_reads_nothing_more_of_what_was_sent(jury_client, judged, juror, secretary):
    leave(juror=juror, reason="Pindah tugas", by=secretary)

    assert judged.title not in jury_client.get(reverse("innovations:judging-list")).content.decode()
    assert not own_sheets(juror.user)


def test_a_sheet_given_against_a_conflict_is_not_listed(edition):
    """However it came there, by an import for example."""
    person = make_user(Role.JURI, make_unit())
    own = make_proposal(edition, person.assignments.get().organization)
    unit = make_unit()
    make_assignment(person, Role.OPERATOR_OPD, unit)
    seat = make_juror(edition, person)
    kept = make_proposal(edition)
    for proposal in (make_proposal(edition, unit), kept):
        make_sheet(proposal, seat)

    assert [sheet.proposal for sheet in own_sheets(person)] == [kept]
    assert own.pk not in conflicts_of(person.pk, edition.pk), "the seat of a juror is no unit"


def test_a_sheet_given_against_a_conflict_gives_nothing_and_holds_up_the_stage_until_taken_out(
    office, edition, desk, secretary, judged
):
    """However it came there: its juror writes no score, the board names it, nothing is told."""
    person = make_user(Role.OPERATOR_OPD, judged.organization)
    given = make_sheet(judged, make_juror(edition, person))
    assert not stage_is_told(desk)
    client = Client()
    client.force_login(person)

    assert client.get(reverse("innovations:judging-sheet", args=[given.pk])).status_code == 403
    words = {"scores": {}, "replies": {}, "comment": "", "note": "", "version": 0}
    with pytest.raises(PermissionDenied, match="benturan kepentingan"):
        save_sheet(sheet=given, by=person, **words)
    with pytest.raises(PermissionDenied, match="benturan kepentingan"):
        send_sheet(sheet=given, version=0, by=person)
    assert stage_board(desk, secretary).conflicts == [(given, ConflictKind.UNIT)]
    shown = office.get(reverse("innovations:stage-detail", args=[edition.pk, desk.pk]))
    assert "Benturan kepentingan yang baru diketahui" in shown.content.decode()

    exclude(sheet=given, note="Perangkat daerah sendiri", by=secretary)

    assert stage_board(desk, secretary).conflicts == []
    assert stage_is_told(desk)


def test_the_board_names_what_lacks_jurors_and_what_lacks_scores(edition, desk, secretary, judged):
    short, owed = make_proposal(edition), make_proposal(edition)
    make_sheet(short, make_juror(edition), 60, 70)
    for row in edition.jurors.order_by("pk")[:2]:
        make_sheet(owed, row, 60, state=SheetState.DRAFT, sent_at=None)
    set_calendar(edition, PhaseKind.INTERVIEW)

    board = stage_board(desk, secretary)

    assert [(row, seated) for row, seated in board.short] == [(short, 1)]
    assert board.unscored == [owed]


def test_who_no_longer_judges_is_at_one_place_only(edition, juror):
    stage = edition.stages.get(kind=StageKind.INTERVIEW)
    begin = timezone.now()
    rows = [make_proposal(edition, is_shortlisted=True) for _ in range(2)]
    sheets = [make_sheet(row, juror, kind=StageKind.INTERVIEW) for row in rows]
    times = [
        make_appearance(stage, proposal=row, begins_at=begin, ends_at=begin + timedelta(hours=1))
        for row in rows
    ]

    assert len(clashes(stage, times)) == 1
    Sheet.objects.filter(pk=sheets[0].pk).update(state=SheetState.RECUSED)
    assert not clashes(stage, times)


def test_a_late_sheet_stands_on_the_dashboard_after_its_phase(edition, juror):
    make_sheet(make_proposal(edition), juror, is_late=True)
    make_sheet(make_proposal(edition), juror)
    set_calendar(edition, PhaseKind.INTERVIEW)

    (task,) = jury_tasks(Reader(juror.user, access_of(juror.user), timezone.localdate()))

    assert task.text.startswith("1 lembar nilai")


def test_a_sheet_that_was_taken_out_is_in_no_list_and_no_count(
    office, edition, desk, secretary, judged
):
    gone = make_juror(edition, make_user(Role.JURI, make_unit(), full_name="Juri Yang Keluar"))
    make_sheet(judged, gone, 11, 12, state=SheetState.EXCLUDED)

    shown = office.get(reverse("innovations:stage-scores", args=[desk.pk])).content.decode()

    assert "Juri Yang Keluar" not in shown
    assert {row.pk: row.held for row in jurors(edition, secretary)}[gone.pk] == 0


def test_conflicts_are_written_down_for_proposals_of_others_only(edition, secretary, judged):
    make_proposal(edition, secretary.assignments.get().organization)

    assert list(handled(edition, secretary)) == [judged]


def test_a_stage_with_too_few_jurors_is_told_at_the_second_it_closes(
    edition, desk, juror, monkeypatch
):
    make_sheet(make_proposal(edition), juror, 60, 70)
    closing = edition.phases.get(kind=PhaseKind.DESK).closes_at

    for second, is_told in ((closing - timedelta(seconds=1), False), (closing, True)):
        monkeypatch.setattr(moment, "now", lambda second=second: second)
        assert stage_is_told(desk) is is_told


def test_a_sheet_taken_out_before_it_was_sent_gives_nothing(edition, desk, juror):
    proposal = make_proposal(edition)
    make_sheet(proposal, juror, 60, 70)
    taken = make_sheet(proposal, make_juror(edition), state=SheetState.EXCLUDED)

    assert not stage_is_told(desk)
    Sheet.objects.filter(pk=taken.pk).update(sent_at=timezone.now())
    assert stage_is_told(desk)


def test_who_left_gets_no_sheet_back(edition, juror, secretary):
    sheet = make_sheet(make_proposal(edition), juror, 60, 70)
    assert can_unlock_sheet(secretary, sheet)

    leave(juror=juror, reason="Pindah tugas", by=secretary)

    sheet.juror.refresh_from_db()
    assert "sudah berhenti" in can_unlock_sheet(secretary, sheet).reason


def test_units_of_the_last_two_years_are_in_conflict_to_the_day(edition):
    today = timezone.localdate()
    since = today.replace(year=today.year - YEARS_OF_OWN_UNIT, day=min(today.day, 28))
    day = timedelta(days=1)
    found = {}
    for name, begin, end in (
        ("last day", since - 9 * day, since), ("over", since - 9 * day, since - day),
        ("begins today", today, None), ("begins tomorrow", today + day, None),
    ):  # fmt: skip
        person, unit = make_user(), make_unit()
        make_assignment(person, Role.OPERATOR_OPD, unit, valid_from=begin, valid_to=end)
        proposal = make_proposal(edition, unit)
        found[name] = proposal.pk in conflicts_of(person.pk, edition.pk, today)

    assert found == {
        "last day": True, "over": False, "begins today": True, "begins tomorrow": False
    }  # fmt: skip


def test_who_was_taken_out_is_not_drawn_again(edition, desk, secretary):
    for _ in range(2):
        make_juror(edition)
    proposal = make_proposal(edition)
    taken = draw_jurors(stage=desk, by=secretary).sheets.first()
    exclude(sheet=taken, note="Sakit", by=secretary)

    with pytest.raises(ValidationError, match=proposal.code):
        draw_jurors(stage=desk, by=secretary)


def test_a_visit_has_as_many_photos_as_are_allowed(edition, secretary, monkeypatch):
    stage = edition.stages.get(kind=StageKind.INTERVIEW)
    visit = make_appearance(stage)
    make_visit_photo(visit)
    monkeypatch.setattr(visits, "MOST_PHOTOS", 1)
    upload = SimpleUploadedFile("dua.jpg", picture(size=(50, 30)), "image/jpeg")

    with pytest.raises(ValidationError, match="foto"):
        visits.add_photo(appearance=visit, upload=upload, caption="", by=secretary)


def test_a_late_juror_opens_nothing_that_was_read(edition, desk, secretary, judged):
    """Only the late one may write; the secretariat has read what all others gave."""
    bare, late = make_proposal(edition), make_juror(edition)
    for row in edition.jurors.exclude(pk=late.pk).order_by("pk"):
        make_sheet(bare, row, 30, 40)
        declare_conflict(
            juror=row, proposal=bare, kind=ConflictKind.OTHER, note="Baru tahu", by=row.user
        )
    assert stage_is_told(desk)

    sheet = appoint(stage=desk, proposal=bare, juror=late, reason="Pengganti", by=secretary)

    assert sheet.is_late
    assert not stage_is_told(desk)
    for act in (unlock, exclude):
        with pytest.raises(PermissionDenied, match="sudah terlihat"):
            act(sheet=judged.sheets.first(), note="Terlalu rendah", by=secretary)
