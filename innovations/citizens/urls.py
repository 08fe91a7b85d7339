"""Addresses of the citizens' room: forms for everybody, and what the unit does with them."""

from __future__ import annotations

from django.urls import path

from innovations.citizens.views import audience, comments, following, ratings, wishes

ONE = "inovasi/<slug:slug>"
STAFF = "kerja/inovasi"
WISH, COMMENT = f"{STAFF}/minat", f"{STAFF}/komentar"
OWN = "inovasi/langganan/<str:token>"

urlpatterns = [
    path(f"{OWN}/", following.OwnFollowView.as_view(), name="follow-own"),
    path(f"{OWN}/berhenti/", following.StopFollowView.as_view(), name="follow-stop"),
    path(f"{ONE}/ikuti/", following.FollowView.as_view(), name="follow-create"),
    path(f"{ONE}/nilai/", ratings.RatingView.as_view(), name="rating-create"),
    path(f"{ONE}/komentar/", comments.CommentView.as_view(), name="comment-create"),
    path(
        f"{ONE}/komentar/<int:pk>/laporkan/",
        comments.CommentReportView.as_view(),
        name="comment-report",
    ),
    path(f"{STAFF}/<int:pk>/pembaca/", audience.AudienceView.as_view(), name="audience"),
    path(f"{COMMENT}/", comments.CommentListView.as_view(), name="comment-list"),
    path(f"{COMMENT}/<int:pk>/", comments.CommentModerateView.as_view(), name="comment-moderate"),
    path(f"{ONE}/replikasi/", wishes.WishCreateView.as_view(), name="wish-create"),
    path(f"{WISH}/", wishes.WishListView.as_view(), name="wish-list"),
    path(f"{WISH}/<int:pk>/", wishes.WishDetailView.as_view(), name="wish-detail"),
    path(
        f"{WISH}/<int:pk>/<slug:transition>/",
        wishes.WishTransitionView.as_view(),
        name="wish-transition",
    ),
]
