"""What the survey puts on the dashboard."""

from organizations.panels import DASHBOARD, Part, Reader, Source
from surveys.public.queries.tasks import nothing_for, survey_tasks


def desk(reader: Reader) -> Part:
    return Part(survey_tasks(reader))


def quiet(reader: Reader) -> Part:
    """What is said when nothing waits, to whoever has no other work in the portal."""
    return Part(nothing=nothing_for(reader))


DASHBOARD.file(Source("surveys.desk", desk, order=16))
DASHBOARD.file(Source("surveys.quiet", quiet, order=91))
