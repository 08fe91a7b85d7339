"""What was announced, for everybody: pages, open data and documents begin here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from innovations.choices.competition import EditionState, ResultState
from innovations.competition.queries.editions import public_editions
from innovations.models import Result, Standing
from reports.definitions import Cell


def announced() -> QuerySet[Result]:
    """Results everybody may read; frozen ones and those taken back are not among them."""
    return Result.objects.filter(
        state=ResultState.PUBLISHED, edition__state=EditionState.PUBLISHED
    ).order_by("-edition__year", "-edition_id")


def competition_rows(
    year: int, after: int, limit: int | None
) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    """Every place of the announced editions of a year, as it was frozen."""
    rows = Standing.objects.filter(result__in=announced(), result__edition__year=year, pk__gt=after)
    rows = rows.select_related("proposal__organization").order_by("pk")
    lines = _lines(year)
    found = rows[:limit] if limit is not None else rows
    for row in found.iterator(chunk_size=1_000):
        code = row.proposal.organization.code
        yield row.pk, {**lines[row.result_id, row.proposal.code], "kode_opd": code}


def _lines(year: int) -> dict[tuple[int, str], dict[str, Cell]]:
    rows = announced().filter(edition__year=year)
    told = rows.values_list(
        "pk", "edition_id", "edition__slug", "edition__name", "digest", "published_at",
        F("content__groups"),
    )  # fmt: skip
    handed_in = _handed_in(year)
    return {
        (pk, line["number"]): {
            "tahun": year,
            "edisi": slug,
            "kompetisi": name,
            "kelompok": group["name"],
            "kategori": line["category"],
            "nama_opd": line["unit"],
            "nomor": line["number"],
            "judul": line["title"],
            "peringkat": line["rank"],
            "nilai": Decimal(line["score"]),
            "penghargaan": line["tier"] or "",
            "proposal_masuk": handed_in[edition],
            "diumumkan": timezone.localdate(moment).isoformat(),
            "sidik": digest,
        }
        for pk, edition, slug, name, digest, moment, groups in told
        for group in groups
        for line in group["places"]
    }


def _handed_in(year: int) -> dict[int, int]:
    rows = public_editions().filter(year=year)
    return {row.pk: row.handed_in for row in rows}  # type: ignore[attr-defined]


def competition_years() -> list[int]:
    return sorted(set(announced().values_list("edition__year", flat=True)), reverse=True)


def competition_stamp(year: int) -> str:
    """Another one with every announced result, and with every name or count told beside it."""
    results = announced().filter(edition__year=year)
    units = Standing.objects.filter(result__in=results).order_by("pk")
    told: list[Any] = [
        list(results.values_list("pk", "digest", "published_at", "edition__slug", "edition__name")),
        list(units.values_list("pk", "proposal__organization__code")),
        sorted(_handed_in(year).items()) if results else [],
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
