"""The planning tree of the demonstration city, built from the official nomenclature."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.demo.chance import fraction
from organizations.demo.units import DemoUnit
from organizations.models import Organization
from performance.choices import Accumulation, NodeLevel, Polarity
from performance.demo.catalogue import SPM, STATE_UNITS, Catalogue, meaning_of, spoken
from performance.models import Indicator, Nomenclature, PlanningPeriod, PlanNode

SAKIP_VALUE = "Nilai evaluasi SAKIP perangkat daerah"


def build_city_tree(
    period: PlanningPeriod, facts: dict, owner: Organization
) -> dict[str, PlanNode]:
    """Visi, misi, tujuan and sasaran with their indicators; returns bidang → sasaran node."""
    vision = _node(period, None, NodeLevel.VISI, "", facts["vision"], None, 0)
    sasaran_of: dict[str, PlanNode] = {}
    for number, mission in enumerate(facts["missions"], start=1):
        misi = _node(period, None, NodeLevel.MISI, str(number), mission["name"], vision, number)
        tujuan = _node(period, None, NodeLevel.TUJUAN, f"{number}.1", mission["goal"], misi, 1)
        for order, target in enumerate(mission["targets"], start=1):
            code = f"{number}.1.{order}"
            node = _node(period, None, NodeLevel.SASARAN, code, target["name"], tujuan, order)
            sasaran_of.update(dict.fromkeys(target["units"], node))
            for place, (name, unit, polarity, *_) in enumerate(target["indicators"]):
                Indicator.objects.create(
                    node=node,
                    organization=owner,
                    name=name,
                    unit=unit,
                    polarity=polarity,
                    accumulation=Accumulation.LAST,
                    is_iku=True,
                    order=place,
                    data_source="Data demonstrasi",
                    **meaning_of(name),
                )
    return sasaran_of


@dataclass(frozen=True)
class Goals:
    """The two sasaran of a unit: its service, and its own accountability."""

    service: PlanNode
    accountability: PlanNode

    def of_program(self, code: str) -> PlanNode:
        """The supporting program (X.XX.01) serves accountability, all others the service."""
        return self.accountability if code.rsplit(".", maxsplit=1)[-1] == "01" else self.service


def build_unit_goals(period: PlanningPeriod, unit: DemoUnit, parent: PlanNode | None) -> Goals:
    """Tujuan PD and sasaran PD with their indicators; returns what programs hang on."""
    org = unit.organization
    goal = _node(
        period,
        org,
        NodeLevel.TUJUAN_PD,
        "T1",
        f"Meningkatnya kinerja layanan {org.name}",
        parent,
        0,
    )
    first = _node(
        period, org, NodeLevel.SASARAN_PD, "S1", f"Meningkatnya mutu layanan {org.name}", goal, 1
    )
    second = _node(
        period,
        org,
        NodeLevel.SASARAN_PD,
        "S2",
        "Meningkatnya akuntabilitas kinerja perangkat daerah",
        goal,
        2,
    )
    _goal_indicators(org, goal, first, second)
    return Goals(first, second)


def _goal_indicators(org: Organization, goal: PlanNode, first: PlanNode, second: PlanNode) -> None:
    specs = (
        (goal, "Indeks kinerja layanan perangkat daerah", "Indeks", Polarity.HIGHER, False),
        (first, "Indeks Kepuasan Masyarakat (IKM) layanan", "Nilai", Polarity.HIGHER, True),
        (first, "Persentase layanan yang memenuhi standar pelayanan", "%", Polarity.HIGHER, True),
        (first, "Rata-rata waktu tunggu layanan", "Menit", Polarity.LOWER, True),
        (second, SAKIP_VALUE, "Nilai", Polarity.HIGHER, True),
        (
            second,
            "Jumlah temuan pemeriksaan yang belum ditindaklanjuti",
            "Temuan",
            Polarity.LOWER,
            False,
        ),
    )
    Indicator.objects.bulk_create(
        Indicator(
            node=node,
            organization=org,
            name=name,
            unit=unit_name,
            polarity=polarity,
            accumulation=Accumulation.LAST,
            is_iku=is_iku,
            order=place,
            data_source="Data demonstrasi",
            **meaning_of(name),
            national_standard=100 if "standar pelayanan" in name else None,
            national_standard_label=SPM if "standar pelayanan" in name else "",
        )
        for place, (node, name, unit_name, polarity, is_iku) in enumerate(specs)
    )


def build_programs(
    period: PlanningPeriod,
    org: Organization,
    goals: Goals,
    subs: list[Nomenclature],
    catalogue: Catalogue,
) -> None:
    """Program, kegiatan and sub kegiatan nodes of a unit, each with one indicator."""
    entries = {entry.pk: entry for entry in catalogue.by_code.values()}
    levels = ((NodeLevel.PROGRAM, 2), (NodeLevel.KEGIATAN, 1), (NodeLevel.SUBKEGIATAN, 0))
    nodes: dict[int, PlanNode] = {}
    for level, up in levels:
        wanted: dict[int, Nomenclature] = {}
        for sub in subs:
            entry = sub
            for _ in range(up):
                entry = entries[entry.parent_id]
            wanted[entry.pk] = entry
        fresh = [
            _program_node(period, org, level, entry, nodes, goals, order)
            for order, entry in enumerate(wanted.values())
        ]
        PlanNode.objects.bulk_create(fresh)
        nodes.update({node.nomenclature_id: node for node in fresh})
    Indicator.objects.bulk_create(
        _indicator(node, entries[node.nomenclature_id]) for node in nodes.values()
    )


def _program_node(  # noqa: PLR0917 - the fields of one row
    period: PlanningPeriod,
    org: Organization,
    level: NodeLevel,
    entry: Nomenclature,
    nodes: dict[int, PlanNode],
    goals: Goals,
    order: int,
) -> PlanNode:
    parent = nodes.get(entry.parent_id) or goals.of_program(entry.code)
    program = {NodeLevel.KEGIATAN: parent, NodeLevel.SUBKEGIATAN: parent.program}.get(level)
    return PlanNode(
        period=period,
        organization=org,
        level=level,
        code=entry.code,
        name=spoken(entry.name),
        parent=parent,
        program=program,
        kegiatan=parent if level == NodeLevel.SUBKEGIATAN else None,
        nomenclature=entry,
        order=order,
    )


def _indicator(node: PlanNode, entry: Nomenclature) -> Indicator:
    if node.level == NodeLevel.SUBKEGIATAN and entry.indicator:
        name, unit = entry.indicator, entry.unit or "Dokumen"
    elif node.level == NodeLevel.KEGIATAN:
        name, unit = f"Persentase keluaran {_lower(node.name)} yang selesai tepat waktu", "%"
    else:
        name, unit = f"Persentase capaian hasil {_lower(node.name)}", "%"
    return Indicator(
        node=node,
        organization=node.organization,
        name=name[0].upper() + name[1:],
        unit=unit[:120],
        accumulation=Accumulation.LAST if is_state(unit) else Accumulation.SUM,
        data_source="Data demonstrasi",
        definition=f"{name} pada akhir periode (contoh definisi).",
        formula_text="Dihitung dari catatan kegiatan setiap triwulan (contoh).",
        decimals=2 if is_state(unit) else 0,
    )


def is_state(unit: str) -> bool:
    """A percentage, index or score is a state at the end of the quarter, not an increment."""
    return unit.strip().casefold() in STATE_UNITS or unit.strip() in ("Menit", "Temuan", "Tahun")


def base_target(indicator: Indicator) -> Decimal:
    """The first year's target: plausible for the unit, whole for things that are counted."""
    luck = fraction("target", indicator.name, indicator.organization_id)
    unit = indicator.unit.casefold()
    if is_state(indicator.unit):
        return (Decimal(72) + luck * 20).quantize(Decimal("0.01"))
    if "orang" in unit or "pelaku" in unit or "peserta" in unit:
        return Decimal(int(20 + luck * 480))
    if "dokumen" in unit or "laporan" in unit or "berita acara" in unit:
        return Decimal(int(1 + luck * 11))
    return Decimal(int(2 + luck * 58))


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _node(  # noqa: PLR0917 - the fields of one row
    period: PlanningPeriod,
    org: Organization | None,
    level: NodeLevel,
    code: str,
    name: str,
    parent: PlanNode | None,
    order: int,
) -> PlanNode:
    return PlanNode.objects.create(
        period=period,
        organization=org,
        level=level,
        code=code,
        name=name,
        parent=parent,
        order=order,
    )
