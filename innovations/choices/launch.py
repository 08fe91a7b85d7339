"""Words of launches and of what was promised at them."""

from __future__ import annotations

from django.db import models

from organizations.states import State


class Term(models.TextChoices):
    """Of a milestone; the spans are usual, not a rule, so its day is always written."""

    SHORT = "pendek", "Jangka pendek"
    MEDIUM = "menengah", "Jangka menengah"
    LONG = "panjang", "Jangka panjang"


class MilestoneState(State):
    PLANNED = "rencana", "neutral", "Belum dibuktikan"
    REPORTED = "dilaporkan", "info", "Dilaporkan, belum diperiksa"
    VERIFIED = "terbukti", "success", "Tercapai dan diperiksa"
    CANCELLED = "batal", "neutral", "Dibatalkan"


class Programme(models.TextChoices):
    """Leadership trainings whose participants bring an innovation as their project."""

    PKP = "pkp", "PKP"
    PKA = "pka", "PKA"
    PKN = "pkn", "PKN"


class PaperKind(models.TextChoices):
    DRAFT = "rancangan", "Rancangan"
    REPORT = "laporan", "Laporan"
    APPROVAL = "pengesahan", "Lembar pengesahan"
