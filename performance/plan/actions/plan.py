"""Change the planning tree: nodes from the nomenclature, free nodes, moves, ends, links."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from organizations import activity
from organizations.access import allow
from organizations.models import Organization, User
from performance import permissions
from performance.choices import BUDGET_LEVELS, CITY_LEVELS, PARENT_LEVELS, ROOT_ALLOWED, NodeLevel
from performance.models import NodeLink, Nomenclature, PlanningPeriod, PlanNode
from performance.plan.actions.closed_nodes import (
    first_link_year,
    first_year,
    last_link_year,
    require_closed_years_stand,
)
from performance.plan.actions.indicators import create_indicator
from performance.plan.actions.one_life import require_one_life
from performance.plan.actions.validity import counts_from, keep_closed_years
from performance.plan.queries.closed_years import closed_years, closed_years_of
from performance.stamps import PLAN_YEAR, bump_stamp

LABELS = {str(value): str(label) for value, label in NodeLevel.choices}


def require_edit(by: User, organization_id: int | None) -> None:
    allow(permissions.can_edit_plan(by, organization_id))


@transaction.atomic
def add_from_nomenclature(
    *,
    organization: Organization,
    period: PlanningPeriod,
    entry: Nomenclature,
    by: User,
    with_indicator: bool = True,
) -> PlanNode:
    """Add an entry of the list with the parents it needs; the same entry twice is one node."""
    require_edit(by, organization.pk)
    if entry.level not in BUDGET_LEVELS:
        raise ValidationError("Pilih program, kegiatan, atau sub kegiatan.")
    created: list[PlanNode] = []
    begins = first_year(closed_years_of(organization.pk, period), period)
    node = _ensure_entry(organization, period, entry, created, begins)
    if node not in created:
        raise ValidationError(f"{node.full_code} {node.name} sudah ada di rencana ini.")
    if with_indicator and entry.indicator:
        create_indicator(
            node=node,
            by=by,
            name=entry.indicator,
            unit=entry.unit or "Dokumen",
            definition=entry.outcome,
        )
    for fresh in created:
        _record(fresh, by, "ditambahkan dari nomenklatur")
    bump_stamp(organization.pk, PLAN_YEAR)
    return node


def _ensure_entry(
    organization: Organization,
    period: PlanningPeriod,
    entry: Nomenclature,
    created: list[PlanNode],
    begins: int | None,
) -> PlanNode:
    existing = PlanNode.objects.filter(period=period, organization=organization, nomenclature=entry)
    lasting = existing.order_by(F("valid_to_year").desc(nulls_first=True), "pk")
    found = lasting.select_related("organization").first()
    if found is not None:
        return found
    parent = None
    if entry.level != NodeLevel.PROGRAM and entry.parent is not None:
        parent = _ensure_entry(organization, period, entry.parent, created, begins)
    node = PlanNode(
        period=period,
        organization=organization,
        level=entry.level,
        code=entry.code,
        name=entry.name,
        parent=parent,
        nomenclature=entry,
        valid_from_year=begins,
    )
    _set_level_columns(node)
    node.save()
    created.append(node)
    return node


@transaction.atomic
def create_node(
    *,
    organization: Organization | None,
    period: PlanningPeriod,
    level: str,
    by: User,
    name: str,
    code: str = "",
    parent: PlanNode | None = None,
) -> PlanNode:
    """A node that is no entry of the list: visi, misi, tujuan, sasaran of the city or a unit."""
    owner = organization.pk if organization else None
    require_edit(by, owner)
    if level in BUDGET_LEVELS:
        raise ValidationError("Program, kegiatan, dan sub kegiatan ditambahkan dari nomenklatur.")
    check_parent(level, parent, organization)
    siblings = PlanNode.objects.filter(
        period=period, organization=organization, level=level, parent=parent
    )
    if siblings.filter(name__iexact=name).exists():
        raise ValidationError(
            f"{LABELS[level]} dengan nama ini sudah ada di bawah induk yang sama."
        )
    last = siblings.aggregate(last=Max("order"))["last"]
    node = PlanNode.objects.create(
        period=period,
        organization=organization,
        level=level,
        code=code,
        name=name,
        parent=parent,
        order=0 if last is None else last + 1,
        valid_from_year=first_year(closed_years_of(owner, period), period),
    )
    bump_stamp(node.organization_id, PLAN_YEAR)
    _record(node, by, "dibuat")
    return node


@transaction.atomic
def update_node(
    *, node: PlanNode, by: User, from_year: int | None = None, **fields: Any
) -> PlanNode:
    """Rename, move (`parent`), reorder, or end a node; refuses cycles and wrong levels.

    It counts from a year on: accepted quarters go on reading what the node said.
    """
    locked = (
        PlanNode.objects.select_for_update(of=("self",))
        .select_related("organization", "parent", "period")
        .get(pk=node.pk)
    )
    require_edit(by, locked.organization_id)
    if "parent" in fields:
        _check_move(locked, fields["parent"])
    _check_years(locked, fields)
    changes = activity.changes_of(locked, fields)
    if not changes:
        return locked
    require_one_life(locked, fields)
    require_closed_years_stand(locked, fields)
    start = keep_closed_years(locked, fields, from_year=from_year)
    for name, value in fields.items():
        setattr(locked, name, value)
    _set_level_columns(locked)
    locked.save()
    if "parent" in changes and locked.level == NodeLevel.KEGIATAN:
        PlanNode.objects.filter(kegiatan=locked).update(program=locked.parent)
    bump_stamp(locked.organization_id, PLAN_YEAR)
    _record(locked, by, "diubah", {**changes, **counts_from(start)})
    return locked


def check_parent(level: str, parent: PlanNode | None, organization: Organization | None) -> None:
    """The level may hang there, and a unit's node hangs on the unit's or the city's."""
    if parent is None:
        if level not in ROOT_ALLOWED:
            wanted = " atau ".join(LABELS[one].lower() for one in PARENT_LEVELS[level])
            raise ValidationError(f"Pilih induk untuk {LABELS[level].lower()} ini: {wanted}.")
        return
    if parent.level not in PARENT_LEVELS[level]:
        wanted = " atau ".join(LABELS[one].lower() for one in PARENT_LEVELS[level]) or "tanpa induk"
        raise ValidationError(
            f"{LABELS[level]} tidak dapat berada di bawah {LABELS[parent.level].lower()}. Induknya: {wanted}."
        )
    owner = organization.pk if organization else None
    if parent.level not in CITY_LEVELS and parent.organization_id != owner:
        raise ValidationError("Induk harus dari perangkat daerah yang sama atau dari rencana kota.")


def _check_move(node: PlanNode, parent: PlanNode | None) -> None:
    check_parent(node.level, parent, node.organization)
    if parent is not None and parent.period_id != node.period_id:
        raise ValidationError("Induk harus dari periode perencanaan yang sama.")
    above = parent
    while above is not None:
        if above.pk == node.pk:
            raise ValidationError(
                "Simpul tidak dapat dipindah ke bawah dirinya sendiri atau turunannya."
            )
        above = above.parent


def _check_years(node: PlanNode, fields: dict[str, Any]) -> None:
    start = fields.get("valid_from_year", node.valid_from_year)
    end = fields.get("valid_to_year", node.valid_to_year)
    if start and end and end < start:
        raise ValidationError("Tahun akhir berlaku harus sama dengan atau sesudah tahun mulai.")


def _set_level_columns(node: PlanNode) -> None:
    """The fixed columns that roll-ups group by follow from the parent."""
    parent = node.parent
    if node.level == NodeLevel.KEGIATAN:
        node.program, node.kegiatan = parent, None
    elif node.level == NodeLevel.SUBKEGIATAN:
        node.program, node.kegiatan = (parent.parent if parent else None), parent


@transaction.atomic
def delete_node(*, node: PlanNode, by: User) -> None:
    """Remove a node nothing hangs on; otherwise say what does."""
    require_edit(by, node.organization_id)
    locked = PlanNode.objects.select_for_update(of=("self",)).get(pk=node.pk)
    held = what_hangs_on(locked)
    if held:
        raise ValidationError(
            f"Tidak dapat dihapus karena masih ada {', '.join(held)}. "
            "Hapus atau pindahkan lebih dulu, atau isi “berlaku sampai tahun”."
        )
    organization, pk, title = locked.organization, locked.pk, str(locked)
    locked.delete()
    bump_stamp(organization.pk if organization else None, PLAN_YEAR)
    locked.pk = pk
    activity.record(
        obj=locked,
        verb="performance.plan",
        summary=f"{title} dihapus",
        by=by,
        organization=organization,
    )


def what_hangs_on(node: PlanNode) -> list[str]:
    """In words: children, indicators, pagu, spending, period amounts, links."""
    counted = (
        (node.children.count(), "simpul di bawahnya"),
        (node.indicators.count(), "indikator"),
        (node.pagus.count(), "pagu"),
        (node.period_budgets.count(), "pagu periode"),
        (node.budget_realizations.count(), "realisasi anggaran"),
        (node.links_out.count() + node.links_in.count(), "hubungan lintas"),
        (len(closed_years(node).years), "tahun yang sudah diterima"),
    )
    return [f"{number} {what}" for number, what in counted if number]


@transaction.atomic
def link_nodes(
    *, source: PlanNode, target: PlanNode, kind: str, by: User, note: str = ""
) -> NodeLink:
    """Say that a node of another unit (or the city) shares this goal, from the open years on."""
    require_edit(by, source.organization_id)
    if source.pk == target.pk:
        raise ValidationError("Pilih simpul lain, bukan simpul ini sendiri.")
    begins = {"valid_from_year": first_link_year(source, target)}
    link, created = NodeLink.objects.open().get_or_create(
        source=source, target=target, defaults={"kind": kind, "note": note.strip(), **begins}
    )
    if not created:
        raise ValidationError("Kedua simpul ini sudah terhubung.")
    bump_stamp(source.organization_id, PLAN_YEAR)
    _record(source, by, f"dihubungkan dengan {target}")
    return link


@transaction.atomic
def unlink_nodes(*, link: NodeLink, by: User) -> None:
    """Take a link away; closed years go on showing it."""
    require_edit(by, link.source.organization_id)
    source, target = link.source, link.target
    link.valid_to_year = last_link_year(link)
    if link.valid_to_year is None:
        link.delete()
    else:
        link.save(update_fields=["valid_to_year"])
    bump_stamp(source.organization_id, PLAN_YEAR)
    _record(source, by, f"dilepas dari {target}")


def _record(node: PlanNode, by: User, what: str, changes: dict | None = None) -> None:
    activity.record(
        obj=node,
        verb="performance.plan",
        summary=f"{LABELS[node.level]} {str(node)[:150]} {what[:100]}",
        by=by,
        organization=node.organization,
        changes=changes,
    )
