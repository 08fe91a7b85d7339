"""The evidence of a round as one zip, with a list of what each file is and what is missing."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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
INSIDE, TOLD_LINK = "disertakan", "tautan"
COLUMNS = ("inovasi", "indikator", "berkas", "tautan", "sha256", "keterangan")
CITY = "daerah"


@dataclass(frozen=True)
class Zipped:
    """The file, gone when it is closed, and how many files it should hold and does not."""

    content: IO[bytes]
    left_out: int


def write_zip(rows: Sequence[IndexEvidence], tell: Callable[[int], None]) -> Zipped:
    """Files of the rows and daftar.csv, which names links and what is lost.

    `tell` is given the percent of the rows that are done. Raises ValidationError where it would be
    too large, StorageAway where there is no room.
    """
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    lines: list[tuple[str, ...]] = []
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for number, row in enumerate(rows, 1):
                lines.append(_added(archive, row, target))
                tell(number * 100 // len(rows))
            archive.writestr("daftar.csv", _listing(lines))
        target.seek(0)
    except OSError as error:
        target.close()
        raise StorageAway("no room for a zip") from error
    except BaseException:
        target.close()
        raise
    return Zipped(target, sum(line[-1] not in {TOLD_LINK, INSIDE} for line in lines))


def _added(archive: zipfile.ZipFile, row: IndexEvidence, target: IO[bytes]) -> tuple[str, ...]:
    answer = row.answer
    entry = answer.entry
    name = entry.innovation.name if entry else CITY
    told = (name, str(answer.row))
    if not row.file:
        return (*told, "", row.link, "", TOLD_LINK)
    place = f"{slugify(name) or CITY}-{entry.pk if entry else 0}/{answer.row.number}-{row.pk}-{row.file_name}"
    if target.tell() > MOST_MEGABYTES * MEGABYTE:
        raise ValidationError(TOO_LARGE)
    try:
        source = checked(row.file.storage, row.file.name, row.sha256)
    except FileLost:
        return (*told, row.file_name, "", row.sha256, "hilang atau berubah, tidak disertakan")
    except StorageAway:
        return (*told, row.file_name, "", row.sha256, "penyimpanan tidak menjawab, buat lagi")
    with source, archive.open(place, "w") as into:
        shutil.copyfileobj(source, into)
    return (*told, place, "", row.sha256, INSIDE)


def _listing(lines: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([plain_cell(cell) for cell in line])
    return text.getvalue()
