"""What people outside the portal say about an innovation. Nobody of them has an account."""

import uuid

from django.db import models
from django.utils import timezone

from complaints.secrecy import EncryptedTextField
from innovations.choices import WishState

from .innovation import Innovation


class Wish(models.Model):
    """Another government or unit wants to do the same. The contact is a person's: it is kept
    encrypted, and taken away some time after it was last needed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="wishes")
    institution = models.CharField("instansi", max_length=160)
    position = models.CharField("jabatan", max_length=120)
    contact = EncryptedTextField("kontak", blank=True)
    needs = models.TextField("yang dibutuhkan")
    is_open = models.BooleanField("boleh disebut", default=False)
    state = models.CharField("status", max_length=12, choices=WishState, default=WishState.NEW)
    received_at = models.DateTimeField("diterima", default=timezone.now)
    settled_at = models.DateTimeField("selesai", null=True)
    forgotten_at = models.DateTimeField("kontak dihapus", null=True)

    class Meta:
        verbose_name = "minat mereplikasi"
        verbose_name_plural = "minat mereplikasi"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["innovation", "state"], name="innovations_wish_of")]

    def __str__(self) -> str:
        return f"{self.institution}: {self.innovation}"

    @property
    def tone(self) -> str:
        return WishState.tone_of(self.state)
