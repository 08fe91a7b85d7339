"""All paths of performance, one module per kind of work."""

from performance.urls import documents, entry, plan, public, records, sakip

app_name = "performance"

urlpatterns = [
    *public.urlpatterns,
    *plan.urlpatterns,
    *entry.urlpatterns,
    *documents.urlpatterns,
    *records.urlpatterns,
    *sakip.urlpatterns,
]
