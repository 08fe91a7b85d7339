"""Public innovations as rows of open data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from innovations.models import Award, Innovation
from innovations.public.queries.listing import photos
from innovations.querysets import InnovationQuerySet
from reports.definitions import Cell

APART = "; "


def _published(year: int) -> InnovationQuerySet:
    return Innovation.objects.public().filter(published_at__year=year)


def innovation_rows(
    year: int, after: int, limit: int | None
) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    """Merged and retired ones too, with what became of them."""
    rows = _published(year).filter(pk__gt=after).order_by("pk")
    rows = rows.select_related("organization", "successor", "original")
    rows = rows.prefetch_related("awards")
    found = rows[:limit] if limit is not None else rows
    for row in found.iterator(chunk_size=1_000):
        yield row.pk, _cells(row, year)


def _cells(row: Innovation, year: int) -> dict[str, Cell]:
    awards = [str(award) for award in row.awards.all()]  # type: ignore[attr-defined]
    return {
        "tahun": year,
        "kode_opd": row.organization.code if row.organization else "",
        "nama_opd": row.organization.name if row.organization else "",
        "kode": row.slug,
        "nama": row.name,
        "kepanjangan": row.expansion,
        "asal": row.origin,
        "instansi_asal": row.source,
        "mereplikasi": _public_slug(row.original),
        "ringkasan": row.summary,
        "kategori": row.category,
        "bentuk": row.form,
        "jenis": row.technology,
        "inisiator": row.initiator,
        "tahapan": row.stage,
        "urusan": APART.join(row.affairs),
        "tpb": APART.join(str(goal) for goal in row.goals),
        "mulai_uji_coba": _day(row.trial_on),
        "mulai_diterapkan": _day(row.implemented_on),
        "penerima_manfaat": row.beneficiaries,
        "anggaran": row.budget,
        "penghargaan": APART.join(awards),
        "tayang": _day(timezone.localdate(row.published_at)),
        "akhir": row.ending,
        "berakhir": _day(row.ended_on),
        "dilanjutkan_oleh": _public_slug(row.successor),
    }


def _public_slug(other: Innovation | None) -> str:
    return other.slug if other and other.is_public else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def innovation_years() -> list[int]:
    rows = Innovation.objects.public().order_by()
    return [moment.year for moment in rows.datetimes("published_at", "year", order="DESC")]


def innovation_stamp(_year: int) -> str:
    """Changes with every innovation that is published, hidden or changed, of whatever year."""
    return state_of(Innovation.objects.public())


def state_of(rows: QuerySet[Innovation]) -> str:
    """Another one as soon as anything told of these is another: words, names, ends, awards,
    pictures. Three statements."""
    told = rows.order_by("pk").values_list(
        "pk", "changed_at", "published_at", "ending", "ended_on", "organization__code",
        "organization__name", "original__slug", "original__state", "successor__slug",
        "successor__state",
    )  # fmt: skip
    awards = Award.objects.filter(innovation__in=rows).order_by("pk")
    won = awards.values_list("pk", "competition", "level", "year", "result")
    shown = photos().filter(innovation__in=rows).order_by("pk").values_list("pk", "caption")
    state = [list(told), list(won), list(shown)]
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]
