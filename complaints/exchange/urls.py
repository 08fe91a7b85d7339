"""Addresses of the exchange with SP4N-LAPOR!."""

from django.urls import path

from complaints.exchange.views import batches, export, gaps, secret_exports

SP4N = "kerja/pengaduan/sp4n/"
ASKED = "kerja/pengaduan/ekspor-rahasia/"
BATCH = f"{SP4N}<int:pk>/"

urlpatterns = [
    path(SP4N, batches.Sp4nHomeView.as_view(), name="sp4n"),
    path(f"{SP4N}ekspor/", export.Sp4nExportView.as_view(), name="sp4n-export"),
    path(
        f"{SP4N}ekspor/<int:pk>/",
        secret_exports.SecretExportTakeView.as_view(),
        name="secret-export-take",
    ),
    path(ASKED, secret_exports.SecretExportListView.as_view(), name="secret-export-list"),
    path(
        f"{ASKED}<int:pk>/",
        secret_exports.SecretExportDecideView.as_view(),
        name="secret-export-decide",
    ),
    path(BATCH, batches.Sp4nBatchView.as_view(), name="sp4n-batch"),
    path(f"{BATCH}kolom/", batches.Sp4nColumnsView.as_view(), name="sp4n-columns"),
    path(f"{BATCH}simpan/", batches.Sp4nSaveView.as_view(), name="sp4n-save"),
    path(f"{BATCH}batal/", batches.Sp4nCancelView.as_view(), name="sp4n-cancel"),
    path(f"{BATCH}kesalahan/", batches.Sp4nErrorsView.as_view(), name="sp4n-errors"),
    path(f"{BATCH}cocokan/", gaps.Sp4nGapsView.as_view(), name="sp4n-gaps"),
    path(f"{BATCH}cocokan/<slug:shape>/", gaps.Sp4nGapsFileView.as_view(), name="sp4n-gaps-file"),
]
