"""Clocks as data: terms with their basis, the time each unit held a report, pauses, the ladder."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from complaints.choices import ComplaintClass, Outcome, Step, TermUnit
from organizations.models import Organization, User
from organizations.querysets import valid_on

from .complaint import Complaint


class DatedQuerySet(models.QuerySet):
    def valid(self, on):
        return self.filter(valid_on(on))


class Term(models.Model):
    """How long a step may take for a class (empty: for all), and where that is written."""

    kind = models.CharField("jenis", max_length=20, choices=ComplaintClass, blank=True)
    step = models.CharField("langkah", max_length=16, choices=Step)
    amount = models.PositiveSmallIntegerField("lama")
    unit = models.CharField("satuan", max_length=12, choices=TermUnit, default=TermUnit.WORKING_DAY)
    basis = models.CharField("dasar hukum", max_length=200)
    valid_from = models.DateField("berlaku sejak")
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "tenggat pengaduan"
        verbose_name_plural = "tenggat pengaduan"
        ordering = ["step", "kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "step", "valid_from"], name="complaints_term_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="complaints_term_validity_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.amount} {self.get_unit_display()}"


class Remedy(models.Model):
    """What a citizen may do when the city is late: words with their basis, kept as data."""

    kind = models.CharField("jenis", max_length=20, choices=ComplaintClass, blank=True)
    text = models.TextField("yang dapat dilakukan pelapor")
    basis = models.CharField("dasar hukum", max_length=200)
    valid_from = models.DateField("berlaku sejak")
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah bila terlambat"
        verbose_name_plural = "langkah bila terlambat"
        ordering = ["kind", "valid_from"]

    def __str__(self) -> str:
        return self.text[:80]


class Segment(models.Model):
    """A unit held the report from … to …; moving on opens the next and resets nothing."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="segments")
    unit = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField("sejak", default=timezone.now)
    ended_at = models.DateTimeField("sampai", null=True)
    hand_back_due_at = models.DateTimeField(null=True)
    reason = models.TextField("alasan diteruskan", blank=True)
    # What the unit did with it, never taken back: figures of closed quarters rest on it.
    answered_at = models.DateTimeField("pertama dijawab", null=True)
    is_in_time = models.BooleanField("tepat waktu", null=True)
    outcome = models.CharField("hasil", max_length=24, choices=Outcome, blank=True)

    class Meta:
        verbose_name = "penanganan unit"
        verbose_name_plural = "penanganan unit"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(ended_at__isnull=True),
                name="complaints_segment_one_open",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.complaint} di {self.unit}"


class Pause(models.Model):
    """The clock stood still while the reporter was asked, and only then."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField("sejak", default=timezone.now)
    ended_at = models.DateTimeField("sampai", null=True)
    answer_until = models.DateTimeField("batas melengkapi", null=True)
    reason = models.TextField("yang diminta")

    class Meta:
        verbose_name = "jeda tenggat"
        verbose_name_plural = "jeda tenggat"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(ended_at__isnull=True),
                name="complaints_pause_one_open",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.complaint}: jeda"


class LadderStep(models.Model):
    """Who is told when a report is late: a named officer, so many working days after the term."""

    level = models.PositiveSmallIntegerField("tingkat")
    after_days = models.PositiveSmallIntegerField("hari kerja sesudah tenggat", default=0)
    unit = models.ForeignKey(
        Organization, verbose_name="untuk laporan di", null=True, blank=True,
        on_delete=models.CASCADE, related_name="+", help_text="Kosong: semua perangkat daerah",
    )  # fmt: skip
    officer = models.ForeignKey(
        User, verbose_name="pejabat", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    title = models.CharField("sebutan", max_length=120)

    class Meta:
        verbose_name = "jenjang eskalasi"
        verbose_name_plural = "jenjang eskalasi"
        ordering = ["level", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "unit"], nulls_distinct=False, name="complaints_ladder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level}. {self.title}"


class Escalation(models.Model):
    """A step of the ladder was reached; without an officer it is an alarm."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="escalations")
    run = models.PositiveSmallIntegerField("putaran", default=1)  # as of `Complaint.run`
    level = models.PositiveSmallIntegerField("tingkat")
    title = models.CharField("sebutan", max_length=120)
    officer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reached_at = models.DateTimeField("dicapai", default=timezone.now)
    note = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "eskalasi"
        verbose_name_plural = "eskalasi"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "run", "level"], name="complaints_escalation_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["complaint", "run"],
                include=["reached_at", "id"],
                condition=Q(officer__isnull=True),
                name="complaints_unheard",
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.title}"
