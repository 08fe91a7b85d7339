"""The one way apps file what they have: a module found by its name, a call in it, one owner a name.

    SHAPES = Registry[Shape]("shape", name=attrgetter("slug"))

The app that owns a registry says `autodiscover_modules("shapes")` in its `ready()`, which imports
`shapes.py` of every app that has one; there stands `SHAPES.file(Shape(...))`, or `@SHAPES.file`
above a class.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Registry(Generic[Thing]):
    """Things of one kind by their names; two different things of one name are refused."""

    def __init__(self, kind: str, *, name: Callable[[Thing], str]) -> None:
        self.kind = kind
        self._name = name
        self._things: dict[str, Thing] = {}

    def file(self, thing: Thing) -> Thing:
        """Keep the thing under its name and give it back, so that this serves as a decorator.

        Raises TypeError when another thing has the name; filing an equal one again is harmless.
        """
        name = self._name(thing)
        known = self._things.setdefault(name, thing)
        if known is not thing and known != thing:
            raise TypeError(f"two things are filed as {self.kind} {name}")
        return thing

    def find(self, name: str) -> Thing | None:
        return self._things.get(name)

    def names(self) -> list[str]:
        return sorted(self._things)

    def all(self) -> list[Thing]:
        """Everything filed, in the order of the names."""
        return [self._things[name] for name in self.names()]
