"""Addresses of the competition room."""

from __future__ import annotations

from django.urls import path

from innovations.competition.views import (
    board,
    editions,
    parts,
    proposals,
    public,
    screening,
    writing,
)

BASE = "kerja/kompetisi"
EDITION = f"{BASE}/<int:pk>"
PHASE = f"{EDITION}/jadwal/<int:phase>"
PART = f"{EDITION}/aturan/<slug:part>"
PROPOSAL = f"{BASE}/proposal/<int:pk>"
MEMBER = f"{BASE}/anggota/<int:pk>"

urlpatterns = [
    path(f"{BASE}/", editions.EditionListView.as_view(), name="edition-list"),
    path(f"{BASE}/baru/", editions.EditionCreateView.as_view(), name="edition-create"),
    path(f"{EDITION}/", editions.EditionDetailView.as_view(), name="edition-detail"),
    path(f"{EDITION}/ubah/", editions.EditionUpdateView.as_view(), name="edition-update"),
    path(f"{EDITION}/jadwal/", editions.PhaseCreateView.as_view(), name="edition-phase-create"),
    path(f"{PHASE}/", editions.PhaseUpdateView.as_view(), name="edition-phase-update"),
    path(f"{PART}/", parts.PartCreateView.as_view(), name="edition-part-create"),
    path(f"{PART}/<int:row>/", parts.PartUpdateView.as_view(), name="edition-part-update"),
    path(f"{PART}/<int:row>/hapus/", parts.PartDeleteView.as_view(), name="edition-part-delete"),
    path(
        f"{EDITION}/langkah/<slug:transition>/",
        editions.EditionTransitionView.as_view(),
        name="edition-transition",
    ),
    path(f"{EDITION}/proposal/", proposals.ProposalListView.as_view(), name="proposal-list"),
    path(
        f"{EDITION}/proposal/baru/", proposals.ProposalCreateView.as_view(), name="proposal-create"
    ),
    path(
        f"{EDITION}/proposal/putuskan/", screening.ProposalBulkView.as_view(), name="proposal-bulk"
    ),
    path(f"{EDITION}/surel/", board.OutboxView.as_view(), name="edition-outbox"),
    path(f"{EDITION}/satu-inovasi/", board.BoardView.as_view(), name="edition-board"),
    path(
        f"{EDITION}/satu-inovasi/ingatkan/", board.BoardRemindView.as_view(), name="edition-remind"
    ),
    path(f"{PROPOSAL}/periksa/", screening.ProposalCheckView.as_view(), name="proposal-check"),
    path(f"{PROPOSAL}/samarkan/", screening.ProposalBlindView.as_view(), name="proposal-blind"),
    path(f"{PROPOSAL}/", proposals.ProposalDetailView.as_view(), name="proposal-detail"),
    path(f"{PROPOSAL}/tulis/", writing.ProposalWriteView.as_view(), name="proposal-write"),
    path(f"{PROPOSAL}/tim/", writing.MemberCreateView.as_view(), name="proposal-member-create"),
    path(f"{MEMBER}/", writing.MemberUpdateView.as_view(), name="proposal-member-update"),
    path(f"{MEMBER}/hapus/", writing.MemberDeleteView.as_view(), name="proposal-member-delete"),
    path(
        f"{PROPOSAL}/dokumen/<int:paper>/", writing.PaperUploadView.as_view(), name="proposal-paper"
    ),
    path(f"{BASE}/berkas/<int:pk>/", writing.ProposalFileView.as_view(), name="proposal-file"),
    path(f"{PROPOSAL}/kirim/", writing.ProposalSubmitView.as_view(), name="proposal-submit"),
    path(f"{PROPOSAL}/tanda-terima/", writing.ReceiptView.as_view(), name="proposal-receipt"),
    path(
        f"{PROPOSAL}/langkah/<slug:transition>/",
        proposals.ProposalTransitionView.as_view(),
        name="proposal-transition",
    ),
    path("inovasi/kompetisi/", public.PublicEditionListView.as_view(), name="public-edition-list"),
    path(
        "inovasi/kompetisi/<slug:slug>/", public.PublicEditionView.as_view(), name="public-edition"
    ),
]
