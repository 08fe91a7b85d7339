"""The objects that WeasyPrint made of a document, and how ours are added to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.pdf.objects import Ref, serialise


class MadeObjects:
    """A file of WeasyPrint; to the writer of fonts it is a file like ours."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def dictionary(self, values: Mapping[str, Any]) -> Any:
        """A dictionary that is an object of its own."""
        found = self.inline(values)
        self.pdf.add_object(found)
        return found

    def inline(self, values: Mapping[str, Any]) -> Any:
        from pydyf import Dictionary  # noqa: PLC0415 - comes with WeasyPrint

        return Dictionary(values)

    def array(self, values: Sequence[Any]) -> Any:
        from pydyf import Array  # noqa: PLC0415

        return Array(values)

    def add(self, value: Mapping[str, Any]) -> Ref:
        return Ref(self.dictionary({key: serialise(item) for key, item in value.items()}).number)

    def add_stream(self, data: bytes, entries: Mapping[str, Any] | None = None) -> Ref:
        from pydyf import Stream  # noqa: PLC0415

        extra = {key: serialise(item) for key, item in (entries or {}).items()}
        found = Stream([data], extra, compress=True)
        self.pdf.add_object(found)
        return Ref(found.number)
