"""Who answers for an innovation today, and what is known about its life."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from innovations.choices import CheckInState, HandoverState, Health, Vitality
from innovations.querysets import StewardQuerySet
from organizations.models import Assignment, User

from .innovation import Innovation


class Steward(models.Model):
    """A person holds an innovation by an assignment; when that ends, nobody does."""

    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="stewards")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)

    objects = StewardQuerySet.as_manager()

    class Meta:
        verbose_name = "penanggung jawab inovasi"
        verbose_name_plural = "penanggung jawab inovasi"
        ordering = ["innovation", "-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["innovation"],
                condition=Q(until__isnull=True),
                name="innovations_steward_one",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="innovations_steward_days_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} ({self.innovation})"


class Handover(models.Model):
    """From one person to the next: offered by one side, confirmed by the other."""

    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(
        Assignment, verbose_name="penyerah", null=True, on_delete=models.PROTECT, related_name="+"
    )
    taker = models.ForeignKey(
        Assignment, verbose_name="penerima", on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField("yang perlu diketahui penerus", blank=True)
    state = models.CharField(
        "status", max_length=12, choices=HandoverState, default=HandoverState.OFFERED
    )
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField("ditawarkan", default=timezone.now)
    decided_at = models.DateTimeField("dijawab", null=True)

    class Meta:
        verbose_name = "serah terima inovasi"
        verbose_name_plural = "serah terima inovasi"
        ordering = ["innovation", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["innovation"],
                condition=Q(state=HandoverState.OFFERED),
                name="innovations_handover_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(giver__isnull=True) | ~Q(giver=F("taker")),
                name="innovations_handover_two_people",
                violation_error_message="Penerima harus orang lain",
            ),
        ]

    def __str__(self) -> str:
        return f"Serah terima {self.innovation}"

    @property
    def tone(self) -> str:
        return HandoverState.tone_of(self.state)


class CheckIn(models.Model):
    """A half-yearly question to the steward: does it live?"""

    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="check_ins")
    period = models.CharField("semester", max_length=7)  # 2026-S1
    asked_on = models.DateField("diminta")
    due_on = models.DateField("paling lambat")
    state = models.CharField(
        "status", max_length=10, choices=CheckInState, default=CheckInState.ASKED
    )
    vitality = models.CharField("keadaan", max_length=10, choices=Vitality, blank=True)
    stopped_on = models.DateField("berhenti sejak", null=True, blank=True)
    users = models.PositiveIntegerField("pengguna atau penerima manfaat", null=True, blank=True)
    numbers = models.TextField("angka dan hasil", blank=True)
    evidence = models.CharField("bukti", max_length=400, blank=True)
    trouble = models.TextField("kendala", blank=True)
    answered_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("dijawab", null=True)
    corrected_at = models.DateTimeField("diperbaiki", null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    escalated_at = models.DateTimeField("diteruskan ke kepala", null=True, editable=False)
    city_told_at = models.DateTimeField(
        "diteruskan ke Bagian Organisasi", null=True, editable=False
    )

    class Meta:
        verbose_name = "kabar semester"
        verbose_name_plural = "kabar semester"
        ordering = ["innovation", "-period"]
        constraints = [
            models.UniqueConstraint(fields=["innovation", "period"], name="innovations_check_once"),
            models.CheckConstraint(
                condition=Q(state=CheckInState.ANSWERED, answered_at__isnull=False)
                & ~Q(vitality="")
                | ~Q(state=CheckInState.ANSWERED) & Q(vitality="", answered_at__isnull=True),
                name="innovations_check_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True) | Q(vitality=Vitality.STOPPED),
                name="innovations_check_stopped_when_stopped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.innovation} {self.period}"

    @property
    def tone(self) -> str:
        return CheckInState.tone_of(self.state)

    @property
    def is_late(self) -> bool:
        """Answered after its day."""
        at = self.answered_at
        return at is not None and timezone.localdate(at) > self.due_on

    @property
    def half_year(self) -> str:
        """The period in words."""
        year, _, half = self.period.partition("-S")
        return f"Semester {half} {year}"


class HealthNote(models.Model):
    """A judgement above the rules, with its reason and its end."""

    innovation = models.ForeignKey(
        Innovation, on_delete=models.PROTECT, related_name="health_notes"
    )
    health = models.CharField("keadaan", max_length=10, choices=Health)
    reason = models.TextField("alasan")
    until = models.DateField("berlaku sampai")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "penetapan keadaan"
        verbose_name_plural = "penetapan keadaan"
        ordering = ["innovation", "-pk"]

    def __str__(self) -> str:
        return f"{self.innovation}: {self.get_health_display()}"


class FormerAnswer(models.Model):
    """What was answered before it was corrected; never written again."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="former_answers")
    vitality = models.CharField("keadaan", max_length=10, choices=Vitality)
    stopped_on = models.DateField("berhenti sejak", null=True)
    users = models.PositiveIntegerField("pengguna atau penerima manfaat", null=True)
    numbers = models.TextField("angka dan hasil", blank=True)
    evidence = models.CharField("bukti", max_length=400, blank=True)
    trouble = models.TextField("kendala", blank=True)
    reason = models.TextField("alasan diperbaiki")
    replaced_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField("diperbaiki", default=timezone.now)

    class Meta:
        verbose_name = "kabar sebelum diperbaiki"
        verbose_name_plural = "kabar sebelum diperbaiki"
        ordering = ["check_in", "-pk"]

    def __str__(self) -> str:
        return f"{self.check_in}: {self.get_vitality_display()}"
