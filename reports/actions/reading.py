"""Reading a document back: what it carries, against what was issued and against today's data.

Writes nothing. The file is opened in the limited child process only (`organizations.files`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from organizations.files import files_inside
from reports.actions.making import read_consistently
from reports.definitions import Report, ReportError
from reports.models import ReportJob
from reports.registry import REPORTS
from reports.rendering.carried import Carried, carried_by
from reports.rendering.document import figures_of
from reports.rendering.readback import (
    INTACT,
    Change,
    NotCarried,
    Verdict,
    carried_changes,
    manifest_of,
    verdicts,
)
from reports.rendering.snapshot import unpack

MOST_COMPARED = 20_000  # rows that are laid beside each other while a reader waits


@dataclass(frozen=True)
class ReadBack:
    """A file beside the document of a code."""

    verdicts: tuple[Verdict, ...]
    other_code: str = ""  # the file says that it is another document
    has_list: bool = True

    @property
    def is_intact(self) -> bool:
        return not self.other_code and all(each.state in INTACT for each in self.verdicts)

    @property
    def carries_nothing(self) -> bool:
        return not self.has_list and all(each.state == "missing" for each in self.verdicts)


@dataclass(frozen=True)
class Today:
    """Today's data beside those of the document; `trouble` says why they could not be read."""

    changes: tuple[Change, ...] = ()
    trouble: str = ""


def read_file(content: bytes) -> Mapping[str, bytes]:
    """The files inside a PDF. Raises FileRefused with a sentence."""
    return files_inside(content)


def beside_issued(job: ReportJob, files: Mapping[str, bytes]) -> ReadBack:
    """What is inside a file, against what the job was issued with."""
    try:
        code, has_list = manifest_of(files).code, True
    except NotCarried:
        code, has_list = "", False
    other = code if code and code != job.code else ""
    return ReadBack(tuple(verdicts(files, issued(job), job.carried)), other, has_list)


def issued(job: ReportJob) -> Carried | None:
    """What the document was issued with; None when its data were not kept or its report is gone."""
    report = REPORTS.find(job.slug)
    if report is None or job.snapshot is None:
        return None
    figures = job.figures
    data, _ = unpack(bytes(job.snapshot.content), job.snapshot_sha256, figures)
    return carried_by(report(), data, figures, job.code)


def beside_today(job: ReportJob, most: int = MOST_COMPARED) -> Today:
    """The data of the document against today's; nothing is read while the stamp stands."""
    report, then = REPORTS.find(job.slug), issued(job)
    if report is None or then is None:
        return Today(trouble="Data dokumen ini tidak disimpan, jadi tidak dapat dibandingkan.")
    if then.size > most:
        return Today(trouble=_too_long(then.size))
    try:
        return _beside(report(), job, then, most)
    except ReportError as error:
        return Today(trouble=f"Data hari ini tidak dapat dibaca: {error}")


def _beside(report: Report, job: ReportJob, then: Carried, most: int) -> Today:
    if report.stamp(job.params) == job.stamp:
        return Today()
    data = read_consistently(report, job.params)
    now = carried_by(report, data, figures_of(data))
    if now.size > most:
        return Today(trouble=_too_long(now.size))
    return Today(tuple(carried_changes(then, now)))


def _too_long(rows: int) -> str:
    return (
        f"Data dokumen ini {rows} baris, terlalu panjang untuk dibandingkan di halaman ini. "
        "Admin dapat membandingkannya dengan perintah read_document."
    )
