"""Addresses of the follow-up room."""

from __future__ import annotations

from django.urls import path

from surveys.follow_up.views import comments, forums, plan, plans, public, publications

BASE = "kerja/survei"
UNIT = f"{BASE}/unit/<int:pk>"
PERIOD = f"{BASE}/periode/<int:pk>"
PLAN = f"{BASE}/tindak-lanjut/<int:pk>"
FORUM = f"{BASE}/forum/<int:pk>"

plan_urls = [
    path(f"{BASE}/tindak-lanjut/", plans.FollowUpDeskView.as_view(), name="plan-desk"),
    path(f"{UNIT}/tindak-lanjut/", plans.UnitPlansView.as_view(), name="plan-list"),
    path(f"{PERIOD}/tindak-lanjut/", plans.PeriodPlansView.as_view(), name="plan-period"),
    path(f"{PERIOD}/tindak-lanjut/baru/", plan.PlanCreateView.as_view(), name="plan-create"),
    path(f"{PLAN}/", plan.PlanDetailView.as_view(), name="plan-detail"),
    path(f"{PLAN}/ubah/", plan.PlanEditView.as_view(), name="plan-edit"),
    path(f"{PLAN}/lapor/", plan.PlanReportView.as_view(), name="plan-report"),
    path(f"{PLAN}/bukti/", plan.PlanProofView.as_view(), name="plan-proof"),
    path(f"{PLAN}/<slug:transition>/", plan.PlanMoveView.as_view(), name="plan-move"),
]

PUBLICATION = f"{BASE}/publikasi/<int:pk>"

publication_urls = [
    path(
        f"{PERIOD}/publikasi/baru/",
        publications.PublicationCreateView.as_view(),
        name="publication-create",
    ),
    path(
        f"{PUBLICATION}/ubah/",
        publications.PublicationEditView.as_view(),
        name="publication-edit",
    ),
    path(
        f"{PUBLICATION}/hapus/",
        publications.PublicationDeleteView.as_view(),
        name="publication-delete",
    ),
    path(f"{BASE}/pekppp/", publications.LevelListView.as_view(), name="level-list"),
    path(f"{BASE}/pekppp/<slug:item>/", publications.LevelEditView.as_view(), name="level-edit"),
]

comment_urls = [
    path(f"{UNIT}/saran/", comments.CommentListView.as_view(), name="comment-list"),
    path(
        f"{BASE}/saran/<int:pk>/", comments.CommentModerateView.as_view(), name="comment-moderate"
    ),
]

forum_urls = [
    path(f"{UNIT}/forum/", forums.ForumListView.as_view(), name="forum-list"),
    path(f"{UNIT}/forum/baru/", forums.ForumCreateView.as_view(), name="forum-create"),
    path(f"{FORUM}/", forums.ForumDetailView.as_view(), name="forum-detail"),
    path(f"{FORUM}/ubah/", forums.ForumEditView.as_view(), name="forum-edit"),
    path(f"{FORUM}/pelaksanaan/", forums.ForumRecordView.as_view(), name="forum-record"),
    path(f"{FORUM}/kesepakatan/baru/", plan.AgreementCreateView.as_view(), name="forum-agreement"),
    path(f"{FORUM}/terbitkan/", forums.ForumPublishView.as_view(), name="forum-publish"),
    path(f"{FORUM}/berkas/<slug:paper>/", forums.ForumPaperView.as_view(), name="forum-paper"),
]

public_urls = [
    path("survei/forum/", public.PublicForumListView.as_view(), name="public-forum-list"),
    path("survei/forum/<int:pk>/", public.PublicForumView.as_view(), name="public-forum"),
    path(
        "survei/forum/<int:pk>/berkas/<slug:paper>/",
        public.PublicForumPaperView.as_view(),
        name="public-forum-paper",
    ),
]

urlpatterns = [
    *plan_urls, *publication_urls, *comment_urls, *forum_urls, *public_urls,
]  # fmt: skip
