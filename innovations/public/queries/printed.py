"""Public innovations as the printed catalogue tells them, with a picture where one fits."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from innovations.models import Innovation, InnovationFile
from innovations.public.queries.listing import cards
from innovations.querysets import InnovationQuerySet
from organizations import storage
from organizations.formatting import format_date

# Pictures are printed as they were uploaded: a larger one, or more than all these, is left out.
MOST_BYTES, ALL_BYTES = 400_000, 8_000_000


@dataclass(frozen=True)
class Block:
    """An innovation of the catalogue."""

    number: int
    entry: Innovation
    awards: Sequence[str]
    picture: str = ""  # as inline data: documents may read no file outside static/
    caption: str = ""

    @property
    def facts(self) -> str:
        """Owner, category, stage, since when it is in use, and whether it still is: one line."""
        entry = self.entry
        began = entry.implemented_on
        told = (
            entry.organization.name if entry.organization else entry.source,
            entry.get_category_display(),
            f"tahapan {'terakhir ' if entry.ending else ''}{entry.get_stage_display().lower()}",
            f"diterapkan sejak {format_date(began)}" if began else "",
            _ended(entry),
        )
        return " · ".join(str(one) for one in told if one)


def _ended(entry: Innovation) -> str:
    if not entry.ending or entry.ended_on is None:
        return ""
    return f"{entry.get_ending_display().lower()} {format_date(entry.ended_on)}"


def in_catalogue(organization: int | None, category: str) -> InnovationQuerySet:
    rows = Innovation.objects.listed()
    rows = rows.filter(organization=organization) if organization else rows
    return rows.filter(category=category) if category else rows


def blocks(rows: InnovationQuerySet) -> list[Block]:
    """The city's own by name, then those from elsewhere; three statements, and the pictures read from their storage."""
    found: list[Block] = []
    room = ALL_BYTES
    for number, card in enumerate(cards(rows.order_by("is_from_elsewhere", "name", "pk")), 1):
        content = _content(card.photo) if card.photo and room > 0 else b""
        room -= len(content)
        picture = (
            f"data:{card.photo.mime};base64,{_text(content)}" if card.photo and content else ""
        )
        awards = [str(award) for award in card.entry.awards.all()]  # type: ignore[attr-defined]
        caption = card.photo.caption if card.photo else ""
        found.append(Block(number, card.entry, awards, picture, caption))
    return found


def _content(photo: InnovationFile) -> bytes:
    """Nothing of a picture that is too large or lost: the catalogue is made without it."""
    try:
        if photo.file.size > MOST_BYTES:
            return b""
        with storage.checked(photo.file.storage, str(photo.file.name), photo.sha256) as file:
            return file.read()
    except (OSError, storage.FileTrouble):
        return b""


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
