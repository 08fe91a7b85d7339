"""The pages of the award room."""

from __future__ import annotations

from datetime import date

from innovations.award.actions.corrections import begin_correction
from innovations.award.actions.results import announce, freeze
from innovations.award.queries.certificates import code_of
from innovations.award.queries.page import public_result
from innovations.choices.competition import ForwardLevel, ObjectionState, PhaseKind
from innovations.models import Correction, Edition, Forwarding, Objection, Result
from organizations.choices import Role
from tests.factories.competitions import (
    make_desk_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_unit, make_user
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, PUBLIC, Args, Page, Place, once

I_ = "innovations:"
CITY = frozenset({ORG})
WRITERS = frozenset({OPR, KPL, ORG})
READERS = WRITERS | {BPD, PIM}


def _judged(place: Place) -> Edition:
    edition = make_desk_edition()
    proposal = make_proposal(edition, place.unit, title=f"Diusulkan {place.code}")
    for _ in range(2):
        make_sheet(proposal, make_juror(edition), 80, 90)
    return edition


@once
def judged(place: Place) -> Edition:
    """Every sheet is sent, nothing is frozen."""
    return _judged(place)


@once
def frozen(place: Place) -> Result:
    return freeze(edition=_judged(place), by=make_user(Role.BAGIAN_ORGANISASI, make_unit()))


@once
def announced(place: Place) -> Edition:
    return _ended(place)


def _ended(place: Place) -> Edition:
    result = freeze(edition=_judged(place), by=make_user(Role.BAGIAN_ORGANISASI, make_unit()))
    announce(result=result, by=make_user(Role.PIMPINAN, make_unit()))
    set_calendar(result.edition, PhaseKind.OBJECTION)
    return Edition.objects.get(pk=result.edition_id)


@once
def objection(place: Place) -> Objection:
    proposal = announced(place).proposals.earliest("pk")
    return Objection.objects.create(
        proposal=proposal, text=f"Disanggah {place.code}", filed_by=proposal.created_by
    )


@once
def forwarding(place: Place) -> Forwarding:
    return Forwarding.objects.create(
        proposal=announced(place).proposals.earliest("pk"), level=ForwardLevel.PROVINCE,
        competition=f"Provinsi {place.code}", year=2026, sent_on=date(2026, 1, 2),
    )  # fmt: skip


@once
def corrected(place: Place) -> Result:
    """Announced, objected to, judged again with the same scores, announced anew."""
    edition = _ended(place)
    by = make_user(Role.BAGIAN_ORGANISASI, make_unit())
    begin_correction(objection=_upheld(edition), reason="Tertukar", by=by)
    return announce(result=freeze(edition=edition, by=by), by=make_user(Role.PIMPINAN, make_unit()))


def _upheld(edition: Edition) -> Objection:
    proposal = edition.proposals.earliest("pk")
    return Objection.objects.create(
        proposal=proposal, text="Disanggah", filed_by=proposal.created_by, answer="Benar",
        state=ObjectionState.UPHELD,
    )  # fmt: skip


@once
def correction(place: Place) -> Correction:
    """Still open, in an edition of its own."""
    edition = _ended(place)
    by = make_user(Role.BAGIAN_ORGANISASI, make_unit())
    return begin_correction(objection=_upheld(edition), reason="Tertukar", by=by)


@once
def upheld(place: Place) -> Objection:
    return _upheld(announced(place))


def _former(place: Place) -> list[object]:
    result = corrected(place)
    return [result.edition.slug, result.number - 1]


def _correct(place: Place) -> list[object]:
    return [*_proposal(place), upheld(place).pk]


def _close(place: Place) -> list[object]:
    found = correction(place)
    return [found.edition_id, found.pk]


def _edition(place: Place) -> list[object]:
    return [judged(place).pk]


def _announce(place: Place) -> list[object]:
    result = frozen(place)
    return [result.edition_id, result.pk, "announce"]


def _public(place: Place) -> list[object]:
    return [announced(place).slug]


def _announced(place: Place) -> list[object]:
    return [announced(place).pk]


def _proposal(place: Place) -> list[object]:
    edition = announced(place)
    return [edition.pk, edition.proposals.earliest("pk").pk]


def _certificate(place: Place) -> list[object]:
    edition = announced(place)
    result = public_result(edition)
    assert result is not None
    return [edition.slug, code_of(result.digest, edition.proposals.earliest("pk").code)]


def _objection(place: Place) -> list[object]:
    return [*_proposal(place), objection(place).pk, "uphold"]


def _forwarding(place: Place) -> list[object]:
    return [*_proposal(place), forwarding(place).pk]


def _year(place: Place) -> list[object]:
    return [announced(place).year]


def _followed(place: Place) -> list[object]:
    """With an objection of each kind and a forwarding from the first look on."""
    upheld(place)
    objection(place)
    forwarding(place)
    return _proposal(place)


AWARD_PAGES = (
    Page(f"{I_}result", CITY, _edition, foreign=CITY),
    Page(f"{I_}result-freeze", CITY, _edition, foreign=CITY),
    Page(f"{I_}result-shortlist", CITY, _edition, foreign=CITY),
    Page(f"{I_}result-transition", frozenset({PIM}), _announce, foreign=frozenset({PIM})),
    Page(f"{I_}public-result", PUBLIC, _public, steady="a frozen result"),
    Page(f"{I_}after", READERS, _announced, foreign=READERS),
    Page(f"{I_}after-proposal", WRITERS, _followed, foreign=CITY),
    Page(f"{I_}after-letter", WRITERS, _proposal, foreign=CITY, is_file=True),
    Page(f"{I_}after-certificate", WRITERS, _proposal, foreign=CITY, is_file=True),
    Page(f"{I_}objection-list", READERS, _announced, foreign=READERS),
    Page(f"{I_}objection-create", frozenset({KPL}), _proposal, foreign=frozenset()),
    Page(f"{I_}objection-transition", CITY, _objection, foreign=CITY),
    Page(f"{I_}correction-create", CITY, _correct, foreign=CITY),
    Page(f"{I_}correction-close", CITY, _close, foreign=CITY),
    Page(f"{I_}public-former-result", PUBLIC, _former, steady="a frozen result"),
    Page(f"{I_}forwarding-create", CITY, _proposal, foreign=CITY),
    Page(f"{I_}forwarding-update", CITY, _forwarding, foreign=CITY),
    Page(f"{I_}public-certificate", PUBLIC, _certificate),
    Page(f"{I_}public-history", PUBLIC),
    Page(f"{I_}public-evening", PUBLIC, _year, steady="what a year gave"),
    Page(f"{I_}public-hall", PUBLIC, _year, steady="what a year gave"),
)
AWARD_ACTS: dict[str, str] = {f"{I_}after-package": "innovations/award/test_forwarding.py"}
AWARD_SUBJECTS: dict[str, Args] = {f"{I_}after-package": _proposal}
