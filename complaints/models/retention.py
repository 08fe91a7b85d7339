"""How long reports are kept: periods as data, each with its legal basis."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from complaints.choices import ComplaintClass, ComplaintState, Kept

ENDED = [(state.value, state.label) for state in ComplaintState if state in ComplaintState.ended()]


class RetentionRule(models.Model):
    """So many months after its end a report loses what it says and of whom; its frame stays.

    The rule of a class and state goes before that of a class, that before one of a state, that
    before the one for all. A rule that is not in effect is a proposal and removes nothing.
    """

    what = models.CharField("untuk", max_length=10, choices=Kept, default=Kept.REPORT)
    kind = models.CharField("jenis", max_length=20, choices=ComplaintClass, blank=True)
    state = models.CharField("status akhir", max_length=20, choices=ENDED, blank=True)
    months = models.PositiveSmallIntegerField(
        "disimpan (bulan sesudah berakhir)",
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    basis = models.CharField("dasar hukum", max_length=200)
    is_active = models.BooleanField(
        "berlaku", default=False, help_text="Centang sesudah jadwal retensi ditetapkan"
    )

    class Meta:
        verbose_name = "masa simpan"
        verbose_name_plural = "masa simpan"
        ordering = ["what", "kind", "state"]
        constraints = [
            models.UniqueConstraint(
                fields=["what", "kind", "state"], name="complaints_retention_once"
            ),
            models.CheckConstraint(
                condition=Q(what="laporan") | Q(kind="", state=""),
                name="complaints_retention_child_one",
                violation_error_message="Laporan perlindungan anak punya satu masa simpan saja.",
            ),
            models.CheckConstraint(condition=Q(months__gte=1), name="complaints_retention_months"),
        ]

    def __str__(self) -> str:
        kept = self.get_what_display()
        parts = [str(part) for part in (self.get_kind_display(), self.get_state_display()) if part]
        return f"{kept}: {', '.join(parts) or 'semua'}"
