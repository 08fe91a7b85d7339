"""Drawing jurors: told with its seed, the same again, filled up after a change."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from innovations.choices.competition import ProposalState, SheetState
from innovations.jury.actions.drawing import draw_jurors
from innovations.jury.queries.draws import draw_page
from innovations.models import Draw, Sheet
from innovations.permissions.jury import stage_is_told
from tests.factories.competitions import make_juror, make_proposal, make_sheet


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


def test_the_page_shows_the_seed_and_repeats_the_draw(office, edition, desk):
    proposals = [make_proposal(edition) for _ in range(3)]
    for _ in range(3):
        make_juror(edition)

    answer = office.post(at("stage-draw", edition.pk, desk.pk), follow=True)

    draw = Draw.objects.get()
    page = answer.content.decode()
    assert draw.seed in page
    assert "hasilnya sama" in page
    assert all(proposal.code in page for proposal in proposals)
    assert desk.sheets.count() == 6


def test_a_draw_that_was_tampered_with_is_told(desk, edition, secretary):
    make_proposal(edition)
    jurors = [make_juror(edition) for _ in range(3)]
    draw = draw_jurors(stage=desk, by=secretary)
    spare = next(row for row in jurors if not row.sheets.exists())

    assert draw_page(draw, secretary).is_same
    Sheet.objects.filter(pk=draw.sheets.first().pk).update(juror=spare)
    assert not draw_page(draw, secretary).is_same


def test_too_few_jurors_draw_nothing_and_are_named(office, edition, desk, juror):
    proposal = make_proposal(edition)

    answer = office.post(at("stage-draw", edition.pk, desk.pk))

    assert answer.status_code == 400
    assert proposal.code in answer.content.decode()
    assert not Draw.objects.exists()


def test_a_second_draw_only_fills_up(desk, edition, secretary):
    jurors = [make_juror(edition) for _ in range(3)]
    proposal = make_proposal(edition)
    first = draw_jurors(stage=desk, by=secretary)
    with pytest.raises(ValidationError):
        draw_jurors(stage=desk, by=secretary)
    taken = first.sheets.first()
    Sheet.objects.filter(pk=taken.pk).update(state=SheetState.EXCLUDED)

    second = draw_jurors(stage=desk, by=secretary)

    left = next(row for row in jurors if not first.sheets.filter(juror=row).exists())
    assert [sheet.juror for sheet in second.sheets.all()] == [left]
    assert proposal.sheets.filter(state__in=SheetState.seated()).count() == 2
    assert draw_page(first, secretary).is_same


def test_a_proposal_withdrawn_after_the_draw_is_waited_for_no_longer(
    jury_client, juror, edition, desk, office
):
    other = make_juror(edition)
    kept, withdrawn = make_proposal(edition), make_proposal(edition)
    for row in (juror, other):
        make_sheet(kept, row, 60, 70)
        make_sheet(withdrawn, row)
    assert not stage_is_told(desk)

    withdrawn.state = ProposalState.WITHDRAWN
    withdrawn.save(update_fields=["state"])

    assert stage_is_told(desk)
    own = jury_client.get(at("judging-list")).content.decode()
    assert kept.title in own
    assert withdrawn.title not in own
    sheet = withdrawn.sheets.get(juror=juror)
    assert jury_client.post(at("judging-sheet", sheet.pk), {"version": 0}).status_code == 403
    board = office.get(at("stage-detail", edition.pk, desk.pk)).content.decode()
    assert withdrawn.title not in board


def test_a_stage_is_not_told_before_each_proposal_has_its_jurors(desk, edition, juror):
    first, second = make_proposal(edition), make_proposal(edition)
    make_sheet(first, juror, 60, 70)
    assert not stage_is_told(desk)
    other = make_juror(edition)
    make_sheet(first, other, 60, 70)
    assert not stage_is_told(desk)

    for row in (juror, other):
        make_sheet(second, row, 50, 50)

    assert stage_is_told(desk)


def test_what_was_told_stays_told_when_a_sheet_is_taken_out(desk, edition, juror):
    proposal = make_proposal(edition)
    sheets = [make_sheet(proposal, row, 60, 70) for row in (juror, make_juror(edition))]

    Sheet.objects.filter(pk=sheets[0].pk).update(state=SheetState.EXCLUDED)

    assert stage_is_told(desk)
