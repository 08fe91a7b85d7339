from django.urls import path

from reports.views import (
    batches,
    downloads,
    history,
    jobs,
    requests,
    signed_files,
    signing,
    verification,
)

app_name = "reports"

urlpatterns = [
    path("dokumen/", jobs.JobListView.as_view(), name="job-list"),
    path("dokumen/baru/", requests.CatalogueView.as_view(), name="catalogue"),
    path("dokumen/baru/<slug:slug>/", requests.RequestView.as_view(), name="request"),
    path("dokumen/pratinjau/<slug:slug>/", requests.PreviewView.as_view(), name="preview"),
    path("dokumen/banyak/<slug:slug>/", batches.BatchRequestView.as_view(), name="batch-request"),
    path("dokumen/kumpulan/<int:pk>/", batches.BatchView.as_view(), name="batch-detail"),
    path("dokumen/kumpulan/<int:pk>/zip/", batches.BatchZipView.as_view(), name="batch-zip"),
    path("dokumen/<int:pk>/", jobs.JobDetailView.as_view(), name="job-detail"),
    path("dokumen/<int:pk>/unduh/", downloads.DownloadView.as_view(), name="download"),
    path("dokumen/<int:pk>/ulang/", jobs.RetryView.as_view(), name="retry"),
    path("dokumen/<int:pk>/bentuk/", jobs.FormatView.as_view(), name="other-format"),
    path("dokumen/<int:pk>/tayang/", jobs.PublishView.as_view(), name="publish"),
    path(
        "dokumen/<int:pk>/tanda-tangan/", signing.AskSignatureView.as_view(), name="signature-ask"
    ),
    path("dokumen/tanda-tangan/", signing.SignatureListView.as_view(), name="signature-list"),
    path("dokumen/tanda-tangan/setuju/", signing.SignView.as_view(), name="sign"),
    path(
        "dokumen/tanda-tangan/proses/<int:pk>/",
        signing.SigningBatchView.as_view(),
        name="signing-batch",
    ),
    path(
        "dokumen/tanda-tangan/<int:pk>/<slug:transition>/",
        signing.SignatureTransitionView.as_view(),
        name="signature-transition",
    ),
    path("publikasi/<str:code>/", downloads.PublicDownloadView.as_view(), name="public-download"),
    path("riwayat/unduh/", history.HistoryExportView.as_view(), name="history-export"),
    path("verifikasi/", verification.VerifyFormView.as_view(), name="verify-form"),
    path("verifikasi/berkas/", signed_files.SignedFileView.as_view(), name="verify-file"),
    path("verifikasi/<str:code>/", verification.VerifyView.as_view(), name="verify"),
]
