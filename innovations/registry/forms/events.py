"""What the forms of a launch and of an activity share: the innovations they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from innovations.models import Innovation
from innovations.registry.forms.fields import found_entries
from organizations.forms.marked import MarkedForm, marked


class EventForm(MarkedForm):
    """A subclass has the field `innovations`: names or addresses, one a line."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_innovations(self) -> list[Innovation]:
        return found_entries(self.user, self.cleaned_data["innovations"])

    def told(self) -> dict[str, Any]:
        """What the action asks for, by its arguments."""
        values = self.values()
        return {
            "innovations": values.pop("innovations"),
            "values": values,
            "mark": self.cleaned_data["mark"],
        }


def held_values(event: Any, words: Iterable[str], lines: Iterable[str]) -> dict[str, Any]:
    """What the form of an event shows at first: `words` as they are, `lines` one a line."""
    names = event.innovations.order_by("name").values_list("slug", flat=True)
    return {
        **{name: getattr(event, name) for name in words},
        **{name: "\n".join(getattr(event, name)) for name in lines},
        "innovations": "\n".join(names),
        **marked(event, (*words, *lines, "innovations")),
    }
