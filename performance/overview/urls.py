from django.urls import path

from performance.overview.views import comments, follow_ups, leaders, public

urlpatterns = [
    path("kinerja/sorotan/", leaders.LeadersView.as_view(), name="leaders"),
    path("kinerja/peringatan/", leaders.WarningsView.as_view(), name="warnings"),
    path("kinerja/opd/<str:code>/", public.OrganizationView.as_view(), name="public-organization"),
    path("kinerja/indikator/<int:pk>/", public.IndicatorView.as_view(), name="public-indicator"),
    path("kinerja/tindak-lanjut/", follow_ups.FollowUpListView.as_view(), name="follow-up-list"),
    path("kinerja/komentar/", comments.CommentListView.as_view(), name="comment-list"),
    path(
        "kinerja/komentar/<int:pk>/jawab/",
        comments.CommentAnswerView.as_view(),
        name="comment-answer",
    ),
    path(
        "kinerja/komentar/<int:pk>/<str:transition>/",
        comments.CommentTransitionView.as_view(),
        name="comment-transition",
    ),
]
