"""What innovations put on the dashboard."""

from innovations.citizens.queries.tasks import citizen_tasks
from innovations.journal.queries.consultations import consultation_tasks
from innovations.jury.queries.tasks import jury_tasks
from innovations.launch.queries.tasks import launch_tasks
from innovations.registry.queries.tasks import registry_tasks
from innovations.stewardship.queries.overview import overview_panels
from innovations.stewardship.queries.tasks import stewardship_tasks
from organizations.panels import DASHBOARD, Part, Reader, Source


def registry(reader: Reader) -> Part:
    return Part(registry_tasks(reader))


def launch(reader: Reader) -> Part:
    return Part(launch_tasks(reader))


def stewardship(reader: Reader) -> Part:
    return Part(stewardship_tasks(reader), overview_panels(reader))


def citizens(reader: Reader) -> Part:
    return Part(citizen_tasks(reader))


def jury(reader: Reader) -> Part:
    return Part(jury_tasks(reader))


def consultations(reader: Reader) -> Part:
    return Part(consultation_tasks(reader))


DASHBOARD.file(Source("innovations.registry", registry, order=17))
DASHBOARD.file(Source("innovations.stewardship", stewardship, order=18))
DASHBOARD.file(Source("innovations.citizens", citizens, order=19))
DASHBOARD.file(Source("innovations.consultations", consultations, order=19))
DASHBOARD.file(Source("innovations.jury", jury, order=16))
DASHBOARD.file(Source("innovations.launch", launch, order=19))
