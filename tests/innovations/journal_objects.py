"""Activities as tests need them, and those that addresses name."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from innovations.choices.journal import JournalKind
from innovations.models import Innovation, JournalEntry, JournalPhoto
from organizations.storage import evidence, save
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user
from tests.pages.places import Place, once


def make_entry(*innovations: Innovation, **fields: Any) -> JournalEntry:
    given = {
        "kind": JournalKind.VISIT,
        "title": "Kunjungan Medono",
        "day": date(2026, 3, 4),
        "place": "Kelurahan Medono",
        "created_by": fields.get("created_by") or make_user(),
        **fields,
    }
    entry = JournalEntry.objects.create(**given)
    entry.innovations.set(innovations)
    return entry


def make_journal_photo(entry: JournalEntry, **fields: Any) -> JournalPhoto:
    content = fields.pop("content", None) or picture()
    given = {
        "file_name": "kegiatan.jpg", "mime": "image/jpeg", "uploaded_by": make_user(), **fields,
    }  # fmt: skip
    return JournalPhoto.objects.create(
        entry=entry,
        file=save(evidence(), "innovations/kegiatan.jpg", content),
        sha256=hashlib.sha256(content).hexdigest(),
        **given,
    )


@once
def told(place: Place) -> Innovation:
    return make_innovation(place.unit, name=f"Berkegiatan {place.code}")


@once
def entry(place: Place) -> JournalEntry:
    return make_entry(told(place))


@once
def photo(place: Place) -> JournalPhoto:
    return make_journal_photo(entry(place))
