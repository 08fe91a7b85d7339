"""docs/states.md: every table of transitions of the portal as a diagram, drawn from the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_module, module_has_submodule

from organizations.states import State
from organizations.workflow import Transition

PAGE = Path(settings.BASE_DIR) / "docs" / "states.md"
HEAD = """# States and moves

Drawn from every app's `states.py` by `manage.py draw_states`; a test compares. An arrow says what its
button says.
"""


class Command(BaseCommand):
    help = "Menggambar ulang docs/states.md dari tabel perpindahan status."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        PAGE.write_text(drawn(), encoding="utf-8")


def drawn() -> str:
    """The whole page."""
    found: dict[type[State], list[Transition]] = {}
    for move in _moves():
        found.setdefault(_states_of(move), []).append(move)
    return "\n".join([HEAD, *(_diagram(states, moves) for states, moves in found.items())])


def _moves() -> Iterator[Transition]:
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "states"):
            module = import_module(f"{config.name}.states")
            names = [name for _, name, _ in iter_modules(getattr(module, "__path__", ()))]
            for part in (module, *(import_module(f"{module.__name__}.{name}") for name in names)):
                yield from (move for move in vars(part).values() if isinstance(move, Transition))


def _states_of(move: Transition) -> type[State]:
    source = next(iter(move.sources))
    if not isinstance(source, State):
        raise TypeError(f"{move.name} starts from {source}, which is no State")
    return type(source)


def _diagram(states: type[State], moves: list[Transition]) -> str:
    lines = [f"## {states.__name__}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {state}: {state.label}" for state in states]
    for move in moves:
        sources = [state for state in states if state in move.sources]
        lines += [f"    {source} --> {move.target}: {move.label}" for source in sources]
    return "\n".join([*lines, "```", ""])
