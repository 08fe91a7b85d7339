"""What complaints puts on the dashboard."""

from complaints.exchange.queries.secret_exports import export_tasks
from complaints.staff.queries.tasks import (
    alarm_tasks,
    case_tasks,
    child_tasks,
    identity_tasks,
    nothing_for,
    read_tasks,
)
from organizations.panels import DASHBOARD, Part, Reader, Source


def desk(reader: Reader) -> Part:
    """Alarms first, then what waits."""
    tasks = [alarm_tasks, child_tasks, read_tasks, case_tasks, identity_tasks, export_tasks]
    return Part([task for find in tasks for task in find(reader)])


def quiet(reader: Reader) -> Part:
    """What is said when nothing waits, to whoever has no other work in the portal."""
    return Part(nothing=nothing_for(reader))


DASHBOARD.file(Source("complaints.desk", desk, order=15))
DASHBOARD.file(Source("complaints.quiet", quiet, order=90))
