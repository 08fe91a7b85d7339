"""Words of narrative documents: edited by the unit, or given back to the default."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from organizations import activity
from organizations.access import allow
from organizations.editing import ChangedMeanwhile
from organizations.models import Organization, User
from performance import permissions
from performance.authors import TEXT
from performance.models import DocumentText
from performance.stamps import bump_stamp

CHANGED = (
    "Bagian ini baru saja diubah {who}. Tulisan Anda masih ada di bawah; bandingkan dengan "
    "naskah terbaru, lalu simpan lagi untuk menggantinya."
)


class TextConflict(ChangedMeanwhile):
    """Somebody else saved the section meanwhile; `latest` is theirs."""

    def __init__(self, latest: DocumentText) -> None:
        self.latest = latest
        sentence = CHANGED.format(who=latest.updated_by or "orang lain")
        super().__init__({"text": sentence}, version=latest.row_version)


@transaction.atomic
def save_text(
    *,
    organization: Organization | None,
    year: int,
    document: str,
    section: str,
    title: str,
    text: str,
    version: int,
    by: User,
) -> DocumentText:
    """Keep the edited section; `version` is the one that was on the screen (0: the default)."""
    _require(by, organization.pk if organization else None)
    row, created = DocumentText.objects.select_for_update().get_or_create(
        organization=organization,
        year=year,
        document=document,
        section=section,
        defaults={"text": text, "updated_by": by, "row_version": 1},
    )
    if not created and row.row_version != version:
        raise TextConflict(row)
    before = "" if created else row.text
    if not created:
        row.text, row.updated_by, row.updated_at = text, by, timezone.now()
        row.row_version += 1
        row.save(update_fields=["text", "updated_by", "updated_at", "row_version"])
    _record(row, title, before, text, by)
    return row


@transaction.atomic
def reset_text(*, row: DocumentText, title: str, by: User) -> None:
    """Back to the paragraphs built from the data."""
    _require(by, row.organization_id)
    _record(row, title, row.text, "", by)
    row.delete()


def _require(by: User, organization_id: int | None) -> None:
    allow(permissions.can_edit_text(by, organization_id))


def _record(row: DocumentText, title: str, before: str, after: str, by: User) -> None:
    activity.record(
        obj=row.organization or row,
        verb=TEXT,
        summary=f"Naskah {row.document} {row.year}: {title} "
        + ("diubah" if after else "dikembalikan ke teks otomatis"),
        by=by,
        organization=row.organization,
        changes={"text": {"label": title, "before": before[:500], "after": after[:500]}},
    )
    bump_stamp(row.organization_id, row.year)
