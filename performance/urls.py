"""All paths of performance, gathered from its rooms."""

from performance.entry import urls as entry
from performance.evaluation import urls as evaluation
from performance.overview import urls as overview
from performance.plan import urls as plan
from performance.sakip import urls as sakip
from performance.transfer import urls as transfer

app_name = "performance"

urlpatterns = [
    pattern
    for room in (overview, plan, transfer, entry, evaluation, sakip)
    for pattern in room.urlpatterns
]
