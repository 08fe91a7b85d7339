"""Rows of the jury room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from django.utils import timezone

from innovations.choices.competition import SheetState, StageKind
from innovations.models import Anchor, Conflict, Criterion, Draw, Question, Reply, Stage
from organizations.models import Organization
from tests.factories.competitions import make_juror, make_proposal, make_sheet
from tests.factories.organizations import make_unit
from tests.innovations import jury_objects as objects
from tests.pages.places import OWN


def add_jury_rows(unit: Organization) -> None:
    if unit.code != OWN.code:
        return
    objects.draw(OWN)
    desk, edition = objects.desk(OWN), objects.edition(OWN)
    juror, seat = make_juror(edition), objects.seat(OWN)
    for fields in ({}, {"state": SheetState.DRAFT}):
        make_sheet(make_proposal(edition, make_unit()), seat, **fields)
    sheet = make_sheet(make_proposal(edition, make_unit()), juror, 60, 70)
    make_sheet(make_proposal(edition, make_unit()), juror)
    talk = objects.make_appearance(objects.talks(OWN))
    objects.make_visit_photo(talk)
    make_sheet(talk.proposal, seat, kind=StageKind.INTERVIEW)
    conflict = {"juror": juror, "by": seat.user, "kind": "lain"}
    Conflict.objects.create(proposal=sheet.proposal, **conflict)
    Draw.objects.create(stage=desk, seed="00", asked={}, made_by=seat.user)
    _more_to_score(desk)
    own = objects.owed(OWN)
    question = desk.questions.order_by("-pk")[0]
    Reply.objects.create(sheet=own, question=question, says_yes=True)
    _tell(objects.told(OWN))


def _more_to_score(desk: Stage) -> None:
    number = desk.criteria.count() + 1
    criterion = Criterion.objects.create(
        stage=desk, group=desk.edition.groups.get(), name=f"Kriteria {number}", weight=1,
        order=number,
    )  # fmt: skip
    Anchor.objects.create(criterion=criterion, lowest=0, highest=100, label="Semua")
    Question.objects.create(stage=desk, text=f"Pertanyaan {number}", order=number)


def _tell(stage: Stage) -> None:
    """One more proposal that everybody has judged."""
    seated = stage.edition.jurors.first()
    assert stage.kind == StageKind.DESK
    sent = {"sent_at": timezone.now()}
    make_sheet(make_proposal(stage.edition, make_unit()), seated, 60, 70, **sent)
