"""Photos and papers of a report: cleaned before anything of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from organizations import storage
from organizations.actions.uploads import Taken, taken_file

FOLDER = "complaints"
MOST_FILES = 5  # in one sending, and of one draft
TOO_MANY = f"Paling banyak {MOST_FILES} berkas. Pilih yang paling jelas; lainnya dapat menyusul."


@dataclass(frozen=True)
class Shelf:
    """Where files are written, and what is done to their content before."""

    storage: Callable[[], Storage]
    folder: str
    seal: Callable[[bytes], bytes] = bytes


ORDINARY = Shelf(storage.evidence, FOLDER)


@contextmanager
def taken_files(uploads: Sequence[UploadedFile], shelf: Shelf = ORDINARY) -> Iterator[list[Taken]]:
    """A transaction in which clean files get their rows; whoever is not used goes at its end.

    One after the other, so that three large photos need the memory of one. Raises ValidationError
    keyed "files" that names the file; nothing is kept then.
    """
    if len(uploads) > MOST_FILES:
        raise ValidationError({"files": TOO_MANY})
    with ExitStack() as stack:
        files = [_taken(stack, upload, shelf) for upload in uploads]
        with transaction.atomic():
            yield files


def _taken(stack: ExitStack, upload: UploadedFile, shelf: Shelf) -> Taken:
    name = upload.name or "berkas"
    try:
        return stack.enter_context(
            taken_file(
                upload,  # type: ignore[arg-type]  # an UploadedFile reads like any binary file
                size=upload.size or 0,
                name=name,
                storage=shelf.storage(),
                folder=shelf.folder,
                seal=shelf.seal,
            )
        )
    except ValidationError as error:
        told = f"{name[:60]}: {' '.join(error.messages)}"
        raise ValidationError({"files": told}) from error
