"""Forum Konsultasi Publik: those of a unit, one with everything, and what everybody reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Q, QuerySet

from surveys.choices import ForumPaper, ForumState, PeriodState
from surveys.index.queries.plans import Share, share_of
from surveys.models import FollowUp, Forum, ForumFile, ForumGroup, Period, ServiceUnit


@dataclass(frozen=True)
class ForumPage:
    forum: Forum
    groups: Sequence[ForumGroup]
    papers: Sequence[ForumFile]
    agreements: Sequence[FollowUp]
    share: Share

    @property
    def about(self) -> str:
        """The results it spoke of, in words."""
        return self.forum.period.label if self.forum.period else ""

    @property
    def participants(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def has_minutes(self) -> bool:
        return any(paper.kind == ForumPaper.MINUTES for paper in self.papers)


def forums_of(unit: ServiceUnit) -> QuerySet[Forum]:
    """Newest first, with how many agreements each has."""
    rows = Forum.objects.filter(unit=unit).annotate(agreed=Count("agreements"))
    return rows.order_by("-held_on", "-pk")


def public_forums(words: str = "") -> QuerySet[Forum]:
    """Forums whose minutes are published, newest first."""
    rows = Forum.objects.filter(state=ForumState.PUBLISHED)
    for word in words.split()[:6]:
        rows = rows.filter(
            Q(topic__icontains=word)
            | Q(unit__name__icontains=word)
            | Q(unit__organization__name__icontains=word)
            | Q(unit__organization__short_name__icontains=word)
        )
    return rows.select_related("unit__organization").order_by("-held_on", "-pk")


def public_forum(pk: int) -> Forum | None:
    return public_forums().select_related("period").filter(pk=pk).first()


def forum_page(forum: Forum) -> ForumPage:
    agreements = list(FollowUp.objects.filter(forum=forum).order_by("due_on", "pk"))
    return ForumPage(
        forum=forum,
        groups=list(ForumGroup.objects.filter(forum=forum).order_by("pk")),
        papers=list(ForumFile.objects.filter(forum=forum).order_by("kind")),
        agreements=agreements,
        share=share_of(agreements),
    )


def record_mark(forum: Forum) -> str:
    """What the form of the record was opened on: another one once somebody saved it."""
    counts = sorted(ForumGroup.objects.filter(forum=forum).values_list("group", "count"))
    return sha256(repr((forum.state, forum.summary, counts)).encode()).hexdigest()[:16]


def paper_of(forum: Forum, kind: str) -> ForumFile | None:
    return ForumFile.objects.filter(forum=forum, kind=kind).first()


def closed_periods(unit: ServiceUnit) -> QuerySet[Period]:
    """Results a forum can speak of."""
    return Period.objects.filter(unit=unit, state__in=PeriodState.frozen()).order_by("-starts_on")
