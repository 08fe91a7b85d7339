"""Figures of too few people, and the words that stand in their place."""

from __future__ import annotations

from organizations.small_cells import SMALL_CELL

NOTHING = "Belum ada data"
TOO_FEW = f"Disembunyikan: kurang dari {SMALL_CELL} responden"
OR_FOLLOWS = f"{TOO_FEW}, atau dapat dihitung dari selisihnya"


def why_not_public(respondents: int) -> str:
    """Why figures of so many respondents are not for everybody; empty where they are."""
    if respondents >= SMALL_CELL:
        return ""
    return TOO_FEW if respondents else NOTHING
