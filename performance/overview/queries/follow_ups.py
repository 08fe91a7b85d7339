"""What units still have to do after comments, advice of the DPRD, SAKIP evaluations and surveys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When
from django.urls import reverse

from organizations.access import access_of
from performance import permissions
from performance.choices import FollowUpState
from performance.evaluation.queries.records import visible_records
from performance.models import CouncilRecommendation, PublicComment, SakipRecommendation
from performance.permissions import sakip
from surveys.follow_up.queries import listed as surveys

COMMENT, ADVICE, SAKIP, SURVEY = "komentar", "rekomendasi", "sakip", "survei"
KINDS = {
    COMMENT: "Komentar warga",
    ADVICE: "Rekomendasi DPRD",
    SAKIP: "Rekomendasi SAKIP",
    SURVEY: "Hasil survei kepuasan",
}
UNDONE, DONE, EVERY = "", "tuntas", "semua"
STATUSES = {UNDONE: "Belum tuntas", DONE: "Tuntas", EVERY: "Semua"}
CITY = "kota"  # the unit filter's word for what no unit but the city has to do
UNANSWERED = "Belum dijawab"

# The list's order: what is overdue, what is still to do, what is done.
OVERDUE, WAITING, FINISHED = 0, 1, 2
COLUMNS = (
    "kind",
    "line",
    "said",
    "doing",
    "until",
    "status",
    "rank",
    "unit_pk",
    "unit_name",
    "unit_code",
    "place",
    "place_id",
)


@dataclass(frozen=True)
class FollowUp:
    """One thing to do: what was said, what is being done about it, until when."""

    kind: str
    line: int  # primary key of the comment or the recommendation
    said: str
    doing: str
    until: date | None
    status: str  # a FollowUpState of its domain; empty while a comment has no answer
    rank: int
    unit_pk: int | None
    unit_name: str | None
    unit_code: str | None
    place: str  # the indicator; the number of the advice; the component of the LKE; the survey
    place_id: int  # the indicator; the year of the LKPJ or of the evaluation; the service unit

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]

    @property
    def where(self) -> str:
        """What it is about, as the link to it says."""
        if self.kind == SAKIP:
            return f"tahun {self.place_id}, {self.place}"
        if self.kind == ADVICE:
            number = f" nomor {self.place}" if self.place else ""
            return f"LKPJ {self.place_id}{number}"
        return surveys.place_name(self.place) if self.is_survey else self.place

    @property
    def is_sakip(self) -> bool:
        return self.kind == SAKIP

    @property
    def is_survey(self) -> bool:
        return self.kind == SURVEY

    @property
    def is_comment(self) -> bool:
        return self.kind == COMMENT

    @property
    def is_overdue(self) -> bool:
        return self.rank == OVERDUE

    @property
    def status_name(self) -> str:
        if self.is_survey:
            return surveys.state_name(self.status)
        return str(FollowUpState(self.status).label) if self.status else UNANSWERED

    @property
    def tone(self) -> str:
        if self.is_survey:
            return surveys.tone(self.status)
        return FollowUpState.tone_of(self.status) if self.status else "warning"

    @property
    def page_url(self) -> str:
        """Where the words stand for everybody who reads this list."""
        if self.is_survey:
            return surveys.page_url(self.line)
        if self.is_comment:
            page = reverse("performance:public-indicator", args=[self.place_id])
            return f"{page}#komentar-{self.line}"
        if self.is_sakip:
            sheet = reverse("performance:sakip", args=[self.unit_code, self.place_id])
            return f"{sheet}#rekomendasi"
        return f"{reverse('performance:record-list', args=[ADVICE])}?tahun={self.place_id}"

    @property
    def edit_url(self) -> str:
        """The page where it is changed, which leads back to this list; a survey's has its own."""
        if self.is_survey:
            return surveys.page_url(self.line)
        if self.is_comment:
            page = reverse("performance:comment-answer", args=[self.line])
        elif self.is_sakip:
            place = [self.unit_code, self.place_id, self.line]
            page = reverse("performance:sakip-advice-follow-up", args=place)
        else:
            page = reverse("performance:record-edit", args=[ADVICE, self.line])
        return f"{page}?dari=tindak-lanjut"


@dataclass(frozen=True)
class Counts:
    todo: int
    overdue: int


@dataclass(frozen=True)
class Asked:
    """The filters of the list."""

    status: str = UNDONE
    kind: str = ""
    unit: int | None = None
    city_only: bool = False

    def narrows(self, unit: str) -> Q:
        if self.city_only:
            return Q(**{unit: None})
        return Q(**{unit: self.unit}) if self.unit else Q()


def _comments(user: Any) -> QuerySet[PublicComment]:
    """Published comments with a follow-up, and those nobody has answered yet."""
    rows = PublicComment.objects.filter(permissions.visible_follow_ups(user))
    return rows.filter(~Q(follow_up_state="") | Q(answer=""))


def _advice(user: Any) -> QuerySet[CouncilRecommendation]:
    """Recommendations to the person's units; those to the city are the city's work."""
    if not access_of(user).has("performance.view"):
        return CouncilRecommendation.objects.none()
    rows = CouncilRecommendation.objects.filter(visible_records(user))
    if not permissions.can_view(user, None):
        rows = rows.exclude(organization=None)
    return rows


def _sakip(user: Any) -> QuerySet[SakipRecommendation]:
    """Recommendations of announced evaluations to the person's units."""
    return SakipRecommendation.objects.filter(sakip.followed_recommendations(user))


def _rank(state: str, due: str, on: date) -> Case:
    return Case(
        When(**{state: FollowUpState.DONE}, then=Value(FINISHED)),
        When(**{f"{due}__lt": on}, then=Value(OVERDUE)),
        default=Value(WAITING),
        output_field=models.IntegerField(),
    )


def _comment_columns(on: date) -> dict[str, Any]:
    return {
        "kind": Value(COMMENT, TextField()),
        "said": F("text"),
        "doing": F("follow_up"),
        "until": F("follow_up_due"),
        "status": F("follow_up_state"),
        "rank": _rank("follow_up_state", "follow_up_due", on),
        "place": F("indicator__name"),
        "place_id": F("indicator_id"),
    }


def _advice_columns(on: date) -> dict[str, Any]:
    return {
        "kind": Value(ADVICE, TextField()),
        "said": F("text"),
        "doing": F("follow_up"),
        "until": F("due"),
        "status": F("state"),
        "rank": _rank("state", "due", on),
        "place": F("number"),
        "place_id": F("year"),
    }


def _sakip_columns(on: date) -> dict[str, Any]:
    return {
        "kind": Value(SAKIP, TextField()),
        "said": F("text"),
        "doing": F("follow_up"),
        "until": F("due"),
        "status": F("state"),
        "rank": _rank("state", "due", on),
        "place": F("item__name"),
        "place_id": F("evaluation__edition__year"),
    }


def _survey_columns(on: date) -> dict[str, Any]:
    rank = Case(
        When(surveys.FINISHED, then=Value(FINISHED)),
        When(surveys.is_late(on), then=Value(OVERDUE)),
        default=Value(WAITING),
        output_field=models.IntegerField(),
    )
    return {"kind": Value(SURVEY, TextField()), **surveys.columns(), "rank": rank}


@dataclass(frozen=True)
class Part:
    """One kind of the list: its rows, what the columns read, and the path to the unit."""

    kind: str
    rows: QuerySet
    columns: dict[str, Any]
    unit: str = "organization"

    def chosen(self, asked: Asked) -> QuerySet:
        units = {
            "line": F("pk"),
            "unit_pk": F(f"{self.unit}_id"),
            "unit_name": F(f"{self.unit}__short_name"),
            "unit_code": F(f"{self.unit}__code"),
        }
        found = self.rows.filter(asked.narrows(self.unit)).annotate(**self.columns, **units)
        found = found.order_by()
        if asked.status == UNDONE:
            found = found.exclude(rank=FINISHED)
        elif asked.status == DONE:
            found = found.filter(rank=FINISHED)
        return found.values(*COLUMNS)


def _parts(user: Any, on: date) -> list[Part]:
    return [
        Part(COMMENT, _comments(user), _comment_columns(on)),
        Part(ADVICE, _advice(user), _advice_columns(on)),
        Part(SAKIP, _sakip(user), _sakip_columns(on), "evaluation__organization"),
        Part(SURVEY, surveys.follow_ups(user), _survey_columns(on), surveys.UNIT),
    ]


def follow_ups(user: Any, on: date, asked: Asked | None = None) -> QuerySet:
    """Rows of the list in its order: overdue first, then by due day, then without one.

    One statement over the tables, so that a page costs the same however many there are.
    """
    asked = asked or Asked()
    parts = [part.chosen(asked) for part in _parts(user, on) if asked.kind in ("", part.kind)]
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return rows.order_by("rank", "until", "kind", "line")  # PostgreSQL sorts no day last


def lines_of(rows: Iterable[dict[str, Any]]) -> list[FollowUp]:
    return [FollowUp(**row) for row in rows]


def follow_up_counts(user: Any, on: date) -> Counts:
    """The figures of the list as it opens: still to do, and of these overdue."""
    todo = overdue = 0
    for part in _parts(user, on):
        found = part.rows.annotate(rank=part.columns["rank"]).order_by()
        counts = found.aggregate(
            todo=Count("pk", filter=~Q(rank=FINISHED)),
            overdue=Count("pk", filter=Q(rank=OVERDUE)),
        )
        todo, overdue = todo + counts["todo"], overdue + counts["overdue"]
    return Counts(todo, overdue)
