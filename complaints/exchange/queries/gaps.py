"""Where the city's reports and a file of SP4N-LAPOR! differ: kept with the file, judged again today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from complaints import states
from complaints.choices import Channel, ComplaintState, Sp4nGap, Sp4nLine
from complaints.exchange.queries.names import folded
from complaints.models import Complaint, Sp4nBatch
from complaints.permissions import visible_cases

CLOSED, OPEN = "selesai", "terbuka"
ENDED = frozenset({ComplaintState.CLOSED, ComplaintState.ARCHIVED})
RUNNING = frozenset(ComplaintState.values) - ComplaintState.ended()
BATCH = 1_000
G = Sp4nGap
STEPS = {
    G.CLOSED_THERE: "Baca jawabannya di SP4N-LAPOR!, lalu jawab atau tutup di sini",
    G.OPEN_THERE: "Salin jawaban kota ke SP4N-LAPOR!, lalu tutup di sana",
    G.NOT_HERE: "Catat untuk tim perlindungan anak",
    G.NOT_THERE: "Cari nomornya di SP4N-LAPOR!; betulkan di sini bila salah",
    G.NO_NUMBER: "Isi nomornya",
    G.CATEGORY: "Samakan kategorinya, di sini atau di sana",
    G.UNIT: "Samakan perangkat daerahnya, di sini atau di sana",
}


@dataclass(frozen=True)
class Gap:
    """One difference as the page shows it. `case` is None where the report is not here."""

    kind: str
    number: str  # at SP4N-LAPOR!
    case: Complaint | None
    there: str
    here: str
    step: str
    url: str
    is_still: bool

    @property
    def label(self) -> str:
        return str(G(self.kind).label)


def differences(line: Mapping[str, Any], case: Complaint) -> list[dict[str, Any]]:
    """What a line of the file and the report here say differently."""
    main = case.merged_into or case
    found: list[tuple[str, str, str]] = []
    here = main.get_state_display()
    if line["ends"] == CLOSED and main.state in ComplaintState.open():
        found.append((G.CLOSED_THERE, line["state"], here))
    if line["ends"] == OPEN and main.state in ENDED:
        found.append((G.OPEN_THERE, line["state"], here))
    if _other_category(line, case):
        found.append((G.CATEGORY, line["category"], str(case.category)))
    if line["unit"] and case.unit_id and line["unit_pk"] != case.unit_id:
        found.append((G.UNIT, line["unit"], case.unit.short_name if case.unit else ""))
    return [_gap(kind, line, case, there, said) for kind, there, said in found]


def _other_category(line: Mapping[str, Any], case: Complaint) -> bool:
    """Main categories are compared: the city has fewer names than SP4N-LAPOR! below them."""
    own = case.category
    if not line["mains"] or own is None or own.pk == line["category_pk"] or own.sp4n is None:
        return False
    return folded(own.sp4n.main) not in line["mains"]


def _gap(
    kind: str, line: Mapping[str, Any], case: Complaint | None, there: str, here: str
) -> dict[str, Any]:
    return {
        "kind": str(kind), "id": line.get("id", ""), "case": case.number if case else "",
        "there": there, "here": here,
        **{name: line.get(name) for name in ("ends", "state", "category", "category_pk", "mains", "unit",
                                             "unit_pk")},
    }  # fmt: skip


def known_cases(numbers: Sequence[str]) -> dict[str, Complaint]:
    """Reports here by their number at SP4N-LAPOR!."""
    found: dict[str, Complaint] = {}
    for at in range(0, len(numbers), BATCH):
        rows = _cases().filter(sp4n_id__in=numbers[at : at + BATCH])
        found |= {str(row.sp4n_id): row for row in rows}
    return found


def _cases() -> QuerySet[Complaint]:
    return Complaint.objects.select_related("unit", "category__sp4n", "merged_into")


def gaps_of(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every difference between a saved file and the portal, as it is kept with the file."""
    cases = known_cases([line["id"] for line in lines])
    found: list[dict[str, Any]] = []
    for line in lines:
        case = cases.get(line["id"])
        if case is not None:
            found += differences(line, case)
        elif line["action"] == Sp4nLine.REFUSED:
            found.append(_gap(G.NOT_HERE, line, None, line["state"], line["note"]))
    return found + list(_only_here({line["id"] for line in lines}, span_of(lines)))


def span_of(lines: Iterable[Mapping[str, Any]]) -> tuple[date, date] | None:
    """From the first to the last day on which reports of the file were received."""
    days = [date.fromisoformat(line["day"]) for line in lines if line["day"]]
    return (min(days), max(days)) if days else None


def _only_here(numbers: set[str], span: tuple[date, date] | None) -> Iterable[dict[str, Any]]:
    """Reports of the days of the file that it does not name."""
    if span is None:
        return
    rows = _cases().filter(received_at__date__range=span).order_by("pk")
    rows = rows.filter(Q(sp4n_id__isnull=False) | Q(channel=Channel.SP4N))
    for case in rows.exclude(state=ComplaintState.MERGED).iterator(BATCH):
        here = case.get_state_display()
        if not case.sp4n_id:
            yield _gap(G.NO_NUMBER, {}, case, "", here)
        elif case.sp4n_id not in numbers:
            yield _gap(G.NOT_THERE, {"id": case.sp4n_id}, case, "", here)


# --- As a page shows them -------------------------------------------------------------------------


def shown_gaps(batch: Sp4nBatch, user: Any, kept: Sequence[Mapping[str, Any]]) -> list[Gap]:
    """These kept differences with the reports as they are now; of reports the person may read."""
    numbers = [gap["case"] for gap in kept if gap["case"]]
    rows = _cases().filter(visible_cases(user), number__in=numbers)
    cases = {row.number: row for row in rows}
    ids = [gap["id"] for gap in kept if not gap["case"]]
    here = known_cases(ids)
    return [
        _shown(gap, cases.get(gap["case"]), here)
        for gap in kept
        if not gap["case"] or gap["case"] in cases
    ]


def _shown(gap: Mapping[str, Any], case: Complaint | None, here: Mapping[str, Complaint]) -> Gap:
    found = case or here.get(gap["id"])
    return Gap(
        kind=gap["kind"],
        number=gap["id"],
        case=found,
        there=gap["there"],
        here=_now_here(gap, case),
        step=STEPS[G(gap["kind"])],
        url=_url(gap["kind"], found),
        is_still=_is_still(gap, case, here),
    )


def _now_here(gap: Mapping[str, Any], case: Complaint | None) -> str:
    if case is None:
        return str(gap["here"])
    if gap["kind"] == G.CATEGORY:
        return str(case.category or "")
    if gap["kind"] == G.UNIT:
        return case.unit.short_name if case.unit else ""
    return str((case.merged_into or case).get_state_display())


def _is_still(
    gap: Mapping[str, Any], case: Complaint | None, here: Mapping[str, Complaint]
) -> bool:
    if case is None:
        return gap["id"] not in here
    if gap["kind"] == G.NO_NUMBER:
        return not case.sp4n_id
    if gap["kind"] == G.NOT_THERE:
        return case.sp4n_id == gap["id"]
    return any(one["kind"] == gap["kind"] for one in differences(gap, case))


def _url(kind: str, case: Complaint | None) -> str:
    """The page on which the next step is taken; the report itself where it has no such page now."""
    if case is None:
        return reverse("complaints:child-case-create")
    page = {G.NOT_THERE: "sp4n", G.NO_NUMBER: "sp4n"}.get(G(kind), "detail")
    if kind == G.CATEGORY and case.state in RUNNING:
        page = "classify"
    if kind == G.UNIT and case.state in states.ROUTE.sources:
        page = "route"
    return reverse(f"complaints:case-{page}", args=[case.number])


def counts_of(gaps: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, int]]:
    """Kind, its words and how many, in the order of the kinds; those that are there."""
    kinds = [gap["kind"] for gap in gaps]
    return [(kind.value, str(kind.label), kinds.count(kind)) for kind in G if kind in kinds]
