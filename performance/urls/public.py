from django.urls import path

from performance.views import comments, follow_ups, public

urlpatterns = [
    path("", public.HomeView.as_view(), name="home"),
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
