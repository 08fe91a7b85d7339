"""The evidence of a round as one zip, with a list of what each file is and what is missing."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from innovations.models import IndexEvidence
from organizations.files import MEGABYTE
from organizations.storage import FileLost, StorageAway, checked
from reports.rendering.delimited import plain_cell

MOST_MEGABYTES = 500
TOO_LARGE = (
    f"Bukti seluruhnya lebih dari {MOST_MEGABYTES} MB. Unduh per inovasi dari halaman isiannya."
)
COLUMNS = ("inovasi", "indikator", "berkas", "tautan", "sha256", "keterangan")
CITY = "daerah"


def write_zip(rows: Sequence[IndexEvidence]) -> IO[bytes]:
    """Files of the rows and daftar.csv, which names links and what is lost; gone when closed.

    Raises ValidationError where it would be too large, StorageAway where there is no room.
    """
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            lines = [_added(archive, row, target) for row in rows]
            archive.writestr("daftar.csv", _listing(lines))
        target.seek(0)
    except ValidationError:
        target.close()
        raise
    except OSError as error:
        target.close()
        raise StorageAway("no room for a zip") from error
    return target


def _added(archive: zipfile.ZipFile, row: IndexEvidence, target: IO[bytes]) -> tuple[str, ...]:
    answer = row.answer
    entry = answer.entry
    name = entry.innovation.name if entry else CITY
    told = (name, str(answer.row))
    if not row.file:
        return (*told, "", row.link, "", "tautan")
    place = f"{slugify(name) or CITY}-{entry.pk if entry else 0}/{answer.row.number}-{row.pk}-{row.file_name}"
    if target.tell() > MOST_MEGABYTES * MEGABYTE:
        raise ValidationError(TOO_LARGE)
    try:
        source = checked(row.file.storage, row.file.name, row.sha256)
    except FileLost:
        return (*told, row.file_name, "", row.sha256, "hilang atau berubah, tidak disertakan")
    except StorageAway:
        return (*told, row.file_name, "", row.sha256, "penyimpanan tidak menjawab, unduh lagi")
    with source, archive.open(place, "w") as into:
        shutil.copyfileobj(source, into)
    return (*told, place, "", row.sha256, "disertakan")


def _listing(lines: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([plain_cell(cell) for cell in line])
    return text.getvalue()
