from django.urls import path

from performance.plan.views import carry, indicators, links, merge, nodes, plan, rules, versions

PLAN = "kinerja/rencana/"
NODE = f"{PLAN}simpul/<int:pk>/"
VERSION = f"{PLAN}versi/<int:pk>/"
INDICATOR = f"{PLAN}indikator/<int:pk>/"

urlpatterns = [
    path(PLAN, plan.PlanListView.as_view(), name="plan-list"),
    path(NODE, nodes.NodeView.as_view(), name="node-detail"),
    path(f"{NODE}ubah/", nodes.NodeEditView.as_view(), name="node-edit"),
    path(f"{NODE}hapus/", nodes.NodeDeleteView.as_view(), name="node-delete"),
    path(f"{NODE}hubungan/", links.LinkView.as_view(), name="node-link"),
    path(f"{NODE}indikator/", indicators.IndicatorCreateView.as_view(), name="indicator-create"),
    path(f"{NODE}pagu/", indicators.PaguView.as_view(), name="node-pagu"),
    path(f"{PLAN}hubungan/<int:pk>/lepas/", links.UnlinkView.as_view(), name="node-unlink"),
    path(f"{INDICATOR}ubah/", indicators.IndicatorEditView.as_view(), name="indicator-edit"),
    path(f"{INDICATOR}target/", indicators.TargetsView.as_view(), name="indicator-targets"),
    path(VERSION, versions.VersionView.as_view(), name="version-detail"),
    path(
        f"{VERSION}<str:transition>/",
        versions.VersionTransitionView.as_view(),
        name="version-transition",
    ),
    path(f"{PLAN}<str:code>/", plan.PlanView.as_view(), name="plan"),
    path(f"{PLAN}<str:code>/nomenklatur/", links.NomenclatureView.as_view(), name="nomenclature"),
    path(
        f"{PLAN}<str:code>/tambah/<str:level>/",
        nodes.NodeCreateView.as_view(),
        name="node-create",
    ),
    path(f"{PLAN}<str:code>/salin/", carry.CopyYearView.as_view(), name="copy-year"),
    path(f"{PLAN}<str:code>/pindah/", carry.MoveView.as_view(), name="move-programs"),
    path(f"{PLAN}<str:code>/gabung/", merge.MergeView.as_view(), name="merge-unit"),
    path("kinerja/aturan/lanjutkan/", carry.RollView.as_view(), name="roll-tree"),
    path("kinerja/aturan/padanan/", carry.MappingView.as_view(), name="mapping"),
    path("kinerja/aturan/", rules.SettingsView.as_view(), name="settings"),
    path("kinerja/aturan/periode/", rules.PeriodListView.as_view(), name="period-list"),
    path("kinerja/aturan/periode/tambah/", rules.PeriodFormView.as_view(), name="period-create"),
    path("kinerja/aturan/periode/<int:pk>/", rules.PeriodFormView.as_view(), name="period-edit"),
    path("kinerja/aturan/versi/<int:pk>/", rules.VersionEditView.as_view(), name="version-edit"),
    path("kinerja/aturan/perubahan/", versions.RevisionView.as_view(), name="version-create"),
]
