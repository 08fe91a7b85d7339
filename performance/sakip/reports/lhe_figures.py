"""What an LHE prints and later documents are compared with: values, answers, advice, last year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from performance.choices import SakipLayer
from performance.evaluation.queries.traceability import text_of
from performance.evaluation.reports.columns import six
from performance.models import SakipRecommendation
from performance.sakip.queries.lhe import Lhe
from performance.sakip.queries.sheet import Answer, Sheet
from performance.sakip.reports.lhe_columns import WORDS
from performance.sakip.reports.lhe_tables import status_of
from reports.definitions import Figure


def figures(lhe: Lhe) -> list[Figure]:
    url = reverse("performance:sakip", args=[lhe.unit.code, lhe.year])
    state = Figure(
        f"sakip-state:{lhe.unit.pk}:{lhe.year}", f"Status SAKIP {lhe.year}", lhe.state_name, url
    )
    found = [state, *_advice(lhe.recommendations, url), *_known(lhe, url), *_before(lhe)]
    if lhe.sheet is None or lhe.evaluation is None:
        return found
    base, total = f"sakip:{lhe.evaluation.pk}", lhe.total(lhe.layer)
    found.append(
        Figure(
            f"{base}:total", f"Nilai SAKIP {lhe.year}", text_of(total.total if total else None), url
        )
    )
    if lhe.is_shared:
        found.append(Figure(f"{base}:tanggapan", "Tanggapan perangkat daerah", lhe.reply, url))
    return [*found, *_sheet(lhe.sheet, base, lhe.layer, url)]


def _sheet(sheet: Sheet, base: str, layer: str, url: str) -> Iterator[Figure]:
    """Every answer of the printed layer, and what it brings."""
    for sub in sheet.subs:
        code, name = sub.item.code, f"{sub.item.code} {sub.item.name}"
        points, answer = six(sub.weighted(layer)), sub.answer(layer)
        yield Figure(f"{base}:{code}", f"{name}: nilai", text_of(points), url)
        yield Figure(f"{base}:{code}:uraian", f"{name}: uraian", answer.note, url)
        for line in sub.criteria:
            key = f"{base}:{line.item.code}"
            yield Figure(key, f"{line.item.code} {line.item.name}", _said(line.answer(layer)), url)


def _said(answer: Answer) -> str:
    """An answer with its note in one text."""
    return " · ".join(part for part in (WORDS.get(answer.value, answer.value), answer.note) if part)


def _advice(rows: Iterable[SakipRecommendation], url: str) -> Iterator[Figure]:
    for row in rows:
        label = f"Rekomendasi: {str(row)[:60]}"
        value = f"{status_of(row)} · {row.text}"
        yield Figure(f"sakip-recommendation:{row.pk}", label, value, f"{url}#rekomendasi")


def _before(lhe: Lhe) -> Iterator[Figure]:
    before, year = lhe.before, lhe.year - 1
    if before is None or before.sheet.evaluation is None:
        return
    url, base = reverse("performance:sakip", args=[lhe.unit.code, year]), before.sheet.evaluation.pk
    yield Figure(f"sakip:{base}:total", f"Nilai SAKIP {year}", text_of(before.total.total), url)
    for component in before.sheet.components:
        points = text_of(six(component.weighted(SakipLayer.FINAL)))
        label = f"{component.item.name}: nilai {year}"
        yield Figure(f"sakip:{base}:{component.item.code}", label, points, url)
    yield from _advice(before.recommendations, url)


def _known(lhe: Lhe, url: str) -> Iterator[Figure]:
    """What the portal counts about the unit's work, and what it says about its documents."""
    work, base = lhe.work, f"sakip-work:{lhe.unit.pk}:{lhe.year}"
    counts = {
        "goals": ("Jumlah tujuan dan sasaran", text_of(len(work.goals))),
        "measures": ("Jumlah indikator", text_of(len(work.all_measures()))),
        "measured": ("Indikator terisi", text_of(work.measured)),
        "programs": ("Jumlah program", text_of(len(work.programs))),
        "achievement": ("Rata-rata capaian indikator (%)", text_of(work.achievement)),
        "absorption": ("Serapan anggaran (%)", text_of(work.absorption)),
    }
    for name, (label, value) in counts.items():
        yield Figure(f"{base}:{name}", f"{label} {lhe.year}", value, url)
    for fact in lhe.facts:
        yield Figure(f"{base}:{fact.key}", "Yang diketahui portal", fact.said, fact.url or url)
