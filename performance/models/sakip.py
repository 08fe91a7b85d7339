"""SAKIP: the instrument (LKE) as data, the year's evaluation of a unit, every layer's answers."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organizations.models import Organization, User
from performance.choices import SakipState

from .sakip_edition import SakipEdition


class SakipEvaluation(models.Model):
    """The evaluation of one unit in one edition, on its way from the unit to the result.

    `total` and `predicate` are those announced; they are set once, when it is made final.
    """

    edition = models.ForeignKey(SakipEdition, on_delete=models.PROTECT, related_name="evaluations")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="sakip_evaluations"
    )
    state = models.CharField("status", max_length=10, choices=SakipState, default=SakipState.SELF)
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("diajukan", null=True)
    evaluated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    evaluated_at = models.DateTimeField("dievaluasi", null=True)
    assured_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    assured_at = models.DateTimeField("dijamin mutunya", null=True)
    replied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField("ditanggapi", null=True)
    finalized_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    finalized_at = models.DateTimeField("ditetapkan", null=True)
    return_note = models.TextField("catatan pengembalian", blank=True)
    reply = models.TextField("tanggapan perangkat daerah", blank=True)
    total = models.DecimalField("nilai", max_digits=5, decimal_places=2, null=True)
    predicate = models.CharField("predikat", max_length=2, blank=True)

    class Meta:
        verbose_name = "evaluasi SAKIP"
        verbose_name_plural = "evaluasi SAKIP"
        ordering = ["-edition__year", "organization"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization"], name="performance_sakipevaluation_once"
            ),
            models.CheckConstraint(
                condition=Q(state="final", total__isnull=False) & ~Q(predicate="")
                | ~Q(state="final") & Q(total__isnull=True, predicate=""),
                name="performance_sakipevaluation_total_when_final",
            ),
            models.CheckConstraint(
                condition=Q(assured_by__isnull=True) | ~Q(assured_by=F("evaluated_by")),
                name="performance_sakipevaluation_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"SAKIP {self.organization} {self.edition.year}"

    def get_absolute_url(self) -> str:
        return reverse("performance:sakip", args=[self.organization.code, self.edition.year])
