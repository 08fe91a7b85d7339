"""How uploads arrive: small ones in memory, others in the temporary folder, which may be full."""

from __future__ import annotations

import contextlib
import logging
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

log = logging.getLogger(__name__)


class UnkeptFile(UploadedFile):
    """An upload the server had no room for. Forms say so (`organizations.forms.uploads`)."""

    def read(self, *_: Any) -> bytes:
        raise OSError(f"{self.name} was not kept")


class TemporaryUploads(TemporaryFileUploadHandler):
    """A full temporary folder loses the file, not the request and what else was typed in it."""

    is_lost = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.is_lost = False
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self._lose()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.is_lost:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            self._lose()

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.is_lost:
            try:
                return super().file_complete(file_size)
            except OSError:
                self._lose()
        return UnkeptFile(None, self.file_name, self.content_type, file_size, self.charset)

    def _lose(self) -> None:
        log.error("no room for an upload")
        self.is_lost = True
        with contextlib.suppress(OSError, AttributeError):
            self.file.close()
