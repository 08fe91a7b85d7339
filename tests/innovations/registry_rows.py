"""Rows of the registry room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from innovations.choices import InnovationState, Origin, RevisionState
from innovations.models import Award, Comparison, Revision
from organizations.choices import SuccessionKind
from organizations.models import Organization, Succession
from tests.factories.innovations import make_innovation
from tests.factories.organizations import SINCE, make_unit
from tests.innovations import registry_pages as objects
from tests.pages.places import FOREIGN, OWN, Place


def add_registry_rows(unit: Organization) -> None:
    """One more entry of each kind, and one more of everything on the draft the addresses name."""
    make_innovation(unit)
    make_innovation(unit, state=InnovationState.DRAFT)
    make_innovation(origin=Origin.REFERENCE, source="Kota Lain")
    _split()
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _split() -> None:
    """A unit that two others succeeded, with an innovation nobody has placed."""
    old = make_unit()
    make_innovation(old)
    for _ in range(2):
        Succession.objects.create(
            predecessor=old, successor=make_unit(), kind=SuccessionKind.SPLIT, effective_on=SINCE
        )


FIELDS = ("place", "theme", "contact")


def _more(place: Place) -> None:
    draft = objects.draft(place)
    number = Comparison.objects.filter(innovation=draft).count()
    Comparison.objects.create(
        innovation=draft, label=f"Ukuran {number}", unit="menit", before=90, before_year=2023,
        after=30, after_year=2025,
    )  # fmt: skip
    Award.objects.create(
        innovation=draft, competition="KIPP", level="kota", year=2000 + number, result="5 terbaik"
    )
    objects.make_file(draft, f"{1 + number:064d}")
    Revision.objects.create(
        innovation=draft, number=1 + number, note="Lama", changes={}, values={},
        state=RevisionState.REFUSED, proposed_by=draft.created_by,
    )  # fmt: skip
    waiting = objects.revision(place)
    name = FIELDS[number % len(FIELDS)]
    waiting.changes[name] = {"label": name, "before": "", "after": "Baru"}
    waiting.save(update_fields=["changes"])
