"""Addresses of the adoption room."""

from __future__ import annotations

from django.urls import path

from innovations.adoption.actions.imports import MARKS, UNITS
from innovations.adoption.views import bulk, imports, progress, setup, units

BASE = "kerja/inovasi/adopsi"
LIST = f"{BASE}/<int:pk>"
ITEM, BAND = f"{BASE}/butir/<int:pk>", f"{BASE}/kategori/<int:pk>"
UNIT, MARK, FILE = f"{BASE}/satuan/<int:pk>", f"{BASE}/isian/<int:pk>", f"{BASE}/berkas/<int:pk>"

urlpatterns = [
    path(f"{BASE}/", setup.ChecklistListView.as_view(), name="adoption-list"),
    path(
        "kerja/inovasi/<int:pk>/adopsi/",
        setup.ChecklistCreateView.as_view(),
        name="adoption-create",
    ),
    path(f"{LIST}/", units.BoardView.as_view(), name="adoption-board"),
    path(f"{LIST}/kemajuan/", progress.ProgressView.as_view(), name="adoption-progress"),
    path(f"{LIST}/atur/", setup.ChecklistSetupView.as_view(), name="adoption-setup"),
    path(f"{LIST}/ubah/", setup.ChecklistUpdateView.as_view(), name="adoption-update"),
    path(f"{LIST}/butir/", setup.ItemCreateView.as_view(), name="adoption-item-create"),
    path(f"{ITEM}/ubah/", setup.ItemUpdateView.as_view(), name="adoption-item-update"),
    path(f"{ITEM}/akhiri/", setup.ItemEndView.as_view(), name="adoption-item-end"),
    path(f"{LIST}/kategori/", setup.BandCreateView.as_view(), name="adoption-band-create"),
    path(f"{BAND}/ubah/", setup.BandUpdateView.as_view(), name="adoption-band-update"),
    path(f"{BAND}/hapus/", setup.BandDeleteView.as_view(), name="adoption-band-delete"),
    path(f"{LIST}/satuan/", units.UnitCreateView.as_view(), name="adoption-unit-create"),
    path(f"{UNIT}/", units.UnitView.as_view(), name="adoption-unit"),
    path(f"{UNIT}/ubah/", units.UnitUpdateView.as_view(), name="adoption-unit-update"),
    path(f"{UNIT}/isi/<int:item>/", units.MarkCreateView.as_view(), name="adoption-mark-create"),
    path(f"{MARK}/bukti/", units.MarkFileView.as_view(), name="adoption-mark-file"),
    path(
        f"{MARK}/<slug:transition>/",
        units.MarkTransitionView.as_view(),
        name="adoption-mark-transition",
    ),
    path(f"{LIST}/banyak/", bulk.BulkView.as_view(), name="adoption-bulk"),
    path(
        f"{LIST}/impor-satuan/",
        imports.ImportView.as_view(name=UNITS),
        name="adoption-unit-import",
    ),
    path(
        f"{LIST}/impor-satuan/templat/",
        imports.TemplateFileView.as_view(name=UNITS),
        name="adoption-unit-import-template",
    ),
    path(
        f"{LIST}/impor-isian/", imports.ImportView.as_view(name=MARKS), name="adoption-mark-import"
    ),
    path(
        f"{LIST}/impor-isian/templat/",
        imports.TemplateFileView.as_view(name=MARKS),
        name="adoption-mark-import-template",
    ),
    path(f"{FILE}/", imports.KeptPreviewView.as_view(), name="adoption-file"),
    path(f"{FILE}/simpan/", imports.KeptConfirmView.as_view(), name="adoption-file-confirm"),
    path(f"{FILE}/batal/", imports.KeptCancelView.as_view(), name="adoption-file-cancel"),
    path(
        "inovasi/<slug:slug>/adopsi/",
        progress.PublicProgressView.as_view(),
        name="public-adoption",
    ),
]
