"""Files in folders of this machine, below MEDIA_ROOT."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

FOLDER_MODE, FILE_MODE = 0o750, 0o640


@deconstructible
class LocalFiles(FileSystemStorage):
    """A file is there whole or not at all: written beside its place, then renamed."""

    def _save(self, name: str, content: File) -> str:
        final = Path(self.path(name))
        final.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=final.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as target:
                for chunk in content.chunks():
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            Path(part).chmod(FILE_MODE)
            Path(part).replace(final)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        _settle(final.parent)
        return name.replace("\\", "/")

    def url(self, name: str | None) -> str:
        """There is none: views hand files out to those who may read them."""
        raise ValueError(f"{name} has no address")


def _settle(folder: Path) -> None:
    """The new name itself survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
