from django.urls import path

from performance.evaluation.views import records, texts, tree, versions

TEXTS = "kinerja/narasi/<str:code>/<int:year>/"
LIST = "kinerja/lkpj/<slug:kind>/"

urlpatterns = [
    path("kinerja/pohon/<str:code>/", tree.TreeView.as_view(), name="tree"),
    path("kinerja/versi/", versions.VersionCompareView.as_view(), name="version-compare"),
    path(
        "kinerja/cocokkan/<str:code>/<int:year>/",
        versions.ReconciliationView.as_view(),
        name="reconciliation",
    ),
    path("kinerja/narasi/", texts.TextHomeView.as_view(), name="text-home"),
    path(TEXTS, texts.TextListView.as_view(), name="text-list"),
    path(f"{TEXTS}<slug:section>/", texts.TextEditView.as_view(), name="text-edit"),
    path(f"{TEXTS}<slug:section>/asal/", texts.TextResetView.as_view(), name="text-reset"),
    path("kinerja/lkpj/", records.RecordHomeView.as_view(), name="record-home"),
    path(LIST, records.RecordListView.as_view(), name="record-list"),
    path(f"{LIST}tambah/", records.RecordCreateView.as_view(), name="record-create"),
    path(f"{LIST}<int:pk>/", records.RecordEditView.as_view(), name="record-edit"),
    path(f"{LIST}<int:pk>/hapus/", records.RecordDeleteView.as_view(), name="record-delete"),
]
