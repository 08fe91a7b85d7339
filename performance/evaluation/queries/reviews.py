"""Reviews of LKjIP: that of one report, the list of a year, and what waits for a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from organizations.models import Assignment, Organization
from organizations.panels import Reader, Task
from performance import permissions
from performance.choices import ReviewState, SubmissionState
from performance.counted import counted_in
from performance.evaluation.queries.reviewed import digest_of, digests_of
from performance.models import LkjipReview, Submission
from performance.models.review import CITY_CODE
from performance.permissions.reviews import LAST, REVIEW, is_complete


@dataclass(frozen=True)
class Reviewed:
    """A report with its review, and whether that review still speaks of it."""

    review: LkjipReview | None
    state: str

    @property
    def holds(self) -> bool:
        return self.state == ReviewState.DONE

    @property
    def label(self) -> str:
        return ReviewState(self.state).label

    @property
    def tone(self) -> str:
        return ReviewState.tone_of(self.state)


def reviewed(organization_id: int | None, year: int) -> Reviewed:
    """Of one report: a unit's, or the city's (None)."""
    rows = LkjipReview.objects.filter(organization=organization_id, year=year)
    review = rows.select_related("organization", "reviewer").first()
    digest = digest_of(organization_id, year) if review else ""
    whole = is_complete(organization_id, year)
    return Reviewed(review, _state(review, digest, is_whole=whole))


def _state(review: LkjipReview | None, digest: str, *, is_whole: bool) -> str:
    if review is not None and review.facts != digest:
        return ReviewState.OUTDATED
    if not is_whole:
        return ReviewState.EARLY
    return ReviewState.WAITING if review is None else ReviewState.DONE


@dataclass(frozen=True)
class ReviewLine:
    """A report in the list."""

    name: str
    code: str
    found: Reviewed
    organization_id: int | None
    is_whole: bool  # its year is accepted as a whole

    @property
    def is_due(self) -> bool:
        """It can be reviewed, and no review speaks of it: none was made, or it is void."""
        return self.is_whole and not self.found.holds


def review_lines(user: Any, year: int) -> list[ReviewLine]:
    """The city's report, then those of the units the person may see; five queries."""
    held = {row.organization_id: row for row in LkjipReview.objects.filter(year=year)}
    shown_units = Q(pk__in=counted_in(year)) | Q(pk__in=[pk for pk in held if pk])
    units = list(Organization.objects.filter(shown_units).order_by("code"))
    shown = Organization.objects.filter(permissions.visible_organizations(user))
    mine = set(shown.values_list("pk", flat=True))
    accepted = Submission.objects.filter(year=year, quarter=LAST, state=SubmissionState.ACCEPTED)
    ready = set(accepted.values_list("organization", flat=True))
    digests = digests_of(year)

    def line(name: str, code: str, pk: int | None, *, is_whole: bool) -> ReviewLine:
        review = held.get(pk)
        state = _state(review, digests[pk], is_whole=is_whole)
        return ReviewLine(name, code, Reviewed(review, state), pk, is_whole)

    whole = is_complete(None, year)
    return [
        line("Kota", CITY_CODE, None, is_whole=whole),
        *(line(u.name, u.code, u.pk, is_whole=u.pk in ready) for u in units if u.pk in mine),
    ]


def review_tasks(reader: Reader) -> list[Task]:
    """Reports of last year, the city's among them, that are complete and have no review that
    speaks of them; not of the own unit. As many queries however many there are."""
    if not reader.access.has(REVIEW):
        return []
    year = reader.on.year - 1
    worked = Assignment.objects.filter(user=reader.user).values_list("organization", flat=True)
    mine = set(worked)
    due = [
        line
        for line in review_lines(reader.user, year)
        if line.is_due
        and line.organization_id not in mine
        and reader.access.allows(REVIEW, line.organization_id)
    ]
    if not due:
        return []
    void = sum(line.found.state == ReviewState.OUTDATED for line in due)
    text = f"{len(due)} laporan menunggu reviu"
    text += f", {void} di antaranya karena angka atau naskahnya berubah." if void else "."
    url = f"{reverse('performance:review-list')}?tahun={year}"
    return [Task(f"Reviu LKjIP {year}", text, url, "Lihat")]
