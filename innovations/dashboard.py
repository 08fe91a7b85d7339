"""What innovations put on the dashboard."""

from innovations.stewardship.queries.tasks import stewardship_tasks
from organizations.panels import DASHBOARD, Part, Reader, Source


def stewardship(reader: Reader) -> Part:
    return Part(stewardship_tasks(reader))


DASHBOARD.file(Source("innovations.stewardship", stewardship, order=18))
