from django.urls import path

from performance.sakip.views import parts, sheet, year

SHEET = "kinerja/sakip/<str:code>/<int:year>/"
SUB = f"{SHEET}isi/<str:sub>/"
ADVICE = f"{SHEET}rekomendasi/<int:pk>/"

urlpatterns = [
    path("kinerja/sakip/", year.SakipListView.as_view(), name="sakip-list"),
    path(
        "kinerja/sakip/jadwal/baru/",
        year.SakipEditionView.as_view(),
        name="sakip-edition-create",
    ),
    path(
        "kinerja/sakip/jadwal/<int:year>/",
        year.SakipEditionView.as_view(),
        name="sakip-edition",
    ),
    path(SHEET, sheet.SakipSheetView.as_view(), name="sakip"),
    path(SUB, sheet.SakipSubView.as_view(), name="sakip-sub"),
    path(f"{SHEET}bukti/<int:item>/", parts.SakipProofView.as_view(), name="sakip-proof"),
    path(
        f"{SHEET}bukti/<int:pk>/lepas/",
        parts.SakipProofRemoveView.as_view(),
        name="sakip-proof-remove",
    ),
    path(f"{SHEET}tanggapan/", parts.SakipReplyView.as_view(), name="sakip-reply"),
    path(
        f"{SHEET}rekomendasi/baru/",
        parts.SakipRecommendationView.as_view(),
        name="sakip-advice-create",
    ),
    path(ADVICE, parts.SakipRecommendationView.as_view(), name="sakip-advice"),
    path(
        f"{ADVICE}hapus/",
        parts.SakipRecommendationDeleteView.as_view(),
        name="sakip-advice-delete",
    ),
    path(
        f"{ADVICE}tindak-lanjut/",
        parts.SakipFollowUpView.as_view(),
        name="sakip-advice-follow-up",
    ),
    path(
        f"{ADVICE}konfirmasi/",
        parts.SakipConfirmView.as_view(),
        name="sakip-advice-confirm",
    ),
    path(
        f"{SHEET}langkah/<str:transition>/",
        sheet.SakipTransitionView.as_view(),
        name="sakip-transition",
    ),
]
