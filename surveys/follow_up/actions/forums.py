"""Forum Konsultasi Publik: invited, held with its minutes, its agreements published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from organizations.access import allow
from organizations.actions.saving import MEANWHILE, save_row
from organizations.actions.uploads import taken_or_none
from organizations.editing import ChangedMeanwhile
from organizations.formatting import format_number
from organizations.models import User
from organizations.workflow import perform
from surveys import permissions, states
from surveys.choices import ForumPaper, ForumState, ParticipantGroup
from surveys.follow_up.actions.plans import today
from surveys.follow_up.queries.forums import record_mark
from surveys.models import Forum, ForumFile, ForumGroup

FOLDER = "surveys/forum"
MOST = 10_000
PUBLISHED = "Berita acara sudah terbit, jadi forum ini tidak diubah lagi."
NOT_YET = "Forum belum berlangsung. Catat pelaksanaannya pada atau sesudah tanggal forum."
NOBODY = "Isi jumlah peserta sedikitnya pada satu unsur."
NO_MINUTES = "Unggah berita acaranya lebih dulu lewat “Catat pelaksanaan”."
NO_AGREEMENT = "Tambahkan sedikitnya satu kesepakatan sebelum menerbitkan berita acara."
OTHER_UNIT = "Pilih hasil survei unit ini"


def save_forum(
    *, forum: Forum, values: Mapping[str, Any], upload: Any, by: User, mark: str = ""
) -> Forum:
    """Topic, day and place with the invitation, while the minutes are not published."""
    allow(permissions.manages_forum(by, forum))
    period = values.get("period")
    if period is not None and period.unit_id != forum.unit_id:
        raise ValidationError({"period": OTHER_UNIT})
    with taken_or_none(upload, FOLDER) as kept:
        if forum.pk is not None:
            _locked(forum)
        organization = forum.unit.organization
        saved = save_row(row=forum, values=values, by=by, organization=organization, mark=mark)
        _keep(saved, ForumPaper.INVITATION, kept)
    return saved


def record_forum(
    *,
    forum: Forum,
    summary: str,
    counts: Mapping[str, int],
    upload: Any,
    by: User,
    mark: str = "",
) -> Forum:
    """That it was held: who came, by group and number only, what was said, the minutes."""
    allow(permissions.manages_forum(by, forum))
    if forum.held_on > today():
        raise ValidationError(NOT_YET)
    if not any(counts.values()):
        raise ValidationError(NOBODY)
    organization = forum.unit.organization
    with taken_or_none(upload, FOLDER) as kept:
        held = _locked(forum)
        _require_unchanged(held, summary, counts, mark)
        ForumGroup.objects.filter(forum=held).delete()
        ForumGroup.objects.bulk_create(
            ForumGroup(forum=held, group=group.value, count=counts[group.value])
            for group in ParticipantGroup
            if counts.get(group.value)
        )
        _keep(held, ForumPaper.MINUTES, kept)
        values = {"summary": summary.strip()}
        if held.state == ForumState.INVITED:
            return perform(held, states.HOLD, by=by, updates=values, organization=organization)
        return save_row(row=held, values=values, by=by, organization=organization)


def _require_unchanged(held: Forum, summary: str, counts: Mapping[str, int], mark: str) -> None:
    """ChangedMeanwhile where somebody recorded something else since the form was opened."""
    now = record_mark(held)
    found = dict(ForumGroup.objects.filter(forum=held).values_list("group", "count"))
    typed = {name: count for name, count in counts.items() if count}
    if not mark or mark == now or (found, held.summary) == (typed, summary.strip()):
        return
    told = [
        f"{ParticipantGroup(name).label.lower()} {format_number(found[name])}"
        for name in ParticipantGroup.values
        if name in found
    ]
    theirs = f"peserta {', '.join(told) or 'kosong'}; ringkasan “{held.summary or 'kosong'}”"
    raise ChangedMeanwhile(MEANWHILE.format(theirs=theirs), mark=now)


def publish_minutes(*, forum: Forum, by: User) -> Forum:
    """Everybody may read the minutes and follow the agreements from now on."""
    if not ForumFile.objects.filter(forum=forum, kind=ForumPaper.MINUTES).exists():
        raise ValidationError(NO_MINUTES)
    if not forum.agreements.exists():
        raise ValidationError(NO_AGREEMENT)
    return perform(forum, states.PUBLISH_MINUTES, by=by, organization=forum.unit.organization)


def _locked(forum: Forum) -> Forum:
    """The row, held until the end of the transaction. Raises ValidationError once published."""
    rows = Forum.objects.select_for_update(of=("self",)).select_related("unit__organization")
    held = rows.get(pk=forum.pk)
    if held.state == ForumState.PUBLISHED:
        raise ValidationError(PUBLISHED)
    return held


def _keep(forum: Forum, kind: ForumPaper, columns: Mapping[str, Any]) -> None:
    if columns:
        ForumFile.objects.update_or_create(forum=forum, kind=kind, defaults=columns)
