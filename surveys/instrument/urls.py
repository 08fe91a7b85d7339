"""Addresses of the instrument room."""

from __future__ import annotations

from django.urls import path

from surveys.instrument.views import periods, points, public, questionnaires, standards, units

BASE = "kerja/survei"
UNIT = f"{BASE}/unit/<int:pk>"
SERVICE = f"{BASE}/layanan/<int:pk>"
POINT = f"{BASE}/titik/<int:pk>"

unit_urls = [
    path(f"{BASE}/", units.UnitListView.as_view(), name="unit-list"),
    path(f"{BASE}/unit/baru/", units.UnitCreateView.as_view(), name="unit-create"),
    path(f"{UNIT}/", units.UnitDetailView.as_view(), name="unit-detail"),
    path(f"{UNIT}/ubah/", units.UnitEditView.as_view(), name="unit-edit"),
    path(f"{UNIT}/pin/", units.KioskPinView.as_view(), name="unit-pin"),
    path(f"{UNIT}/poster/", points.UnitPostersView.as_view(), name="unit-posters"),
    path(f"{UNIT}/layanan/baru/", units.ServiceCreateView.as_view(), name="service-create"),
    path(f"{SERVICE}/ubah/", units.ServiceEditView.as_view(), name="service-edit"),
    path(f"{UNIT}/titik/baru/", points.PointCreateView.as_view(), name="point-create"),
    path(f"{POINT}/", points.PointDetailView.as_view(), name="point-detail"),
    path(f"{POINT}/ubah/", points.PointEditView.as_view(), name="point-edit"),
    path(f"{POINT}/tarik/", points.PointCallInView.as_view(), name="point-call-in"),
    path(f"{POINT}/poster/", points.PointPosterView.as_view(), name="point-poster"),
]

period_urls = [
    path(f"{UNIT}/periode/", periods.PeriodListView.as_view(), name="period-list"),
    path(f"{UNIT}/periode/buka/", periods.PeriodOpenView.as_view(), name="period-open"),
    path(
        f"{BASE}/periode/<int:pk>/pengguna/",
        periods.PopulationView.as_view(),
        name="period-population",
    ),
]

STANDARD = f"{BASE}/standar/<int:pk>"
PLEDGE = f"{BASE}/maklumat/<int:pk>"

standard_urls = [
    path(f"{SERVICE}/standar/", standards.StandardListView.as_view(), name="standard-list"),
    path(
        f"{SERVICE}/standar/baru/", standards.StandardCreateView.as_view(), name="standard-create"
    ),
    path(f"{STANDARD}/ubah/", standards.StandardEditView.as_view(), name="standard-edit"),
    path(
        f"{STANDARD}/terbitkan/", standards.StandardPublishView.as_view(), name="standard-publish"
    ),
    path(f"{UNIT}/maklumat/baru/", standards.PledgeCreateView.as_view(), name="pledge-create"),
    path(f"{PLEDGE}/ubah/", standards.PledgeEditView.as_view(), name="pledge-edit"),
    path(f"{PLEDGE}/terbitkan/", standards.PledgePublishView.as_view(), name="pledge-publish"),
    path(f"{PLEDGE}/berkas/", standards.PledgeFileView.as_view(), name="pledge-file"),
]

QUESTIONNAIRES = f"{BASE}/kuesioner"
QUESTIONNAIRE = f"{QUESTIONNAIRES}/<int:pk>"
QUESTION = f"{BASE}/pertanyaan/<int:pk>"

questionnaire_urls = [
    path(
        f"{QUESTIONNAIRES}/",
        questionnaires.QuestionnaireListView.as_view(),
        name="questionnaire-list",
    ),
    path(
        f"{QUESTIONNAIRE}/",
        questionnaires.QuestionnaireDetailView.as_view(),
        name="questionnaire-detail",
    ),
    path(
        f"{QUESTIONNAIRE}/pratinjau/",
        questionnaires.PreviewView.as_view(),
        name="questionnaire-preview",
    ),
    path(
        f"{QUESTIONNAIRE}/salin/",
        questionnaires.QuestionnaireCopyView.as_view(),
        name="questionnaire-copy",
    ),
    path(
        f"{QUESTIONNAIRE}/ubah/",
        questionnaires.QuestionnaireEditView.as_view(),
        name="questionnaire-edit",
    ),
    path(
        f"{QUESTIONNAIRE}/pertanyaan/baru/",
        questionnaires.QuestionCreateView.as_view(),
        name="question-create",
    ),
    path(f"{QUESTION}/ubah/", questionnaires.QuestionEditView.as_view(), name="question-edit"),
    path(f"{QUESTION}/hapus/", questionnaires.QuestionDeleteView.as_view(), name="question-delete"),
    path(
        f"{QUESTIONNAIRE}/<slug:transition>/",
        questionnaires.QuestionnaireMoveView.as_view(),
        name="questionnaire-move",
    ),
]

public_urls = [
    path("survei/standar/", public.PublicStandardListView.as_view(), name="public-standard-list"),
    path("survei/standar/<int:pk>/", public.PublicStandardView.as_view(), name="public-standard"),
    path("survei/maklumat/<int:pk>/", public.PublicPledgeView.as_view(), name="public-pledge"),
]

urlpatterns = [
    *unit_urls, *period_urls, *standard_urls, *questionnaire_urls, *public_urls,
]  # fmt: skip
