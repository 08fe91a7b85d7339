"""Building stones of the words of an LKjIP: what was written, and what still has to be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from performance.evaluation.queries.annual_report import Lkjip
from performance.evaluation.queries.goals import Goal
from performance.evaluation.queries.measures import Measure
from performance.evaluation.reports.city import listed
from performance.formulas import TARGET

MARK = "[Belum ditulis]"
BULLET = "• "
BULLETS = re.compile(f"<p>{BULLET}(.*?)</p>", re.DOTALL)
GREEN = ("success", "near")
LABELS = (
    ("driving", "Faktor pendorong"),
    ("inhibiting", "Faktor penghambat"),
    ("follow_up", "Tindak lanjut"),
)


def unwritten(what: str) -> str:
    """A paragraph that stands empty, and says what belongs into it."""
    return f"{MARK} {what}"


def is_unwritten(text: str) -> bool:
    """Some paragraph of a section still waits for its words."""
    return any(line.startswith(MARK) for line in text.splitlines())


def paragraphs(text: str) -> SafeString:
    """A section as printed: lines with a bullet are a list, what nobody has written is marked."""
    found = BULLETS.sub(_list, linebreaks(text, autoescape=True))
    return mark_safe(found.replace(f"<p>{MARK}", f'<p class="unwritten">{MARK}'))  # noqa: S308


def _list(found: re.Match[str]) -> str:
    items = (f"<li>{line}</li>" for line in found[1].split(f"<br>{BULLET}"))
    return f"<ul>{''.join(items)}</ul>"


def is_short(measure: Measure) -> bool:
    """Measured, and below its target."""
    return measure.now.achievement is not None and measure.now.achievement < TARGET


def weak(data: Lkjip) -> list[Measure]:
    """Indicators below the best band, the lowest first; 98.98 per cent asks for no alarm."""
    found = [m for m in data.all_measures() if is_short(m) and m.tone not in GREEN]
    return sorted(found, key=lambda m: m.now.exact or 0)


def names_of(measures: Iterable[Measure]) -> str:
    return listed([measure.indicator.name for measure in measures])


def explained(measure: Measure, name: str) -> str:
    """What the notes of the year say under one title, each sentence once."""
    words = dict.fromkeys(getattr(note, name).strip() for note in measure.notes)
    return " ".join(word if word.endswith(".") else f"{word}." for word in words if word)


def analysis(goal: Goal) -> str:
    """Causes and remedies of a goal: indicators with the same words share them, and what is
    missing for an indicator below its target stands as an empty, marked paragraph."""
    if not goal.measures:
        return unwritten("Indikator pada bagian ini belum ditetapkan.")
    said: dict[str, list[str]] = defaultdict(list)
    for measure in goal.measures:
        text = what_is_said(measure)
        if text:
            said[text].append(measure.indicator.name)
    parts = [f"{listed(names)}. {text}" for text, names in said.items()]
    missing = [m for m in goal.measures if _lacks_words(m)]
    if missing:
        parts.append(unwritten(f"Sebab dan tindak lanjut untuk: {names_of(missing)}."))
    silent = [m for m in goal.measures if m.now.realized is None]
    if silent:
        parts.append(unwritten(f"Realisasi belum diisi untuk: {names_of(silent)}."))
    return "\n\n".join(parts) or unwritten("Hal yang memengaruhi capaian pada bagian ini.")


def what_is_said(measure: Measure) -> str:
    found = [(label, explained(measure, name)) for name, label in LABELS]
    return " ".join(f"{label}: {text}" for label, text in found if text)


def _lacks_words(measure: Measure) -> bool:
    told = explained(measure, "inhibiting") and explained(measure, "follow_up")
    return is_short(measure) and not told
