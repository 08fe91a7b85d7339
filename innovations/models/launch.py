"""How innovations began: training cohorts, launches with their commitments, milestones."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from innovations.choices import LaunchState, Programme, Term
from organizations import storage
from organizations.models import User

from .innovation import Innovation


class Cohort(models.Model):
    """A batch of a leadership training."""

    programme = models.CharField("pelatihan", max_length=5, choices=Programme)
    batch = models.CharField("angkatan", max_length=20)
    year = models.PositiveSmallIntegerField("tahun")
    began_on = models.DateField("mulai", null=True, blank=True)
    organizer = models.CharField("penyelenggara", max_length=160, blank=True)

    class Meta:
        verbose_name = "angkatan pelatihan"
        verbose_name_plural = "angkatan pelatihan"
        ordering = ["-year", "programme", "batch"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "batch", "year"], name="innovations_cohort_once"
            )
        ]

    def __str__(self) -> str:
        return f"{Programme(self.programme).name} Angkatan {self.batch} Tahun {self.year}"


class Training(models.Model):
    """The innovation as aksi perubahan of a participant; persons by position, not by name."""

    innovation = models.OneToOneField(Innovation, on_delete=models.CASCADE, related_name="training")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="trainings")
    leader = models.CharField("pemimpin proyek (jabatan)", max_length=160)
    mentor = models.CharField("mentor (jabatan)", max_length=160, blank=True)
    coach = models.CharField("coach", max_length=160, blank=True)

    class Meta:
        verbose_name = "aksi perubahan"
        verbose_name_plural = "aksi perubahan"

    def __str__(self) -> str:
        return f"{self.innovation} ({self.cohort})"


class Launch(models.Model):
    """An event at which innovations were launched."""

    name = models.CharField("acara", max_length=200)
    held_on = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=200)
    occasion = models.TextField("keterangan", blank=True)
    decree = models.CharField("nomor keputusan", max_length=160, blank=True)
    press = models.JSONField("tautan berita", default=list, blank=True)
    innovations = models.ManyToManyField(
        Innovation, verbose_name="inovasi yang diluncurkan", related_name="launches"
    )
    state = models.CharField(
        "status", max_length=10, choices=LaunchState, default=LaunchState.PLANNED
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "peluncuran"
        verbose_name_plural = "peluncuran"
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def tone(self) -> str:
        return LaunchState.tone_of(self.state)


class Signatory(models.Model):
    """Who signed the commitment, by position."""

    launch = models.ForeignKey(Launch, on_delete=models.CASCADE, related_name="signatories")
    position = models.CharField("jabatan", max_length=160)
    institution = models.CharField("instansi", max_length=160, blank=True)
    promise = models.CharField("isi komitmen", max_length=400, blank=True)
    signed_on = models.DateField("ditandatangani", null=True, blank=True)

    class Meta:
        verbose_name = "penanda tangan komitmen"
        verbose_name_plural = "penanda tangan komitmen"
        ordering = ["launch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["launch", "position", "institution"], name="innovations_signatory_once"
            )
        ]

    def __str__(self) -> str:
        return self.position


class LaunchPhoto(models.Model):
    launch = models.ForeignKey(Launch, on_delete=models.CASCADE, related_name="photos")
    caption = models.CharField("keterangan", max_length=200)
    file = models.FileField(
        "foto", upload_to="innovations/peluncuran/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "foto peluncuran"
        verbose_name_plural = "foto peluncuran"
        ordering = ["launch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["launch", "sha256"], name="innovations_photo_once")
        ]

    def __str__(self) -> str:
        return self.caption


class Milestone(models.Model):
    """What an innovation set out to reach, with its proof."""

    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="milestones")
    term = models.CharField("jangka", max_length=10, choices=Term)
    output = models.CharField("keluaran", max_length=240)
    due_on = models.DateField("target selesai")
    done_on = models.DateField("selesai", null=True, blank=True)
    evidence = models.CharField("bukti", max_length=400, blank=True)
    reported_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    verified_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "tonggak capaian"
        verbose_name_plural = "tonggak capaian"
        ordering = ["innovation", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, verified_by__isnull=True)
                | Q(done_on__isnull=False) & ~Q(evidence=""),
                name="innovations_milestone_done_with_proof",
                violation_error_message="Tonggak yang selesai perlu buktinya",
            )
        ]

    def __str__(self) -> str:
        return self.output
