"""Forms for everybody about one public innovation; no cache keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404

from innovations.citizens.queries.entries import going_entry
from innovations.models import Innovation
from organizations.limits import TooMany, within_limit
from organizations.sender import address_of
from organizations.web import Crumb, FormMixin, QuietView

CATALOGUE = Crumb("Katalog inovasi", "/inovasi/")
BUSY = "Terlalu banyak kiriman dari jaringan ini. Coba lagi satu jam lagi."


class OpenFormPage(FormMixin, QuietView):
    """`limit` is what is counted of one network, and how often an hour."""

    template = "innovations/citizens/form.html"
    submit = "Kirim"
    find: ClassVar[Callable[[str], Innovation | None]] = going_entry
    limit: ClassVar[tuple[str, int]] = ("inovasi", 20)

    @cached_property
    def entry(self) -> Innovation:
        found = type(self).find(self.kwargs["slug"])
        if found is None:
            raise Http404
        return found

    def decide(self) -> None:
        self.entry  # noqa: B018 - 404 where it is not public

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.entry.get_absolute_url()

    @property
    def lead(self) -> str:  # type: ignore[override]
        return self.entry.name

    @property
    def trail(self) -> Sequence[Crumb]:  # type: ignore[override]
        return [CATALOGUE, Crumb(self.entry.name, self.back)]

    def save(self, form: Any) -> Any:
        """Nothing of what a program sent is kept; it is answered like everybody."""
        if form.looks_automatic:
            return None
        what, most = self.limit
        if not within_limit(what, address_of(self.request), most=most):
            raise TooMany(BUSY)
        return self.keep(form.given())

    def keep(self, given: dict[str, Any]) -> Any:
        raise TypeError("keep is the subclass's")
