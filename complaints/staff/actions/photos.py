"""A photo an officer sends along: taken once, kept with what was said, shown after moderation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints.choices import Author, MessageState
from complaints.models import Attachment, Complaint, Message
from organizations.actions.uploads import Taken, taken_file
from organizations.files import PHOTOS
from organizations.models import User
from organizations.storage import evidence

FOLDER = "complaints"


@contextmanager
def with_photo(photo: Any) -> Iterator[Taken | None]:
    """The transaction of an act that may come with a photo.

    Raises ValidationError keyed "photo" for one that cannot be taken.
    """
    if photo is None:
        with transaction.atomic():
            yield None
        return
    kept = taken_file(
        photo, size=photo.size, name=photo.name, storage=evidence(), folder=FOLDER, kinds=PHOTOS
    )
    try:
        with kept as taken:
            yield taken
    except ValidationError as error:
        if hasattr(error, "error_dict") and "file" in error.error_dict:
            raise ValidationError({"photo": error.error_dict["file"]}) from error
        raise


def keep_photo(
    row: Complaint, message: Message, taken: Taken | None, *, by: User, is_result: bool = False
) -> None:
    """Nothing without a photo. The name tells nothing of the officer's telephone."""
    if taken is None:
        return
    name = "foto-hasil" if is_result else "foto"
    Attachment.objects.create(
        complaint=row,
        message=message,
        file=taken.use(),
        shown_name=f"{name}.{taken.shown_name.rsplit('.', 1)[-1]}",
        mime=taken.mime,
        size=taken.size,
        sha256=taken.sha256,
        author=Author.OFFICER,
        is_result=is_result,
        added_by=by,
    )


def drop_draft(row: Complaint, sent: Message) -> None:
    """The draft has become `sent`: its photos go with it."""
    drafts = row.messages.filter(state=MessageState.DRAFT)
    Attachment.objects.filter(message__in=drafts).update(message=sent)
    drafts.delete()
