"""The pages of the instrument room."""

from __future__ import annotations

from organizations.choices import Role
from tests.pages.places import KPL, OPR, ORG, PUBLIC, Args, Page
from tests.surveys import objects
from tests.surveys.objects import pk

S = "surveys:"
SRV = Role.PENGELOLA_SURVEI
CITY = frozenset({ORG})
READERS = frozenset({OPR, KPL, SRV, ORG})
MANAGERS = frozenset({SRV, ORG})
HEADS = frozenset({KPL, ORG})
unit, service, point = pk(objects.service_unit), pk(objects.service), pk(objects.point)
period, standard = pk(objects.period), pk(objects.draft_standard)
pledge, draft, question = pk(objects.pledge), pk(objects.draft), pk(objects.question)


def _move(place: object) -> list[object]:
    return [*draft(place), "activate"]  # type: ignore[arg-type]


INSTRUMENT_PAGES = (
    Page(f"{S}unit-list", READERS),
    Page(f"{S}unit-create", MANAGERS),
    Page(f"{S}unit-detail", READERS, unit, foreign=CITY),
    Page(f"{S}unit-edit", MANAGERS, unit, foreign=CITY),
    Page(f"{S}unit-pin", MANAGERS, unit, foreign=CITY),
    Page(f"{S}unit-posters", READERS, lambda place: [objects.point(place).unit_id], CITY,
         is_file=True),
    Page(f"{S}service-create", MANAGERS, unit, foreign=CITY),
    Page(f"{S}service-edit", MANAGERS, service, foreign=CITY),
    Page(f"{S}point-create", MANAGERS, unit, foreign=CITY),
    Page(f"{S}point-detail", READERS, point, foreign=CITY),
    Page(f"{S}point-edit", MANAGERS, point, foreign=CITY),
    Page(f"{S}point-call-in", MANAGERS, point, foreign=CITY),
    Page(f"{S}point-poster", READERS, point, foreign=CITY, is_file=True),
    Page(f"{S}period-list", READERS, unit, foreign=CITY),
    Page(f"{S}period-open", MANAGERS, unit, foreign=CITY),
    Page(f"{S}period-population", MANAGERS, period, foreign=CITY),
    Page(f"{S}standard-list", READERS, service, foreign=CITY),
    Page(f"{S}standard-create", MANAGERS, service, foreign=CITY),
    Page(f"{S}standard-edit", MANAGERS, standard, foreign=CITY),
    Page(f"{S}standard-publish", HEADS, standard, foreign=CITY),
    Page(f"{S}pledge-create", MANAGERS, unit, foreign=CITY),
    Page(f"{S}pledge-edit", MANAGERS, pledge, foreign=CITY),
    Page(f"{S}pledge-publish", HEADS, pledge, foreign=CITY),
    Page(f"{S}pledge-file", READERS, pledge, foreign=CITY, status=(410,), is_file=True),
    Page(f"{S}questionnaire-list", READERS),
    Page(f"{S}questionnaire-detail", READERS, draft),
    Page(f"{S}questionnaire-preview", READERS, draft),
    Page(f"{S}questionnaire-copy", MANAGERS, draft),
    Page(f"{S}questionnaire-edit", CITY, draft),
    Page(f"{S}questionnaire-move", CITY, _move),
    Page(f"{S}question-create", CITY, draft),
    Page(f"{S}question-edit", CITY, question),
    Page(f"{S}question-delete", CITY, question),
    Page(f"{S}public-standard-list", PUBLIC),
    Page(f"{S}public-standard", PUBLIC, pk(objects.published_service)),
    Page(f"{S}public-pledge", PUBLIC, pk(objects.published_pledge), status=(410,), is_file=True),
)  # fmt: skip
INSTRUMENT_ACTS: dict[str, str] = {}
INSTRUMENT_SUBJECTS: dict[str, Args] = {}
