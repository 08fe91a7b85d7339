"""Leadership trainings, and the innovations their participants brought as a project."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from innovations.choices.launch import PaperKind, Programme
from organizations import storage
from organizations.models import User

from .innovation import Innovation


class Cohort(models.Model):
    programme = models.CharField("pelatihan", max_length=4, choices=Programme)
    batch = models.CharField("angkatan", max_length=20)
    year = models.PositiveSmallIntegerField("tahun")
    organiser = models.CharField("penyelenggara", max_length=160, blank=True)
    begins_on = models.DateField("mulai", null=True, blank=True)
    ends_on = models.DateField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = "angkatan pelatihan"
        verbose_name_plural = "angkatan pelatihan"
        ordering = ["-year", "programme", "batch"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "batch", "year", "organiser"],
                name="innovations_cohort_once",
                violation_error_message="Angkatan ini sudah dicatat",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(begins_on__lte=F("ends_on")),
                name="innovations_cohort_days_ordered",
                violation_error_message="Pelatihan tidak boleh selesai sebelum mulai",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_programme_display()} Angkatan {self.batch} Tahun {self.year}"


class TrainingProject(models.Model):
    """The innovation of one participant; people stand by their position."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="projects")
    innovation = models.OneToOneField(
        Innovation, on_delete=models.PROTECT, related_name="training",
        error_messages={"unique": "Inovasi ini sudah tercatat pada suatu angkatan"},
    )  # fmt: skip
    participant = models.CharField("jabatan peserta", max_length=160)
    mentor = models.CharField("jabatan mentor", max_length=160, blank=True)
    coach = models.CharField("jabatan coach", max_length=160, blank=True)
    outcome = models.CharField("hasil pelatihan", max_length=200, blank=True)

    class Meta:
        verbose_name = "aksi perubahan"
        verbose_name_plural = "aksi perubahan"
        ordering = ["cohort", "pk"]

    def __str__(self) -> str:
        return f"{self.innovation} ({self.cohort})"


class TrainingPaper(models.Model):
    project = models.ForeignKey(TrainingProject, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField("jenis berkas", max_length=10, choices=PaperKind)
    file = models.FileField(
        "berkas", max_length=200, upload_to="innovations", storage=storage.evidence
    )
    file_name = models.CharField("nama berkas", max_length=160)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "berkas pelatihan"
        verbose_name_plural = "berkas pelatihan"
        ordering = ["project", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "sha256"], name="innovations_training_paper_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
