"""The base of every enumeration of states: each member says its value, its badge and its label.

    class ClaimState(State):
        OPEN = "open", "info", "Terbuka"
        SETTLED = "settled", "success", "Selesai"

Groups of states that rules ask for are class methods beside the members (`SubmissionState.open()`).
"""

from __future__ import annotations

from typing import Self

from django.db import models

TONES = ("neutral", "info", "success", "warning", "danger")


class State(models.TextChoices):
    """A state with the tone of its badge (one of TONES)."""

    tone: str

    def __new__(cls, value: str, tone: str = "") -> Self:
        if tone not in TONES:
            raise ValueError(f"{tone} is no tone")
        state = str.__new__(cls, value)
        state._value_ = value
        state.tone = tone
        return state

    @classmethod
    def tone_of(cls, value: str) -> str:
        """The tone of a stored state; neutral where there is none yet."""
        return cls(value).tone if value else "neutral"
