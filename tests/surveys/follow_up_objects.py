"""A closed result of a place, and what was done about it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from surveys.choices import CommentState, Element, ForumPaper, ForumState, Medium, PeriodState
from surveys.index.actions.closing import freeze
from surveys.index.queries.results import live_result
from surveys.models import Comment, FollowUp, Forum, ForumFile, ForumGroup, Period, Publication
from tests.factories.surveys import (
    make_comment,
    make_follow_up,
    make_forum,
    make_period,
    make_responses,
)  # fmt: skip
from tests.pages.places import Place, once
from tests.surveys.objects import service_unit

LOST = {
    "file": "surveys/tidak-ada.pdf",
    "file_name": "berkas.pdf",
    "mime": "application/pdf",
    "sha256": "0" * 64,
}


@once
def announced_result(place: Place) -> Period:
    unit = service_unit(place)
    found = make_period(unit, code="2001-S1", starts_on=date(2001, 1, 1), ends_on=date(2001, 6, 30))
    make_responses(found, "443444222")
    freeze(live_result(found))
    found.state, found.published_at = PeriodState.PUBLISHED, timezone.now()
    found.save(update_fields=["state", "published_at"])
    return found


@once
def skm_plan(place: Place) -> FollowUp:
    return make_follow_up(announced_result(place), Element.TIME, **LOST)


@once
def skm_publication(place: Place) -> Publication:
    return Publication.objects.create(
        period=announced_result(place), medium=Medium.BOARD, published_on=date(2001, 7, 1)
    )


@once
def skm_comment(place: Place) -> Comment:
    return make_comment(announced_result(place))


@once
def skm_forum(place: Place) -> Forum:
    """Held, its minutes lost and not published."""
    return _with_minutes(make_forum(service_unit(place), state=ForumState.HELD))


@once
def told_forum(place: Place) -> Forum:
    found = _with_minutes(make_forum(service_unit(place), state=ForumState.PUBLISHED))
    more_of_forum(found, "pengguna")
    return found


def _with_minutes(found: Forum) -> Forum:
    ForumFile.objects.create(forum=found, kind=ForumPaper.MINUTES, **LOST)
    return found


def more_of_forum(found: Forum, group: str) -> None:
    ForumGroup.objects.create(forum=found, group=group, count=12)
    FollowUp.objects.create(
        unit=found.unit, forum=found, action="Menambah kursi", owner="Kepala Seksi",
        due_on=date(2099, 1, 1),
    )  # fmt: skip


def shown_comment(period: Period) -> Comment:
    return make_comment(period, state=CommentState.SHOWN, public_text="Kursi kurang")
