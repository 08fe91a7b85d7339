"""What people outside the portal say about an innovation. Nobody of them has an account."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from complaints.secrecy import EncryptedTextField
from innovations.choices import WishState
from innovations.choices.citizens import CommentState, Complaint, Usefulness
from organizations.models import User

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


class Rating(models.Model):
    """How useful somebody finds it. `mark` is a keyed digest of a number of the browser and the
    innovation: it tells that this browser has answered, and nothing else."""

    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="ratings")
    mark = models.CharField(max_length=64, unique=True)
    score = models.PositiveSmallIntegerField("kegunaan", choices=Usefulness)
    rated_on = models.DateField("dinilai", default=timezone.localdate)

    class Meta:
        verbose_name = "penilaian kegunaan"
        verbose_name_plural = "penilaian kegunaan"
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="innovations_rating_of_five"
            )
        ]

    def __str__(self) -> str:
        return f"{self.innovation}: {self.get_score_display()}"


class Comment(models.Model):
    """A remark of somebody unknown. What was written stays encrypted, for whoever moderates;
    everybody reads `public_text`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="comments")
    text = EncryptedTextField("komentar")
    public_text = models.TextField("teks yang tayang", blank=True)
    # Set when the sender was signed in; shown nowhere, so that nobody moderates own words.
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "status", max_length=10, choices=CommentState, default=CommentState.WAITING
    )
    sent_at = models.DateTimeField("dikirim", default=timezone.now)
    moderated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    moderated_at = models.DateTimeField(null=True)
    reports = models.PositiveSmallIntegerField("dilaporkan", default=0)
    reported_for = models.CharField("alasan laporan", max_length=10, choices=Complaint, blank=True)

    class Meta:
        verbose_name = "komentar inovasi"
        verbose_name_plural = "komentar inovasi"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["innovation", "state", "-id"], name="innovations_comment_of")
        ]

    def __str__(self) -> str:
        return f"Komentar {self.pk} tentang {self.innovation}"

    @property
    def tone(self) -> str:
        return CommentState.tone_of(self.state)


class Follower(models.Model):
    """An address that wants news. It stands in no list; the token of its mails is the only key.

    The row is also the mail that waits: `asked_at` for a confirmation, `told_until` for news.
    """

    email = EncryptedTextField("surel")
    fingerprint = models.CharField(max_length=64, unique=True)
    token = EncryptedTextField()
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("dibuat", default=timezone.now)
    asked_at = models.DateTimeField("konfirmasi diminta", null=True)
    told_until = models.DateTimeField("sudah dikabari sampai", default=timezone.now)
    told_on = models.DateField("surel terakhir", null=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    next_at = models.DateTimeField("dicoba lagi", default=timezone.now)

    class Meta:
        verbose_name = "pengikut inovasi"
        verbose_name_plural = "pengikut inovasi"

    def __str__(self) -> str:
        return f"Pengikut {self.pk}"


class Follow(models.Model):
    """One innovation somebody follows; unconfirmed ones get nothing and go."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="follows")
    made_at = models.DateTimeField("dibuat", default=timezone.now)
    confirmed_at = models.DateTimeField("dikonfirmasi", null=True)

    class Meta:
        verbose_name = "inovasi yang diikuti"
        verbose_name_plural = "inovasi yang diikuti"
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "innovation"], name="innovations_follow_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.follower}: {self.innovation}"


class DayReads(models.Model):
    """How often the page was read on a day; who read it is not known."""

    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="reads")
    day = models.DateField("hari")
    count = models.PositiveIntegerField("kali")

    class Meta:
        verbose_name = "pembacaan inovasi"
        verbose_name_plural = "pembacaan inovasi"
        constraints = [
            models.UniqueConstraint(fields=["innovation", "day"], name="innovations_reads_of_day")
        ]

    def __str__(self) -> str:
        return f"{self.innovation} {self.day}: {self.count}"
