from django.urls import path

from performance.evaluation.views import agreements, records, reviews, texts, tree, versions

AGREEMENT = "kinerja/perjanjian/<str:code>/<int:year>/"
TEXTS = "kinerja/narasi/<str:code>/<int:year>/"
REVIEW = "kinerja/reviu/<str:code>/<int:year>/"
LIST = "kinerja/lkpj/<slug:kind>/"

urlpatterns = [
    path("kinerja/pohon/<str:code>/", tree.TreeView.as_view(), name="tree"),
    path("kinerja/versi/", versions.VersionCompareView.as_view(), name="version-compare"),
    path(
        "kinerja/cocokkan/<str:code>/<int:year>/",
        versions.ReconciliationView.as_view(),
        name="reconciliation",
    ),
    path("kinerja/perjanjian/", agreements.AgreementListView.as_view(), name="agreement-list"),
    path(AGREEMENT, agreements.AgreementView.as_view(), name="agreement"),
    path(f"{AGREEMENT}susun/", agreements.DraftView.as_view(), name="agreement-draft"),
    path(f"{AGREEMENT}naskah/", agreements.SignView.as_view(), name="agreement-sign"),
    path(
        f"{AGREEMENT}<str:transition>/",
        agreements.AgreementTransitionView.as_view(),
        name="agreement-transition",
    ),
    path("kinerja/narasi/", texts.TextHomeView.as_view(), name="text-home"),
    path(TEXTS, texts.TextListView.as_view(), name="text-list"),
    path(f"{TEXTS}<slug:section>/", texts.TextEditView.as_view(), name="text-edit"),
    path(f"{TEXTS}<slug:section>/asal/", texts.TextResetView.as_view(), name="text-reset"),
    path("kinerja/reviu/", reviews.ReviewListView.as_view(), name="review-list"),
    path(REVIEW, reviews.ReviewView.as_view(), name="review"),
    path(f"{REVIEW}isi/", reviews.ReviewEditView.as_view(), name="review-edit"),
    path("kinerja/lkpj/", records.RecordHomeView.as_view(), name="record-home"),
    path(LIST, records.RecordListView.as_view(), name="record-list"),
    path(f"{LIST}tambah/", records.RecordCreateView.as_view(), name="record-create"),
    path(f"{LIST}<int:pk>/", records.RecordEditView.as_view(), name="record-edit"),
    path(f"{LIST}<int:pk>/hapus/", records.RecordDeleteView.as_view(), name="record-delete"),
]
