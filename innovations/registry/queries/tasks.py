"""What of the registry waits for a person, for the dashboard: one statement a kind of task."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from innovations.choices import InnovationState, RevisionState
from innovations.models import Innovation, Revision
from innovations.registry.queries.units import undecided
from organizations.formatting import format_number
from organizations.panels import Reader, Task


def registry_tasks(reader: Reader) -> list[Task]:
    """To verify, to show, to mend, to judge; one alone is opened itself, several as their list."""
    found = [_to_verify(reader), _to_publish(reader), _returned(reader), _to_judge(reader)]
    return [task for task in (*found, _to_place(reader)) if task is not None]


def _to_place(reader: Reader) -> Task | None:
    """Of a unit that was split, for those who say which one goes on with it."""
    if not reader.access.has("innovations.manage"):
        return None
    count = len(undecided(reader.on))
    if not count:
        return None
    text = f"{format_number(count)} inovasi dari perangkat daerah yang dipecah menunggu penerusnya."
    return Task("Pilih penerus inovasi", text, reverse("innovations:innovation-heirs"), "Pilih")


def _to_verify(reader: Reader) -> Task | None:
    rows = _entries(reader, "innovations.verify").filter(state=InnovationState.SUBMITTED)
    words = "Verifikasi inovasi", "inovasi menunggu verifikasi Anda"
    return _task(rows, words, InnovationState.SUBMITTED)


def _to_publish(reader: Reader) -> Task | None:
    rows = _entries(reader, "innovations.publish").filter(state=InnovationState.VERIFIED)
    words = "Tayangkan inovasi", "inovasi terverifikasi menunggu ditayangkan"
    return _task(rows, words, InnovationState.VERIFIED)


def _returned(reader: Reader) -> Task | None:
    """Of the own units alone: whoever writes for the whole city mends nobody's draft."""
    units = reader.access.units.get("innovations.edit", frozenset())
    rows = Innovation.objects.filter(organization__in=units, state=InnovationState.DRAFT)
    words = "Perbaiki inovasi", "konsep dikembalikan dan perlu diperbaiki"
    return _task(rows.exclude(remark=""), words, InnovationState.DRAFT)


def _task(rows: QuerySet[Innovation], words: tuple[str, str], state: str) -> Task | None:
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    if not found:
        return None
    label, text = words
    url = f"{reverse('innovations:innovation-list')}?status={state}"
    if len(found) == 1:
        url = reverse("innovations:innovation-detail", args=found)
    return Task(label, f"{format_number(len(found))} {text}.", url, "Buka")


def _entries(reader: Reader, right: str) -> QuerySet[Innovation]:
    return Innovation.objects.filter(reader.access.q(right), organization__isnull=False)


def _to_judge(reader: Reader) -> Task | None:
    """Revisions, the oldest opened first; never the own ones."""
    may = reader.access.q("innovations.verify", "innovation__organization")
    if reader.access.has("innovations.publish"):
        may = Q()
    rows = Revision.objects.filter(may, state=RevisionState.WAITING)
    found = list(rows.exclude(proposed_by=reader.user).order_by("pk").values_list("pk", flat=True))
    if not found:
        return None
    text = f"{format_number(len(found))} revisi inovasi menunggu keputusan."
    url = reverse("innovations:revision-detail", args=found[:1])
    return Task("Putuskan revisi inovasi", text, url, "Buka")
