"""The contracts of pyproject.toml name every app and every room there is."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings

# A package with one of these has a job of its own: it is a room.
LAYERS = {"urls", "views", "forms", "actions", "queries"}


@cache
def tools() -> dict[str, Any]:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


def contract(name: str) -> dict[str, Any]:
    (found,) = [c for c in tools()["importlinter"]["contracts"] if c["name"] == name]
    return found


def own_apps() -> set[str]:
    here = settings.BASE_DIR
    return {c.name for c in apps.get_app_configs() if (here / c.name / "apps.py").exists()}


def domains() -> set[str]:
    return own_apps() - {"organizations", "reports"}


def rooms() -> set[str]:
    return {
        f"{app}.{folder.name}"
        for app in domains()
        for folder in (settings.BASE_DIR / app).iterdir()
        if (folder / "__init__.py").exists()
        and LAYERS & {entry.stem for entry in folder.iterdir() if entry.stem != "__init__"}
    }


def test_every_app_is_under_the_tools():
    assert set(tools()["importlinter"]["root_packages"]) == own_apps() | {"config"}
    assert set(contract("Apps point downward")["layers"]) == own_apps() | {"config"}
    assert own_apps() <= set(tools()["ruff"]["lint"]["isort"]["known-first-party"])
    assert own_apps() <= set(tools()["coverage"]["run"]["source"])


def test_every_room_keeps_its_layers():
    assert set(contract("Layers inside every room")["containers"]) == rooms()


def test_every_domain_has_rooms_in_order():
    ordered = {room.split(".")[0] for room in rooms()}
    for app in ordered:
        assert contract(f"Rooms of {app} stand on one another")["exhaustive"]
    assert ordered == domains()
