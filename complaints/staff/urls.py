"""Addresses of the staff room."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from complaints.staff.queries.settings import KINDS
from complaints.staff.views import (
    acts,
    bulk,
    case,
    child,
    entering,
    inbox,
    joining,
    moderation,
    printing,
    privacy,
    protecting,
    reads,
    retention,
    senders,
    settings,
    sp4n,
    words,
    writing,
)


class NumberConverter(StringConverter):
    """The number of a report, so that no other word of an address is taken for one."""

    regex = "[A-Za-z]{2}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}"


register_converter(NumberConverter, "nomor")

BASE = "kerja/pengaduan"
CASE = f"{BASE}/<nomor:number>"

SETTINGS = f"{BASE}/pengaturan"

settings_urls = [
    pattern
    for kind in KINDS
    for pattern in (
        path(
            f"{SETTINGS}/{kind.path}/",
            settings.SettingListView.as_view(kind=kind),
            name=f"{kind.name}-list",
        ),
        path(
            f"{SETTINGS}/{kind.path}/baru/",
            settings.SettingEditView.as_view(kind=kind),
            name=f"{kind.name}-create",
        ),
        path(
            f"{SETTINGS}/{kind.path}/<int:pk>/",
            settings.SettingEditView.as_view(kind=kind),
            name=f"{kind.name}-edit",
        ),
        path(
            f"{SETTINGS}/{kind.path}/<int:pk>/hapus/",
            settings.SettingDeleteView.as_view(kind=kind),
            name=f"{kind.name}-delete",
        ),
    )
]

CHILD = "kerja/perlindungan-anak"
REPORT = f"{CHILD}/<nomor:number>"

child_urls = [
    path(f"{CHILD}/", child.ChildCaseListView.as_view(), name="child-case-list"),
    path(f"{CHILD}/baru/", child.ChildCaseCreateView.as_view(), name="child-case-create"),
    path(f"{CHILD}/dibaca/", child.ChildReadsView.as_view(), name="child-case-reads"),
    path(f"{CHILD}/masa-simpan/", retention.ChildRetentionView.as_view(), name="child-retention"),
    path(f"{REPORT}/", child.ChildCaseDetailView.as_view(), name="child-case-detail"),
    path(f"{REPORT}/pesan/", child.ChildCaseMessageView.as_view(), name="child-case-message"),
    path(f"{REPORT}/catatan/", child.ChildCaseNoteView.as_view(), name="child-case-note"),
    path(f"{REPORT}/petugas/", child.ChildCaseOfficerView.as_view(), name="child-case-officer"),
    path(f"{REPORT}/berkas/<int:pk>/", child.ChildCaseFileView.as_view(), name="child-case-file"),
    path(
        f"{REPORT}/langkah/<slug:transition>/",
        child.ChildCaseMoveView.as_view(),
        name="child-case-move",
    ),
]

urlpatterns = [
    *child_urls,
    path(f"{BASE}/", inbox.CaseListView.as_view(), name="case-list"),
    path(f"{BASE}/baru/", entering.CaseCreateView.as_view(), name="case-create"),
    path(f"{BASE}/serentak/", bulk.CaseBulkView.as_view(), name="case-bulk"),
    path(f"{BASE}/pembacaan/", reads.SecretReadListView.as_view(), name="secret-read-list"),
    path(f"{BASE}/identitas/", privacy.IdentityListView.as_view(), name="case-identity-list"),
    path(
        f"{BASE}/identitas/<int:pk>/",
        privacy.IdentityDecideView.as_view(),
        name="case-identity-decide",
    ),
    path(f"{BASE}/masa-simpan/", retention.RetentionView.as_view(), name="retention"),
    path(f"{SETTINGS}/wilayah/berkas/", senders.AreaImportView.as_view(), name="area-import"),
    path(f"{SETTINGS}/blokir/", senders.BanListView.as_view(), name="ban-list"),
    path(f"{SETTINGS}/blokir/baru/", senders.BanCreateView.as_view(), name="ban-create"),
    path(f"{SETTINGS}/blokir/<int:pk>/", senders.BanLiftView.as_view(), name="ban-lift"),
    path(f"{SETTINGS}/", settings.SettingsView.as_view(), name="settings"),
    *settings_urls,
    path(f"{CASE}/", case.CaseDetailView.as_view(), name="case-detail"),
    path(
        f"{CASE}/pesan/<int:pk>/kata/",
        words.CaseMessageWordsView.as_view(),
        name="case-message-words",
    ),
    path(f"{CASE}/catatan/", case.CaseNoteView.as_view(), name="case-note"),
    path(f"{CASE}/cetak/", printing.CasePrintView.as_view(), name="case-print"),
    path(f"{CASE}/dibaca/", case.CaseReadView.as_view(), name="case-read"),
    path(f"{CASE}/berkas/<int:pk>/", case.CaseFileView.as_view(), name="case-file"),
    path(
        f"{CASE}/berkas/<int:pk>/sembunyikan/",
        moderation.CaseFileHideView.as_view(),
        name="case-file-hide",
    ),
    path(
        f"{CASE}/berkas/<int:pk>/hitamkan/",
        moderation.CaseFileRedactView.as_view(),
        name="case-file-redact",
    ),
    path(f"{CASE}/kata/", words.CaseWordsView.as_view(), name="case-words"),
    path(f"{CASE}/tayang/", moderation.CaseModerateView.as_view(), name="case-moderate"),
    path(f"{CASE}/gabung/", joining.CaseMergeView.as_view(), name="case-merge"),
    path(f"{CASE}/pecah/", joining.CaseSplitView.as_view(), name="case-split"),
    path(f"{CASE}/eskalasi/", joining.CaseEscalateView.as_view(), name="case-escalate"),
    path(f"{CASE}/perlindungan/", protecting.CaseProtectView.as_view(), name="case-protect"),
    path(f"{CASE}/tahan/", retention.CaseHoldView.as_view(), name="case-hold"),
    path(f"{CASE}/lepas/", retention.CaseReleaseView.as_view(), name="case-release"),
    path(f"{CASE}/kerahasiaan/", privacy.CasePrivacyView.as_view(), name="case-privacy"),
    path(f"{CASE}/identitas/", privacy.CaseIdentityView.as_view(), name="case-identity"),
    path(f"{CASE}/nama/", privacy.CaseNameView.as_view(), name="case-name"),
    path(f"{CASE}/golongkan/", acts.CaseClassifyView.as_view(), name="case-classify"),
    path(f"{CASE}/teruskan/", acts.CaseRouteView.as_view(), name="case-route"),
    path(f"{CASE}/kembalikan/", acts.CaseHandBackView.as_view(), name="case-hand-back"),
    path(f"{CASE}/mulai/", acts.CaseStartView.as_view(), name="case-start"),
    path(f"{CASE}/petugas/", acts.CaseDelegateView.as_view(), name="case-delegate"),
    path(f"{CASE}/arsipkan/", acts.CaseArchiveView.as_view(), name="case-archive"),
    path(f"{CASE}/sp4n/", sp4n.CaseSp4nView.as_view(), name="case-sp4n"),
    path(f"{CASE}/lengkapi/", writing.CaseAskView.as_view(), name="case-ask"),
    path(f"{CASE}/balasan/", writing.CaseReplyView.as_view(), name="case-reply"),
    path(f"{CASE}/kabar/", writing.CaseProgressView.as_view(), name="case-progress"),
    path(f"{CASE}/jawab/", writing.CaseAnswerView.as_view(), name="case-answer"),
    path(f"{CASE}/tutup/", writing.CaseCloseView.as_view(), name="case-close"),
]
