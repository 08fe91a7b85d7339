"""The pages of the adoption room."""

from __future__ import annotations

from innovations.models import AdoptionBand, AdoptionChecklist, AdoptionItem, AdoptionMark
from innovations.models import AdoptionUnit as School
from organizations.models import FileImport, User
from tests.factories.adoption import make_checklist, make_item, make_mark, make_school
from tests.factories.innovations import make_innovation
from tests.pages.places import BPD, KPL, OPR, ORG, PIM, PUBLIC, Args, Page, Place, once

I_ = "innovations:"
CITY = frozenset({ORG})
READERS = frozenset({OPR, KPL, ORG, BPD, PIM})
CITY_READERS = frozenset({ORG, BPD, PIM})
WRITERS = frozenset({OPR, KPL, ORG})


@once
def checklist(place: Place) -> AdoptionChecklist:
    return make_checklist(make_innovation(place.unit, name=f"Diadopsi {place.code}"))


@once
def item(place: Place) -> AdoptionItem:
    return make_item(checklist(place))


@once
def band(place: Place) -> AdoptionBand:
    return AdoptionBand.objects.create(checklist=checklist(place), label="Siap", minimum=100)


@once
def school(place: Place) -> School:
    return make_school(checklist(place))


@once
def mark(place: Place) -> AdoptionMark:
    return make_mark(school(place), item(place), file="innovations/hilang.pdf", file_name="sk.pdf")


@once
def file_import(place: Place) -> FileImport:
    return FileImport.objects.create(
        kind="adopsi-satuan",
        subject=str(checklist(place).pk),
        file_name="sekolah.xlsx",
        uploaded_by=User.objects.earliest("pk"),
        summary={"lines": [], "warnings": []},
    )


def of(make) -> Args:
    return lambda place: [make(place).pk]


def _slug(place: Place) -> list[object]:
    school(place)
    item(place)
    return [checklist(place).innovation.slug]


def _new(place: Place) -> list[object]:
    return [make_innovation(place.unit, name=f"Belum diadopsi {place.code}").pk]


def _free(place: Place) -> list[object]:
    return [school(place).pk, item(place).pk]


def _withdraw(place: Place) -> list[object]:
    return [mark(place).pk, "withdraw"]


def _board(name: str, allow: frozenset[str], **more) -> Page:
    foreign = CITY if allow == WRITERS else CITY_READERS
    return Page(f"{I_}adoption-{name}", allow, of(checklist), foreign=foreign, **more)


ADOPTION_PAGES = (
    Page(f"{I_}adoption-list", READERS),
    Page(f"{I_}adoption-create", WRITERS, _new, foreign=CITY),
    _board("board", READERS),
    _board("progress", READERS),
    _board("setup", READERS),
    _board("update", WRITERS),
    _board("item-create", WRITERS),
    _board("band-create", WRITERS),
    _board("unit-create", WRITERS),
    _board("bulk", WRITERS),
    _board("unit-import", WRITERS),
    _board("mark-import", WRITERS),
    _board("unit-import-template", WRITERS, is_file=True),
    _board("mark-import-template", WRITERS, is_file=True),
    Page(f"{I_}public-adoption", PUBLIC, _slug),
    Page(f"{I_}adoption-item-update", WRITERS, of(item), foreign=CITY),
    Page(f"{I_}adoption-item-end", WRITERS, of(item), foreign=CITY),
    Page(f"{I_}adoption-band-update", WRITERS, of(band), foreign=CITY),
    Page(f"{I_}adoption-band-delete", WRITERS, of(band), foreign=CITY),
    Page(f"{I_}adoption-unit", READERS, of(school), foreign=CITY_READERS),
    Page(f"{I_}adoption-unit-update", WRITERS, of(school), foreign=CITY),
    Page(f"{I_}adoption-mark-create", WRITERS, _free, foreign=CITY),
    Page(
        f"{I_}adoption-mark-file",
        READERS,
        of(mark),
        foreign=CITY_READERS,
        status=(410,),
        is_file=True,
    ),
    Page(f"{I_}adoption-mark-transition", WRITERS, _withdraw, foreign=CITY),
    Page(f"{I_}adoption-file", WRITERS, of(file_import), foreign=CITY),
)
IMPORTS = "innovations/adoption/test_imports.py"
ADOPTION_ACTS = {f"{I_}adoption-file-confirm": IMPORTS, f"{I_}adoption-file-cancel": IMPORTS}
ADOPTION_SUBJECTS: dict[str, Args] = dict.fromkeys(ADOPTION_ACTS, of(file_import))
