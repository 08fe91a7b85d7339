"""What performance puts on the dashboard."""

from organizations.panels import DASHBOARD, Part, Reader, Source
from performance.entry.queries.tasks import unlock_tasks
from performance.evaluation.queries.agreement_tasks import agreement_tasks
from performance.evaluation.queries.reviews import review_tasks
from performance.overview.queries.dashboard import quarter_part
from performance.overview.queries.tasks import comment_tasks, follow_up_tasks
from performance.plan.queries.tasks import version_tasks
from performance.sakip.queries.tasks import sakip_tasks


def sakip(reader: Reader) -> Part:
    """What evaluators and the evaluated have to do, and reports to review."""
    return Part([*sakip_tasks(reader.access, reader.on), *review_tasks(reader)])


def unlock(reader: Reader) -> Part:
    return Part(unlock_tasks(reader.access))


def plans(reader: Reader) -> Part:
    return Part([*agreement_tasks(reader), *version_tasks(reader.access)])


def said(reader: Reader) -> Part:
    """Citizens' comments and what was promised."""
    return Part([*comment_tasks(reader.access), *follow_up_tasks(reader)])


DASHBOARD.file(Source("performance.quarter", quarter_part, order=10))
DASHBOARD.file(Source("performance.sakip", sakip, order=20))
DASHBOARD.file(Source("performance.unlock", unlock, order=30))
DASHBOARD.file(Source("performance.plans", plans, order=35))
DASHBOARD.file(Source("performance.comments", said, order=40))
