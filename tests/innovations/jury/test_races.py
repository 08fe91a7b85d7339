"""Two jurors at the same moment: both sheets are sent, and only then the stage is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from innovations.choices.competition import PhaseKind, SheetState, StageKind
from innovations.jury.actions.sheets import save_sheet, send_sheet
from innovations.permissions.jury import stage_is_told
from organizations.editing import ChangedMeanwhile
from tests.factories.competitions import make_edition, make_juror, make_proposal, make_sheet
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db(transaction=True)


def both(*acts):
    def run(act):
        try:
            return act()
        except ChangedMeanwhile as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, acts))


def test_two_jurors_send_and_one_sheet_is_saved_twice_at_the_same_moment():
    make_city()
    edition = make_edition(PhaseKind.DESK)
    desk = edition.stages.get(kind=StageKind.DESK)
    proposal = make_proposal(edition)
    sheets = [
        make_sheet(proposal, make_juror(edition), 60, 70, state=SheetState.DRAFT) for _ in range(2)
    ]
    first, second = sheets
    given = {"scores": {}, "replies": {}, "comment": "", "note": "", "version": 0}

    saved = both(*[lambda: save_sheet(sheet=first, by=first.juror.user, **given)] * 2)
    sent = both(
        lambda: send_sheet(sheet=first, version=1, by=first.juror.user),
        lambda: send_sheet(sheet=second, version=0, by=second.juror.user),
    )

    assert sum(isinstance(row, ChangedMeanwhile) for row in saved) == 1
    assert [row.state for row in sent] == [SheetState.SUBMITTED] * 2
    assert stage_is_told(desk)
