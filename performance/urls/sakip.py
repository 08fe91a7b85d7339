from django.urls import path

from performance.views import sakip, sakip_parts, sakip_year

SHEET = "kinerja/sakip/<str:code>/<int:year>/"
SUB = f"{SHEET}isi/<str:sub>/"
ADVICE = f"{SHEET}rekomendasi/<int:pk>/"

urlpatterns = [
    path("kinerja/sakip/", sakip_year.SakipListView.as_view(), name="sakip-list"),
    path(
        "kinerja/sakip/jadwal/baru/",
        sakip_year.SakipEditionView.as_view(),
        name="sakip-edition-create",
    ),
    path(
        "kinerja/sakip/jadwal/<int:year>/",
        sakip_year.SakipEditionView.as_view(),
        name="sakip-edition",
    ),
    path(SHEET, sakip.SakipSheetView.as_view(), name="sakip"),
    path(SUB, sakip.SakipSubView.as_view(), name="sakip-sub"),
    path(f"{SHEET}bukti/<int:item>/", sakip_parts.SakipProofView.as_view(), name="sakip-proof"),
    path(
        f"{SHEET}bukti/<int:pk>/lepas/",
        sakip_parts.SakipProofRemoveView.as_view(),
        name="sakip-proof-remove",
    ),
    path(f"{SHEET}tanggapan/", sakip_parts.SakipReplyView.as_view(), name="sakip-reply"),
    path(
        f"{SHEET}rekomendasi/baru/",
        sakip_parts.SakipRecommendationView.as_view(),
        name="sakip-advice-create",
    ),
    path(ADVICE, sakip_parts.SakipRecommendationView.as_view(), name="sakip-advice"),
    path(
        f"{ADVICE}hapus/",
        sakip_parts.SakipRecommendationDeleteView.as_view(),
        name="sakip-advice-delete",
    ),
    path(
        f"{ADVICE}tindak-lanjut/",
        sakip_parts.SakipFollowUpView.as_view(),
        name="sakip-advice-follow-up",
    ),
    path(
        f"{ADVICE}konfirmasi/",
        sakip_parts.SakipConfirmView.as_view(),
        name="sakip-advice-confirm",
    ),
    path(
        f"{SHEET}langkah/<str:transition>/",
        sakip.SakipTransitionView.as_view(),
        name="sakip-transition",
    ),
]
