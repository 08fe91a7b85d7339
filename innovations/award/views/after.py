"""After the result: what each proposal got, its letter, its certificate and what followed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from innovations.award.queries.after import proposals_after
from innovations.award.queries.certificates import (
    Certificate,
    certificate_by,
    certificate_of,
    former_certificate,
)
from innovations.award.queries.letter import Letter, letter_of
from innovations.award.queries.objections import objections_about, with_due
from innovations.award.queries.page import public_result
from innovations.award.reports.papers import certificate_pdf, letter_pdf
from innovations.choices.competition import EditionState, ObjectionState, PhaseKind
from innovations.competition.queries.editions import public_editions
from innovations.competition.views.editions import EditionView
from innovations.models import Correction, Objection, Proposal, Result
from innovations.permissions import objections as permissions
from innovations.permissions.competition import phase_of
from innovations.states.competition import OBJECTION
from organizations.web import Crumb, buttons, made_file, page, paged

PER_PAGE = 50
MOVES = {move.name: move for move in OBJECTION}


def proposal_url(proposal: Proposal) -> str:
    return reverse("innovations:after-proposal", args=[proposal.edition_id, proposal.pk])


class ObjectedView(EditionView):
    """What can be objected to: refusals of a running edition, everything of an announced one."""

    @cached_property
    def announced(self) -> Result | None:
        return public_result(self.edition)

    @property
    def trail(self) -> list[Crumb]:
        if self.announced is None:
            url = reverse("innovations:objection-list", args=[self.edition.pk])
            return [*super().trail, Crumb("Sanggahan", url)]
        url = reverse("innovations:after", args=[self.edition.pk])
        return [*super().trail, Crumb("Sesudah pengumuman", url)]

    def require_there(self) -> None:
        """404 for an edition in which nothing was decided yet."""
        if self.edition.state not in EditionState.public():
            raise Http404


class AfterView(ObjectedView):
    """Nothing of it is there before the result is announced."""

    def require_there(self) -> None:
        self.result  # noqa: B018 - 404 without one

    @cached_property
    def result(self) -> Result:
        if self.announced is None:
            raise Http404
        return self.announced


class AfterListView(AfterView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = proposals_after(request.user, self.result.edition)
        context = {**paged(request, rows, PER_PAGE), "edition": self.edition}
        return page(request, "innovations/award/after_list.html", context, crumbs=self.trail[:-1])


class ObjectedProposalView(ObjectedView):
    """A page about one proposal; what the reader must not know of does not exist."""

    @cached_property
    def proposal(self) -> Proposal:
        self.require_there()
        rows = proposals_after(self.request.user, self.edition)
        found = rows.filter(pk=self.kwargs["proposal"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def letter(self) -> Letter | None:
        result = self.announced
        return letter_of(result.content, self.proposal.code) if result else None

    @property
    def certificate(self) -> Certificate | None:
        result = self.announced
        return certificate_of(result, self.proposal.code) if result else None


class AfterProposalView(AfterView, ObjectedProposalView):
    """The same once the result is announced."""


class AfterDetailView(ObjectedProposalView):
    def get(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        user, row = request.user, self.proposal
        about = proposals_after(user, self.edition).filter(pk=proposal)
        objections = objections_about(about).prefetch_related("corrections")
        lines = with_due(objections, self.edition)
        context = {
            "edition": self.edition,
            "proposal": row,
            "is_ended": self.announced is not None,
            "phase": phase_of(self.edition, PhaseKind.OBJECTION) if self.announced else None,
            "letter": self.letter,
            "certificate": self.certificate,
            "objections": [
                (
                    line,
                    buttons(MOVES, user, line.objection, url=self._move_url(line.objection)),
                    *self._correction(line.objection),
                )
                for line in lines
            ],
            # One is answered before the next is filed.
            "may_object": not any(line.waits for line in lines)
            and bool(permissions.can_object(user, row)),
            "forwardings": row.forwardings.all(),
            "may_forward": bool(permissions.can_forward(user, row)),
            "can_return": bool(permissions.refusal_is_open(self.edition)),
        }
        return page(request, "innovations/award/after.html", context, crumbs=self.trail)

    def _correction(self, objection: Objection) -> tuple[str, str]:
        """Where an upheld objection changes the result, or why it changes nothing."""
        if objection.state != ObjectionState.UPHELD:
            return "", ""
        if found := list(objection.corrections.all()):
            return "", _told(found[0])
        decision = permissions.can_correct(self.request.user, objection)
        if decision:
            place = [self.edition.pk, self.proposal.pk, objection.pk]
            return reverse("innovations:correction-create", args=place), ""
        return "", decision.reason if decision.reason == permissions.NEVER_JUDGED else ""

    def _move_url(self, objection: Objection) -> Callable[[str], str]:
        place = [self.edition.pk, self.proposal.pk, objection.pk]
        return lambda name: reverse("innovations:objection-transition", args=[*place, name])


def _told(correction: Correction) -> str:
    if correction.closed_at is None:
        return "Hasil edisi ini sedang dikoreksi karena sanggahan ini."
    if correction.outcome:
        return f"Sudah diperiksa lagi, hasil tidak berubah: {correction.outcome}"
    return "Hasil edisi ini sudah dikoreksi karena sanggahan ini."


class LetterView(AfterProposalView):
    def get(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        letter = self.letter
        if letter is None:
            raise Http404
        name = f"umpan-balik-{self.edition.slug}-{letter.number}.pdf"
        return made_file(letter_pdf(letter, self.result), name=name)


class CertificateView(AfterProposalView):
    def get(self, request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
        certificate = self.certificate
        if certificate is None:
            raise Http404
        name = f"piagam-{self.edition.slug}-{certificate.number}.pdf"
        return made_file(certificate_pdf(certificate, self.result), name=name)


class PublicCertificateView(View):
    """Whether a certificate is genuine, and what for; an unknown code is told so (404)."""

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        edition = public_editions().filter(slug=slug).first()
        result = public_result(edition) if edition else None
        if edition is None or result is None:
            raise Http404
        found = certificate_by(result, code)
        former = None if found else former_certificate(edition, code)
        context = {
            "edition": edition,
            "result": result,
            "certificate": found,
            "former": former,
            "now": certificate_of(result, former.number) if former else None,
        }
        trail = [
            Crumb("Kompetisi inovasi", reverse("innovations:public-edition-list")),
            Crumb(edition.name, edition.get_absolute_url()),
        ]
        template = "innovations/award/public_certificate.html"
        return page(
            request, template, context, crumbs=trail, status=200 if found or former else 404
        )
