"""What was promised for the time after the launch."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from innovations.choices.launch import MilestoneState, Term
from organizations import storage
from organizations.models import User

from .innovation import Innovation


class Milestone(models.Model):
    """An output with its day; reached once somebody else has looked at its evidence."""

    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="milestones")
    term = models.CharField("jangka", max_length=10, choices=Term)
    output = models.CharField("keluaran", max_length=300)
    due_on = models.DateField("target")
    first_due_on = models.DateField("target semula", editable=False)
    state = models.CharField(
        "status", max_length=12, choices=MilestoneState, default=MilestoneState.PLANNED
    )
    done_on = models.DateField("tercapai pada", null=True, blank=True)
    link = models.URLField("tautan bukti", max_length=300, blank=True)
    file = models.FileField(
        "berkas bukti",
        max_length=200,
        upload_to="innovations",
        storage=storage.evidence,
        blank=True,
    )
    file_name = models.CharField(max_length=160, blank=True, editable=False)
    mime = models.CharField(max_length=60, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    note = models.TextField("keterangan", blank=True)
    reported_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    verified_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField("diperiksa", null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    overdue_told_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "tonggak"
        verbose_name_plural = "tonggak"
        ordering = ["innovation", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "term", "output"],
                name="innovations_milestone_once",
                violation_error_message="Keluaran ini sudah ada pada jangka yang sama",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(MilestoneState.PLANNED, MilestoneState.CANCELLED))
                | Q(done_on__isnull=False) & (~Q(link="") | ~Q(file="")),
                name="innovations_milestone_done_with_evidence",
                violation_error_message="Tonggak yang tercapai perlu tanggal dan bukti",
            ),
            models.CheckConstraint(
                condition=Q(state=MilestoneState.VERIFIED) ^ Q(verified_at__isnull=True),
                name="innovations_milestone_verified_whole",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="innovations_milestone_due")]

    def __str__(self) -> str:
        return self.output

    @property
    def tone(self) -> str:
        return MilestoneState.tone_of(self.state)

    @property
    def was_moved(self) -> bool:
        return self.due_on != self.first_due_on

    def is_overdue(self, today: date) -> bool:
        """Its day has passed and nothing proves it."""
        return self.state == MilestoneState.PLANNED and self.due_on < today
