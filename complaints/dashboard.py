"""What complaints puts on the dashboard."""

from complaints.staff.queries.tasks import alarm_tasks, case_tasks, identity_tasks, read_tasks
from organizations.panels import DASHBOARD, Part, Reader, Source


def desk(reader: Reader) -> Part:
    """Alarms first, then what waits."""
    return Part(
        [*alarm_tasks(reader), *read_tasks(reader), *case_tasks(reader), *identity_tasks(reader)]
    )


DASHBOARD.file(Source("complaints.desk", desk, order=15))
