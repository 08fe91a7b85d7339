"""Consultations that an innovation offers, and the steps of a process it is."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from complaints.secrecy import EncryptedTextField
from innovations.choices.journal import ConsultationState, StepState
from organizations.models import User

from .innovation import Innovation


class ProcessStep(models.Model):
    """A step of a process that the innovation carries out, such as from order to payment."""

    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("langkah", max_length=120)
    words = models.CharField("keterangan", max_length=400, blank=True)
    state = models.CharField("keadaan", max_length=10, choices=StepState, default=StepState.PLANNED)
    link = models.URLField("tautan", max_length=300, blank=True)

    class Meta:
        verbose_name = "langkah alur"
        verbose_name_plural = "langkah alur"
        ordering = ["innovation", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "name"], name="innovations_step_once",
                violation_error_message="Langkah dengan nama ini sudah ada pada inovasi ini",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def tone(self) -> str:
        return StepState.tone_of(self.state)


class ConsultationDesk(models.Model):
    """Where requests of an innovation go; without an open desk nobody can ask for one."""

    innovation = models.OneToOneField(Innovation, on_delete=models.CASCADE, related_name="desk")
    is_open = models.BooleanField("menerima permintaan konsultasi", default=False)
    email = models.EmailField("surel kontak unit", blank=True)
    words = models.CharField("yang dapat dikonsultasikan", max_length=400, blank=True)

    class Meta:
        verbose_name = "layanan konsultasi"
        verbose_name_plural = "layanan konsultasi"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=False) | ~Q(email=""),
                name="innovations_desk_reached",
                violation_error_message="Isi surel kontak unit untuk menerima permintaan",
            )
        ]

    def __str__(self) -> str:
        return f"Konsultasi {self.innovation}"


class Consultation(models.Model):
    """A request of a citizen. What is theirs is encrypted and taken away in time; the frame stays
    for figures."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    innovation = models.ForeignKey(
        Innovation, on_delete=models.PROTECT, related_name="consultations"
    )
    name = EncryptedTextField("nama", blank=True)
    email = EncryptedTextField("surel", blank=True)
    phone = EncryptedTextField("telepon", blank=True)
    topic = EncryptedTextField("topik", blank=True)
    question = EncryptedTextField("pertanyaan", blank=True)
    wished_on = models.DateField("tanggal yang diinginkan", null=True)
    state = models.CharField(
        "status", max_length=12, choices=ConsultationState, default=ConsultationState.RECEIVED
    )
    received_at = models.DateTimeField("diterima", default=timezone.now)
    meets_at = models.DateTimeField("jadwal", null=True)
    answer = EncryptedTextField("tanggapan", blank=True)
    moved_at = models.DateTimeField("ditanggapi", default=timezone.now)
    moved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField("isi dihapus", null=True)

    class Meta:
        verbose_name = "permintaan konsultasi"
        verbose_name_plural = "permintaan konsultasi"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["innovation", "received_at"], name="innovations_consulted"),
            models.Index(
                fields=["moved_at"],
                condition=Q(erased_at__isnull=True),
                name="innovations_consult_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"Permintaan konsultasi {self.pk}"

    @property
    def tone(self) -> str:
        return ConsultationState.tone_of(self.state)
