"""Documents that several tests look at are printed once a session: each lies on a shelf."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from tests.pages.places import OWN
from tests.reports.documents import Document


def render(document: Document, out: Path, *, code: str = OWN.code, fmt: str = "csv") -> bytes:
    """A document of the city as it is; that it was made is forgotten, for others tell of it."""
    given = [f"{name}={value}" for name, value in document.natural(code).items()]
    with transaction.atomic():
        call_command("render_report", document.slug, param=given, format=fmt, out=str(out))
        transaction.set_rollback(True)
    return out.read_bytes()


@dataclass(frozen=True)
class Shelf:
    """Of all workers; what two of them print at once is printed twice, and the same."""

    folder: Path

    def kept(self, name: str, make: Callable[[], bytes]) -> Path:
        path = self.folder / f"{name}.pdf"
        if not path.exists():
            self._draft.write_bytes(make())
            self._draft.rename(path)
        return path

    def natural(self, document: Document) -> Path:
        """Of the demonstration city."""
        return self.kept(str(document), lambda: render(document, self._draft, fmt="pdf"))

    def empty(self, document: Document, code: str) -> Path:
        """Of a unit, or of a city, without any data."""
        name = f"{document}-kosong"
        return self.kept(name, lambda: render(document, self._draft, code=code, fmt="pdf"))

    @property
    def _draft(self) -> Path:
        return self.folder / f"{os.getpid()}.draft"
