"""Choices of what citizens say."""

from __future__ import annotations

from django.db import models

from organizations.states import State


class CommentState(State):
    """Nothing is public before somebody of the unit has read it."""

    WAITING = "menunggu", "info", "Menunggu diperiksa"
    SHOWN = "tayang", "success", "Tayang"
    HIDDEN = "ditolak", "neutral", "Tidak ditayangkan"


class Usefulness(models.IntegerChoices):
    """The question of everybody, in words."""

    VERY = 5, "Sangat berguna"
    USEFUL = 4, "Berguna"
    SOMEWHAT = 3, "Cukup berguna"
    LITTLE = 2, "Kurang berguna"
    NOT = 1, "Tidak berguna"


class Complaint(models.TextChoices):
    """Why a comment should not stand there."""

    RUDE = "kasar", "Kasar atau menghina"
    PERSONAL = "pribadi", "Memuat data pribadi"
    FALSE = "salah", "Tidak benar"
    ADVERT = "iklan", "Iklan"
