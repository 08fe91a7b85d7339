"""The pages of the registry room."""

from __future__ import annotations

from innovations.choices import InnovationState, Origin
from innovations.models import Award, Comparison, Innovation, InnovationFile, Revision
from organizations.choices import Role
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, Args, Page, Place, once

I_ = "innovations:"
CITY = frozenset({ORG})
JUDGES = frozenset({KPL, ORG})
WRITERS = frozenset({OPR, KPL, ORG})
READERS = WRITERS | {BPD, PIM}
EVERYWHERE = frozenset({ORG, BPD, PIM})


@once
def draft(place: Place) -> Innovation:
    return make_innovation(place.unit, state=InnovationState.DRAFT, name=f"Konsep {place.code}")


@once
def reference(place: Place) -> Innovation:
    return make_innovation(origin=Origin.REFERENCE, source="Kota Lain", name="Rujukan Lain")


@once
def revision(place: Place) -> Revision:
    """Proposed by somebody else, waiting."""
    entry = make_innovation(place.unit, name=f"Direvisi {place.code}")
    change = {"label": "Ringkasan", "before": entry.summary, "after": "Lain."}
    return Revision.objects.create(
        innovation=entry, number=1, note="Angka lama", changes={"summary": change},
        values={"before": {"summary": entry.summary}, "after": {"summary": "Lain."}},
        proposed_by=make_user(Role.OPERATOR_OPD, place.unit),
    )  # fmt: skip


def _revision(place: Place) -> list[object]:
    return [revision(place).pk]


def _settled(place: Place) -> list[object]:
    return [revision(place).innovation_id]


def _refuse(place: Place) -> list[object]:
    return [revision(place).pk, "refuse"]


@once
def comparison(place: Place) -> Comparison:
    return Comparison.objects.create(
        innovation=draft(place), label="Lama antre", unit="menit", before=90, before_year=2023,
        after=30, after_year=2025,
    )  # fmt: skip


@once
def award(place: Place) -> Award:
    return Award.objects.create(
        innovation=draft(place), competition="KIPP", level="kota", year=2024, result="5 terbaik"
    )


@once
def file(place: Place) -> InnovationFile:
    """A file that is lost."""
    return make_file(draft(place), "f" * 64)


def make_file(of: Innovation, digest: str) -> InnovationFile:
    return InnovationFile.objects.create(
        innovation=of, kind="lain", file="innovations/tidak-ada.pdf", file_name="berkas.pdf",
        mime="application/pdf", sha256=digest, uploaded_by=of.created_by,
    )  # fmt: skip


def _comparison(place: Place) -> list[object]:
    return [comparison(place).pk]


def _award(place: Place) -> list[object]:
    return [award(place).pk]


def _file(place: Place) -> list[object]:
    return [file(place).pk]


def _draft(place: Place) -> list[object]:
    return [draft(place).pk]


def _move(place: Place) -> list[object]:
    return [draft(place).pk, "submit"]


REGISTRY_PAGES = (
    Page(f"{I_}innovation-list", READERS),
    Page(f"{I_}innovation-create", WRITERS),
    Page(f"{I_}reference-create", CITY),
    Page(f"{I_}innovation-heirs", CITY),
    Page(f"{I_}innovation-detail", READERS, _draft, foreign=EVERYWHERE),
    Page(f"{I_}innovation-update", WRITERS, _draft, foreign=CITY),
    Page(f"{I_}innovation-transition", WRITERS, _move, foreign=CITY),
    Page(f"{I_}comparison-create", WRITERS, _draft, foreign=CITY),
    Page(f"{I_}comparison-update", WRITERS, _comparison, foreign=CITY),
    Page(f"{I_}comparison-delete", WRITERS, _comparison, foreign=CITY),
    Page(f"{I_}award-create", WRITERS, _draft, foreign=CITY),
    Page(f"{I_}award-update", WRITERS, _award, foreign=CITY),
    Page(f"{I_}award-delete", WRITERS, _award, foreign=CITY),
    Page(f"{I_}file-create", WRITERS, _draft, foreign=CITY),
    Page(f"{I_}innovation-file", READERS, _file, foreign=EVERYWHERE, status=(410,), is_file=True),
    Page(f"{I_}file-delete", WRITERS, _file, foreign=CITY),
    Page(f"{I_}revision-create", WRITERS, _settled, foreign=CITY),
    Page(f"{I_}revision-detail", READERS, _revision, foreign=EVERYWHERE),
    Page(f"{I_}revision-transition", JUDGES, _refuse, foreign=CITY),
)
REGISTRY_ACTS: dict[str, str] = {}
REGISTRY_SUBJECTS: dict[str, Args] = {}
