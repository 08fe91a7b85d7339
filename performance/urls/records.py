from django.urls import path

from performance.views import records

LIST = "kinerja/lkpj/<slug:kind>/"

urlpatterns = [
    path("kinerja/lkpj/", records.RecordHomeView.as_view(), name="record-home"),
    path(LIST, records.RecordListView.as_view(), name="record-list"),
    path(f"{LIST}tambah/", records.RecordEditView.as_view(), name="record-create"),
    path(f"{LIST}<int:pk>/", records.RecordEditView.as_view(), name="record-edit"),
    path(f"{LIST}<int:pk>/hapus/", records.RecordDeleteView.as_view(), name="record-delete"),
]
