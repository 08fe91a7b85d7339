"""Addresses of the jury room: the secretariat's under its edition, the jurors' own."""

from __future__ import annotations

from django.urls import path

from innovations.jury.views import appearances, judging, jurors, scores, stages

DESK = "kerja/kompetisi/<int:pk>/juri"
JUROR = f"{DESK}/<int:juror>"
STAGE = f"{DESK}/tahap/<int:stage>"
TIMES = f"{STAGE}/jadwal"
SHEET = f"{DESK}/lembar/<int:sheet>"
OWN = "kerja/juri/<int:pk>"

urlpatterns = [
    path(f"{DESK}/", jurors.JurorListView.as_view(), name="juror-list"),
    path(f"{DESK}/baru/", jurors.JurorCreateView.as_view(), name="juror-create"),
    path(f"{JUROR}/", jurors.JurorUpdateView.as_view(), name="juror-update"),
    path(f"{JUROR}/berhenti/", jurors.JurorLeaveView.as_view(), name="juror-leave"),
    path(f"{JUROR}/benturan/", jurors.JurorConflictView.as_view(), name="juror-conflict"),
    path(f"{STAGE}/", stages.StageDetailView.as_view(), name="stage-detail"),
    path(f"{STAGE}/undi/", stages.StageDrawView.as_view(), name="stage-draw"),
    path(f"{STAGE}/tunjuk/", stages.AppointView.as_view(), name="stage-appoint"),
    path(f"{STAGE}/ingatkan/", stages.RemindView.as_view(), name="stage-remind"),
    path(f"{DESK}/undian/<int:draw>/", stages.DrawDetailView.as_view(), name="draw-detail"),
    path(f"{SHEET}/", stages.SheetDetailView.as_view(), name="sheet-detail"),
    path(
        f"{SHEET}/<slug:transition>/",
        stages.SheetTransitionView.as_view(),
        name="sheet-transition",
    ),
    path(f"{TIMES}/", appearances.AppearanceListView.as_view(), name="appearance-list"),
    path(f"{TIMES}/baru/", appearances.AppearanceCreateView.as_view(), name="appearance-create"),
    path(
        f"{TIMES}/<int:appearance>/",
        appearances.AppearanceUpdateView.as_view(),
        name="appearance-update",
    ),
    path(
        f"{TIMES}/<int:appearance>/foto/",
        appearances.VisitPhotoCreateView.as_view(),
        name="visit-photo-create",
    ),
    path(
        f"{TIMES}/<int:appearance>/foto/<int:photo>/hapus/",
        appearances.VisitPhotoDeleteView.as_view(),
        name="visit-photo-delete",
    ),
    path("kerja/juri/foto/<int:pk>/", appearances.VisitPhotoView.as_view(), name="visit-photo"),
    path(f"{OWN}/kosong/", appearances.OfflineSheetView.as_view(), name="judging-offline"),
    path("kerja/juri/", judging.JudgingListView.as_view(), name="judging-list"),
    path("kerja/juri/tahap/<int:stage>/", scores.StageScoresView.as_view(), name="stage-scores"),
    path(f"{OWN}/", judging.JudgingSheetView.as_view(), name="judging-sheet"),
    path(f"{OWN}/kirim/", judging.JudgingSendView.as_view(), name="judging-send"),
    path(f"{OWN}/abstain/", judging.JudgingAbstainView.as_view(), name="judging-abstain"),
    path(f"{OWN}/benturan/", judging.JudgingConflictView.as_view(), name="judging-conflict"),
    path(
        f"{OWN}/berkas/<int:file>/", judging.JudgingFileView.as_view(), name="judging-file"
    ),
]  # fmt: skip
