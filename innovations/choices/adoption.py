"""States of what is said in an adoption checklist."""

from __future__ import annotations

from organizations.states import State


class MarkState(State):
    """What is said of one item at one unit; where nothing is said there is no row."""

    FILLED = "diisi", "info", "Menunggu diperiksa"
    VERIFIED = "diverifikasi", "success", "Terpenuhi"
    REFUSED = "ditolak", "danger", "Ditolak"
    WITHDRAWN = "ditarik", "neutral", "Ditarik"
    REVOKED = "dicabut", "warning", "Tidak lagi terpenuhi"

    @classmethod
    def standing(cls) -> tuple[MarkState, ...]:
        """One at most for an item of a unit."""
        return (cls.FILLED, cls.VERIFIED)

    @classmethod
    def counting(cls) -> tuple[MarkState, ...]:
        """Those that count on the days between their first and their last."""
        return (cls.VERIFIED, cls.REVOKED)
