"""What a proposal is sent on with, as one zip: the frozen copy, its texts, team and files."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO

from innovations.models import Proposal, ProposalFile
from organizations.storage import FileLost, StorageAway, checked
from reports.rendering.delimited import plain_cell

COLUMNS = ("persyaratan", "berkas", "sha256", "keterangan")


def write_package(proposal: Proposal) -> IO[bytes]:
    """Gone when it is closed. daftar.csv names what is lost; StorageAway where there is no room."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    files = proposal.files.select_related("paper").order_by("paper__order", "pk")
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            told = json.dumps(proposal.copy, ensure_ascii=False, indent=2, sort_keys=True)
            archive.writestr("salinan-registri.json", told)
            archive.writestr("proposal.txt", _texts(proposal))
            archive.writestr("tim.txt", _team(proposal))
            lines = [_added(archive, row, number) for number, row in enumerate(files, 1)]
            archive.writestr("daftar.csv", _listing(lines))
        target.seek(0)
    except OSError as error:
        target.close()
        raise StorageAway("no room for a zip") from error
    return target


def _texts(proposal: Proposal) -> str:
    head = (
        f"{proposal.title}\n{proposal.organization.name}\n{proposal.edition}, nomor {proposal.code}"
        f"\nKelompok {proposal.group.name}, kategori {proposal.category.name}"
        f"\nVideo: {proposal.video_url or '-'}\n"
    )
    parts = [
        f"\n{row.section.title}\n\n{row.text}\n"
        for row in proposal.texts.select_related("section").order_by("section__order", "pk")
    ]
    return head + "".join(parts)


def _team(proposal: Proposal) -> str:
    return "".join(
        f"{row.get_role_display()}: {row.name}{f', {row.position}' if row.position else ''}\n"
        for row in proposal.members.order_by("pk")
    )


def _added(archive: zipfile.ZipFile, row: ProposalFile, number: int) -> tuple[str, ...]:
    place = f"berkas/{number:02d}-{row.file_name}"
    try:
        source = checked(row.file.storage, row.file.name, row.sha256)
    except FileLost:
        return (str(row.paper), row.file_name, row.sha256, "hilang atau berubah, tidak disertakan")
    except StorageAway:
        return (str(row.paper), row.file_name, row.sha256, "penyimpanan tidak menjawab, unduh lagi")
    with source, archive.open(place, "w") as into:
        shutil.copyfileobj(source, into)
    return (str(row.paper), place, row.sha256, "disertakan")


def _listing(lines: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([plain_cell(cell) for cell in line])
    return text.getvalue()
