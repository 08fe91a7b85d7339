"""All documents of a batch as one zip, with a list of what each is and what is missing."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from organizations.models import User
from organizations.storage import FileLost, StorageAway, checked
from reports.actions.lost_files import note_lost
from reports.choices import JobState
from reports.models import ReportBatch, ReportJob
from reports.queries.batches import documents_of
from reports.queries.signatures import Issued, issued
from reports.rendering.delimited import plain_cell

NO_ANSWER = "Penyimpanan berkas tidak menjawab saat zip dibuat. Unduh lagi beberapa menit lagi."
COLUMNS = (
    "perangkat_daerah", "dokumen", "berkas", "status", "kode_dokumen", "sha256", "sebab",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A document of the batch and whether the zip holds it."""

    job: ReportJob
    is_inside: bool
    reason: str
    name: str = ""  # of the file inside
    sha256: str = ""


def write_zip(batch: ReportBatch, by: User) -> IO[bytes]:
    """The finished documents this person sees, signed where they are, and daftar.csv, which names the missing and why.

    A document whose file is lost is made anew from its snapshot. The zip is gone when it is
    closed. Raises StorageAway when this machine has no room to put it together.
    """
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    jobs = documents_of(batch, by).order_by("organization__code", "pk")
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            lines = [_added(archive, job) for job in jobs]
            archive.writestr("daftar.csv", _listing(lines))
        target.seek(0)
    except OSError as error:
        target.close()
        raise StorageAway("no room for a zip") from error
    return target


def _added(archive: zipfile.ZipFile, job: ReportJob) -> Line:
    found = issued(job)
    if job.state != JobState.DONE and not found.signatures:
        return Line(job, is_inside=False, reason=job.said_of_lost_file or job.error)
    try:
        source = checked(found.file.storage, found.file.name, found.sha256)
    except FileLost as lost:
        return _lost(job, found, lost)
    except StorageAway:
        return Line(job, is_inside=False, reason=NO_ANSWER)
    with source, archive.open(found.name, "w") as place:
        shutil.copyfileobj(source, place)
    return Line(job, is_inside=True, reason="", name=found.name, sha256=found.sha256)


def _lost(job: ReportJob, found: Issued, lost: FileLost) -> Line:
    if found.signatures:  # nothing can make it again
        return Line(job, is_inside=False, reason="Berkas bertanda tangan hilang.")
    job = note_lost(job, lost)
    return Line(job, is_inside=False, reason=job.said_of_lost_file)


def _status(line: Line) -> str:
    if line.is_inside:
        return JobState.DONE.label
    return "Tidak disertakan" if line.job.sha256 else line.job.get_state_display()


def _listing(lines: Iterable[Line]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        job = line.job
        unit = job.organization.name if job.organization else "Kota"
        status = _status(line)
        file, digest = line.name or job.file_name, line.sha256 or job.sha256
        cells = (unit, job.title, file, status, job.code, digest, line.reason)
        writer.writerow([plain_cell(cell) for cell in cells])
    return text.getvalue()
