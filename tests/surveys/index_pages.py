"""The pages of the index room."""

from __future__ import annotations

from organizations.choices import Role
from tests.pages.places import KPL, OPR, ORG, Args, Page
from tests.surveys import objects
from tests.surveys.objects import pk

S = "surveys:"
SRV = Role.PENGELOLA_SURVEI
CITY = frozenset({ORG})
READERS = frozenset({OPR, KPL, SRV, ORG})
MANAGERS = frozenset({SRV, ORG})
period = pk(objects.period)


def _with(word: str) -> Args:
    return lambda place: [*period(place), word]


INDEX_PAGES = (
    Page(f"{S}results", READERS),
    Page(f"{S}results-file", READERS, lambda place: ["csv"], is_file=True),
    Page(f"{S}period-results", READERS, period, foreign=CITY),
    Page(f"{S}period-results-file", READERS, _with("xlsx"), foreign=CITY, is_file=True),
    Page(f"{S}period-foreword", MANAGERS, period, foreign=CITY),
    Page(f"{S}photo", READERS, pk(objects.photo), foreign=CITY, status=(410,), is_file=True),
    Page(f"{S}photo-delete", MANAGERS, pk(objects.photo), foreign=CITY, steady="asks once more"),
    Page(f"{S}period-move", MANAGERS, _with("close"), foreign=CITY),
)
INDEX_ACTS: dict[str, str] = {}
INDEX_SUBJECTS: dict[str, Args] = {}
