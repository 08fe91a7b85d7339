from django.urls import path

from performance.views import (
    carry,
    plan,
    plan_indicators,
    plan_nodes,
    plan_rules,
    transfer,
    tree,
    versions,
)

PLAN = "kinerja/rencana/"
NODE = f"{PLAN}simpul/<int:pk>/"
INDICATOR = f"{PLAN}indikator/<int:pk>/"
IMPORT = "kinerja/impor/"

urlpatterns = [
    path(PLAN, plan.PlanListView.as_view(), name="plan-list"),
    path(NODE, plan_nodes.NodeView.as_view(), name="node-detail"),
    path(f"{NODE}ubah/", plan_nodes.NodeEditView.as_view(), name="node-edit"),
    path(f"{NODE}hapus/", plan_nodes.NodeDeleteView.as_view(), name="node-delete"),
    path(f"{NODE}hubungan/", plan_nodes.LinkView.as_view(), name="node-link"),
    path(
        f"{NODE}indikator/", plan_indicators.IndicatorCreateView.as_view(), name="indicator-create"
    ),
    path(f"{NODE}pagu/", plan_indicators.PaguView.as_view(), name="node-pagu"),
    path(f"{PLAN}hubungan/<int:pk>/lepas/", plan_nodes.UnlinkView.as_view(), name="node-unlink"),
    path(f"{INDICATOR}ubah/", plan_indicators.IndicatorEditView.as_view(), name="indicator-edit"),
    path(f"{INDICATOR}target/", plan_indicators.TargetsView.as_view(), name="indicator-targets"),
    path(f"{PLAN}<str:code>/", plan.PlanView.as_view(), name="plan"),
    path(
        f"{PLAN}<str:code>/nomenklatur/", plan_nodes.NomenclatureView.as_view(), name="nomenclature"
    ),
    path(
        f"{PLAN}<str:code>/tambah/<str:level>/",
        plan_nodes.NodeCreateView.as_view(),
        name="node-create",
    ),
    path(IMPORT, transfer.ImportUploadView.as_view(), name="import-upload"),
    path(f"{IMPORT}templat/", transfer.TemplateView.as_view(), name="import-template"),
    path(f"{IMPORT}<int:pk>/", transfer.ImportPreviewView.as_view(), name="import-preview"),
    path(f"{IMPORT}<int:pk>/simpan/", transfer.ImportConfirmView.as_view(), name="import-confirm"),
    path(f"{IMPORT}<int:pk>/batal/", transfer.ImportCancelView.as_view(), name="import-cancel"),
    path(f"{PLAN}<str:code>/salin/", carry.CopyYearView.as_view(), name="copy-year"),
    path(f"{PLAN}<str:code>/pindah/", carry.MoveView.as_view(), name="move-programs"),
    path("kinerja/pohon/<str:code>/", tree.TreeView.as_view(), name="tree"),
    path("kinerja/aturan/lanjutkan/", carry.RollView.as_view(), name="roll-tree"),
    path("kinerja/aturan/padanan/", carry.MappingView.as_view(), name="mapping"),
    path("kinerja/versi/", versions.VersionCompareView.as_view(), name="version-compare"),
    path(
        "kinerja/cocokkan/<str:code>/<int:year>/",
        versions.ReconciliationView.as_view(),
        name="reconciliation",
    ),
    path("kinerja/aturan/", plan_rules.SettingsView.as_view(), name="settings"),
    path("kinerja/aturan/periode/", plan_rules.PeriodListView.as_view(), name="period-list"),
    path(
        "kinerja/aturan/periode/tambah/", plan_rules.PeriodFormView.as_view(), name="period-create"
    ),
    path(
        "kinerja/aturan/periode/<int:pk>/", plan_rules.PeriodFormView.as_view(), name="period-edit"
    ),
    path(
        "kinerja/aturan/versi/<int:pk>/", plan_rules.VersionEditView.as_view(), name="version-edit"
    ),
    path("kinerja/aturan/perubahan/", plan_rules.RevisionView.as_view(), name="version-create"),
]
