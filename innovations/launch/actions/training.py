"""Training cohorts and what their participants brought: the innovation, its papers, its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from innovations import permissions
from innovations.choices.launch import PaperKind
from innovations.models import Cohort, TrainingPaper, TrainingProject
from innovations.permissions.launch import writes_project
from organizations import activity
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.actions.uploads import columns_of, taken_file
from organizations.files import PROOFS
from organizations.models import User
from organizations.storage import evidence

FOLDER = "innovations/pelatihan"
MOST = 12
TOO_MANY = f"Aksi perubahan ini sudah memiliki {MOST} berkas. Hapus yang tidak dipakai lebih dulu."
TWICE = "Berkas ini sudah ada pada aksi perubahan ini"
FOREIGN = "{name} adalah rujukan dari daerah lain, jadi bukan aksi perubahan peserta kota ini"


@transaction.atomic
def save_cohort(*, cohort: Cohort, values: Mapping[str, Any], by: User, mark: str = "") -> Cohort:
    allow(permissions.can_manage(by))
    return save_row(row=cohort, values=values, by=by, organization=None, mark=mark)


@transaction.atomic
def save_project(
    *, project: TrainingProject, values: Mapping[str, Any], by: User, mark: str = ""
) -> TrainingProject:
    """Which innovation a participant brought; Bagian Organisasi begins it, the unit may go on."""
    innovation = values.get("innovation") or project.innovation
    if project.pk is None:
        allow(permissions.can_manage(by))
        if innovation.organization_id is None:
            raise ValidationError({"innovation": FOREIGN.format(name=innovation)})
    else:
        allow(writes_project(by, project))
    unit = innovation.organization
    return save_row(row=project, values=values, by=by, organization=unit, mark=mark)


def add_paper(*, project: TrainingProject, kind: str, upload: Any, by: User) -> TrainingPaper:
    allow(writes_project(by, project))
    size, name = upload.size, upload.name
    with taken_file(
        upload, size=size, name=name, storage=evidence(), folder=FOLDER, kinds=PROOFS
    ) as taken:
        held = TrainingProject.objects.select_for_update().get(pk=project.pk)
        if held.papers.count() >= MOST:
            raise ValidationError(TOO_MANY)
        if held.papers.filter(sha256=taken.sha256).exists():
            raise ValidationError({"file": TWICE})
        row = TrainingPaper.objects.create(
            project=held, kind=kind, uploaded_by=by, **columns_of(taken)
        )
        _tell(row, "create", f"{PaperKind(kind).label} ditambahkan: {row}", by)
    return row


@transaction.atomic
def drop_paper(*, paper: TrainingPaper, by: User) -> None:
    allow(writes_project(by, paper.project))
    _tell(paper, "delete", f"Berkas pelatihan dihapus: {paper}", by)
    paper.delete()


def _tell(paper: TrainingPaper, verb: str, summary: str, by: User) -> None:
    project = paper.project
    activity.record(
        obj=project,
        verb=activity.verb_of(paper, verb),
        summary=summary[:300],
        by=by,
        organization=project.innovation.organization,
    )
