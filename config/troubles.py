"""Services of `make run` that keep dying: noted by the supervisor, told by /kesehatan/.

One small file for each, in the instance's folder; without Django, as the supervisor is.
"""

from __future__ import annotations

from pathlib import Path

from config.embedded import Instance


def _folder(instance: Instance) -> Path:
    return instance.home / "troubles"


def note(instance: Instance, service: str, words: str) -> None:
    _folder(instance).mkdir(parents=True, exist_ok=True)
    (_folder(instance) / service).write_text(words, encoding="utf-8")


def forget(instance: Instance, service: str) -> None:
    (_folder(instance) / service).unlink(missing_ok=True)


def told(instance: Instance) -> str:
    """All troubles in one line; empty when there are none."""
    files = sorted(_folder(instance).glob("*"))
    return "; ".join(f"{file.name} {file.read_text(encoding='utf-8')}" for file in files)
