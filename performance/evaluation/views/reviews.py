"""Reviews of LKjIP: the list of a year, one review, and the form of the reviewer."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.access import Decision, allow
from organizations.models import Assignment
from organizations.web import Crumb, FormPage, StaffView, chosen_year, page
from performance.evaluation.actions.reviews import save_review
from performance.evaluation.forms.reviews import ReviewForm
from performance.evaluation.queries.reviewed import digest_of
from performance.evaluation.queries.reviews import Reviewed, review_lines, reviewed
from performance.evaluation.views.reported import ReportedView
from performance.models import LkjipReview
from performance.permissions.reviews import can_review
from performance.plan.queries.versions import plan_years
from performance.reference.review import CHECKLIST, WORDS


class ReviewListView(StaffView):
    """The city's report and those of the person's units, with how far their review is."""

    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        year = chosen_year(request, timezone.localdate().year - 1)
        context = {"year": year, "years": plan_years(), "lines": review_lines(request.user, year)}
        crumbs = [Crumb("Dasbor", reverse("dashboard"))]
        return page(request, "performance/reviews/list.html", context, crumbs=crumbs)


class ReviewPage(ReportedView):
    @property
    def year(self) -> int:
        return self.kwargs["year"]

    @cached_property
    def found(self) -> Reviewed:
        return reviewed(self.unit.pk, self.year)

    @property
    def decision(self) -> Decision:
        asked = self.found.review or LkjipReview(organization=self.organization, year=self.year)
        return can_review(self.request.user, asked, timezone.localdate())

    @property
    def url(self) -> str:
        return reverse("performance:review", args=[self.unit.code, self.year])

    @property
    def crumbs(self) -> list[Crumb]:
        home = Crumb("Dasbor", reverse("dashboard"))
        listed = Crumb("Reviu LKjIP", f"{reverse('performance:review-list')}?tahun={self.year}")
        return [home, listed]


class ReviewView(ReviewPage):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        review = self.found.review
        given = review.answers if review else {}
        context = {
            "unit": self.unit,
            "year": self.year,
            "found": self.found,
            "review": review,
            "document": "lkjip-opd" if self.unit.pk else "lkjip-kota",
            "may_review": self.decision,
            "parts": [
                (part.title, [(q.text, *_answer(given.get(q.key))) for q in part.questions])
                for part in CHECKLIST
            ],
            "history": activity.history_of(review)[:20] if review else [],
        }
        return page(request, "performance/reviews/detail.html", context, crumbs=self.crumbs)


def _answer(given: Any) -> tuple[str, str]:
    answer, note = given or ("", "")
    return WORDS.get(answer, "–"), note


class ReviewEditView(ReviewPage, FormPage):
    right = "performance.review_lkjip"
    template = "performance/reviews/edit.html"
    submit = "Simpan reviu"
    done = "{saved} tersimpan. LKjIP yang dibuat sesudah ini memuat pernyataannya."

    def decide(self) -> None:
        allow(self.decision)

    @property
    def heading(self) -> str:
        return f"Reviu LKjIP {self.year}"

    @property
    def title(self) -> str:
        return f"Isi reviu LKjIP {self.year} {self.unit.short_name}"

    @property
    def lead(self) -> str:
        return self.unit.name

    @property
    def trail(self) -> list[Crumb]:
        return [*self.crumbs, Crumb(f"{self.unit.short_name} {self.year}", self.url)]

    @property
    def back(self) -> str:
        return self.url

    def form(self, *given: Any) -> ReviewForm:
        review = self.found.review
        facts = digest_of(self.unit.pk, self.year)
        start: dict[str, Any] = {"version": 0, "facts": facts, **self._reviewer()}
        if review:
            names = ("name", "position", "reviewed_on", "findings", "conclusion")
            start |= {name: getattr(review, name) for name in names}
            start["version"] = review.row_version
            for key, (answer, note) in review.answers.items():
                start |= {f"a_{key}": answer, f"n_{key}": note}
        return ReviewForm(*given, initial=start)

    def _reviewer(self) -> dict[str, Any]:
        """The person and the position of today, to be corrected where needed."""
        today = timezone.localdate()
        held = Assignment.objects.valid(today).filter(user=self.request.user).first()
        return {
            "name": self.request.user.full_name,
            "position": held.printed_position if held else "",
            "reviewed_on": today,
        }

    def save(self, form: ReviewForm) -> LkjipReview:
        return save_review(
            organization=self.organization,
            year=self.year,
            written=form.written(),
            facts=form.cleaned_data["facts"],
            version=form.cleaned_data["version"] or 0,
            by=self.request.user,
        )

    def context(self, form: ReviewForm) -> dict[str, Any]:
        return {"unit": self.unit, "year": self.year, "found": self.found}
