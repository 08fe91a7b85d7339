"""The mapping table between two nomenclature lists: read from a CSV, or one line taken out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.models import Nomenclature, NomenclatureMapping, NomenclatureVersion

COLUMNS = ("kode_lama", "kode_baru")
MOST_ERRORS, MOST_BYTES = 20, 5 * 1024 * 1024


@transaction.atomic
def import_mapping(
    *,
    old: NomenclatureVersion,
    new: NomenclatureVersion,
    content: bytes,
    by: User,
    is_whole: bool = False,
) -> int:
    """Write the file's lines into the table between two lists; `is_whole` empties it first.

    Lines of the table that the file does not name stay. Raises ValidationError with every
    wrong row.
    """
    _allow(by)
    if old.pk == new.pk:
        raise ValidationError("Pilih dua daftar yang berbeda.")
    pairs = _read(content, _codes(old), _codes(new))
    known = NomenclatureMapping.objects.filter(source__version=old, target__version=new)
    (known if is_whole else known.filter(source__in=[a for a, _ in pairs])).delete()
    NomenclatureMapping.objects.bulk_create(
        (NomenclatureMapping(source_id=a, target_id=b) for a, b in pairs), batch_size=2000
    )
    activity.record(
        obj=new,
        verb="performance.mapping",
        summary=f"{len(pairs)} padanan nomenklatur {old} → {new} disimpan",
        by=by,
    )
    return len(pairs)


@transaction.atomic
def remove_mapping(*, pk: int, by: User) -> NomenclatureMapping | None:
    """Take one line out of the table; None when somebody else already has."""
    _allow(by)
    rows = NomenclatureMapping.objects.select_for_update(of=("self",))
    row = rows.filter(pk=pk).select_related("source__version", "target__version").first()
    if row is None:
        return None
    old, new = row.source, row.target
    row.delete()
    activity.record(
        obj=new.version,
        verb="performance.mapping",
        summary=f"Padanan {old.code} → {new.code} ({old.version} → {new.version}) dihapus",
        by=by,
        changes={"mapping": activity.changed("Padanan", f"{old} → {new}", None)},
    )
    return row


def _allow(by: User) -> None:
    allow(permissions.can_manage_period(by))


def _codes(version: NomenclatureVersion) -> dict[str, int]:
    return dict(Nomenclature.objects.filter(version=version).values_list("code", "pk"))


def _read(content: bytes, old: dict[str, int], new: dict[str, int]) -> list[tuple[int, int]]:
    pairs, errors, seen = [], [], set()
    for number, a, b in _rows(content):
        if not b and a in old:
            continue  # not decided yet
        if a not in old:
            errors.append(f"Baris {number}: kode lama “{a}” tidak ada di daftar lama.")
        elif b not in new:
            errors.append(f"Baris {number}: kode baru “{b}” tidak ada di daftar baru.")
        elif a in seen:
            errors.append(f"Baris {number}: kode lama “{a}” sudah dipetakan di baris lain.")
        else:
            seen.add(a)
            pairs.append((old[a], new[b]))
    if errors:
        more = len(errors) - MOST_ERRORS
        tail = [f"dan {more} kesalahan lain"] if more > 0 else []
        raise ValidationError(errors[:MOST_ERRORS] + tail)
    if not pairs:
        raise ValidationError("Berkas belum berisi satu padanan pun.")
    return pairs


def _rows(content: bytes) -> Iterator[tuple[int, str, str]]:
    """Line number and both codes of every row."""
    if len(content) > MOST_BYTES:
        raise ValidationError("Berkas paling besar 5 MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError("Simpan berkas sebagai CSV UTF-8, lalu unggah lagi.") from None
    lines = text.splitlines()
    sign = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=sign)
    if not rows.fieldnames or any(name not in rows.fieldnames for name in COLUMNS):
        raise ValidationError("Baris pertama berisi judul kolom kode_lama dan kode_baru.")
    for number, row in enumerate(rows, start=2):
        a, b = (str(row[name] or "").strip() for name in COLUMNS)
        yield number, a, b
