"""The tabs of the inbox: each said once, and used for the number on it and for its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from complaints.choices import ComplaintState, MessageKind, MessageState, Publicity
from complaints.clock.queries.lateness import OPEN, WITH_UNIT, Moment, is_late, is_near
from complaints.models import Complaint, Message
from complaints.permissions import is_desk
from organizations.access import access_of

MOVING = ~Q(state__in=(ComplaintState.MERGED, ComplaintState.ARCHIVED))
ANSWERS = (MessageKind.ANSWER, MessageKind.CLOSING)


Filter = Callable[[Any, Moment], Q]


@dataclass(frozen=True)
class Tab:
    """`newest` is the moment a list that is not about terms begins with; `is_wide` marks one that
    also holds ended reports: it is counted on its own. `is_few` says that what it holds is a small
    part of all, as what is worked on is. `parts` hold the same rows between them, each counted no
    further than the whole is."""

    name: str
    label: str
    rows: Filter
    newest: str = ""
    is_wide: bool = False
    is_few: bool = True
    parts: Callable[[], Sequence[Q]] | None = None


def from_reporter(user: Any, moment: Moment) -> Q:
    return Q(reporter_wrote_at__isnull=False)


def to_moderate(user: Any, moment: Moment) -> Q:
    """Not secret, and something waits for a look before the public may see it."""
    fresh, answered = (
        Complaint.objects.filter(part).order_by().values("pk") for part in to_moderate_parts()
    )
    return MOVING & Q(pk__in=fresh.union(answered))


def to_moderate_parts() -> Sequence[Q]:
    """Two short lists, each along its index; an "or" would look at every report."""
    unseen = Message.objects.filter(
        kind__in=ANSWERS, state=MessageState.SENT, is_public=False
    ).exclude(public_text="")
    answered = Q(publicity=Publicity.SHOWN, pk__in=unseen.order_by().values("complaint"))
    return (
        MOVING & Q(is_secret=False, publicity=Publicity.WAITING),
        MOVING & Q(is_secret=False) & answered,
    )


def drafts(user: Any, moment: Moment) -> Q:
    """An answer was drafted and waits to be sent."""
    written = Message.objects.filter(state=MessageState.DRAFT)
    return WITH_UNIT & Q(pk__in=written.values("complaint"))


def _in(*states: str) -> Filter:
    return lambda *_: Q(state__in=states)


def mine(user: Any, moment: Moment) -> Q:
    return OPEN & Q(officer=user.pk)


def everything(user: Any, moment: Moment) -> Q:
    return Q()


S = ComplaintState
TO_ROUTE = Tab("perlu-diteruskan", "Perlu diteruskan", _in(S.RECEIVED))
ASKED = Tab("menunggu-pelapor", "Menunggu pelapor", _in(S.INCOMPLETE))
WROTE = Tab("dari-pelapor", "Baru dari pelapor", from_reporter, "reporter_wrote_at", is_wide=True)
LATE = Tab("terlambat", "Terlambat", lambda _, moment: is_late(moment))
NEAR = Tab("mendekati", "Mendekati tenggat", lambda _, moment: is_near(moment))
ANSWERED = Tab("dijawab", "Sudah dijawab", _in(S.ANSWERED))
ALL = Tab("semua", "Semua", everything, "received_at", is_wide=True, is_few=False)
MODERATE = Tab("moderasi", "Moderasi", to_moderate, is_wide=True, parts=to_moderate_parts)
DESK_TABS = (
    TO_ROUTE, ASKED, WROTE, LATE, NEAR, MODERATE,
    Tab("di-unit", "Di perangkat daerah", lambda *_: WITH_UNIT), ANSWERED, ALL,
)  # fmt: skip
UNIT_TABS = (
    Tab("baru", "Baru", _in(S.ROUTED)), Tab("ditangani", "Ditangani", _in(S.IN_PROGRESS)),
    Tab("saya", "Ditugaskan ke saya", mine), Tab("konsep", "Konsep jawaban", drafts),
    ASKED, WROTE, LATE, NEAR, ANSWERED, ALL,
)  # fmt: skip
OTHER_TABS = (Tab("berjalan", "Berjalan", lambda *_: OPEN), LATE, NEAR, ALL)


def tabs_of(user: Any) -> Sequence[Tab]:
    """The desk's, a unit's, or those of who only reads along (inspectors, named officers)."""
    if is_desk(user):
        return DESK_TABS
    return UNIT_TABS if access_of(user).has("complaints.handle") else OTHER_TABS
