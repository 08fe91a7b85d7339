"""Tools of the desk: notices on their way, answers prepared, senders kept out, words of search."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from complaints.choices import ComplaintState, FollowEvery, NoticeChannel, NoticeState
from complaints.secrecy import EncryptedTextField
from organizations.models import User

from .area import Area
from .category import Category
from .complaint import Complaint
from .people import Supporter


class AreaFollow(models.Model):
    """Mail about newly shown reports of an area, wanted by a confirmed address.

    The token stands in its mails alone: it confirms, and it ends the subscription. An unconfirmed
    address goes after some days, one that is no longer wanted at once.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey(Category, null=True, on_delete=models.CASCADE, related_name="+")
    every = models.CharField(
        "seberapa sering", max_length=10, choices=FollowEvery, default=FollowEvery.WEEK
    )
    email = EncryptedTextField("surel")
    fingerprint = models.CharField(max_length=64, db_index=True)
    token = EncryptedTextField(default="")
    token_digest = models.CharField(max_length=64, unique=True)
    confirmed_at = models.DateTimeField("dikonfirmasi", null=True)
    last_sent_at = models.DateTimeField("sudah dikabari sampai", null=True)
    made_at = models.DateTimeField("dibuat", default=timezone.now)

    class Meta:
        verbose_name = "langganan wilayah"
        verbose_name_plural = "langganan wilayah"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "category", "fingerprint"], nulls_distinct=False,
                name="complaints_area_follow_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> str:
        """The area and category in words."""
        what = f", kategori {self.category}" if self.category else ""
        return f"wilayah {self.area}{what}"


class Notice(models.Model):
    """News for a reporter or a follower, or for who follows an area; sent by a worker.

    The address is read from the encrypted contact when it is sent; nothing of the report but its
    number and a link is in it.
    """

    complaint = models.ForeignKey(
        Complaint, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    follow = models.ForeignKey(
        AreaFollow, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    supporter = models.ForeignKey(Supporter, null=True, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField("lewat", max_length=10, choices=NoticeChannel)
    subject = models.CharField("perihal", max_length=160)
    body = models.TextField("isi")
    key = models.CharField(max_length=120, unique=True)  # the same news is sent once
    state = models.CharField(
        "status", max_length=10, choices=NoticeState, default=NoticeState.WAITING
    )
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    error = models.CharField("kendala", max_length=300, blank=True)
    made_at = models.DateTimeField("dibuat", default=timezone.now)
    next_at = models.DateTimeField("dicoba lagi", default=timezone.now)
    sent_at = models.DateTimeField("terkirim", null=True)

    class Meta:
        verbose_name = "kabar pengaduan"
        verbose_name_plural = "kabar pengaduan"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state="menunggu"), name="complaints_notice_waiting"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(complaint__isnull=True) ^ Q(follow__isnull=True),
                name="complaints_notice_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint or self.follow}: {self.subject}"


class AnswerTemplate(models.Model):
    """Words for an answer with places to fill: {nomor}, {judul}, {unit}, {tenggat}, {tautan}."""

    name = models.CharField("nama", max_length=120, unique=True)
    for_state = models.CharField("untuk status", max_length=20, choices=ComplaintState, blank=True)
    category = models.ForeignKey(
        Category, verbose_name="kategori", null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    text = models.TextField("isi")
    is_active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "templat jawaban"
        verbose_name_plural = "templat jawaban"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Ban(models.Model):
    """A sender whose reports wait for a look first: with a reason and an end, never silently."""

    fingerprint = models.CharField(max_length=64, db_index=True)
    told = models.CharField("yang diblokir", max_length=60)  # shortened, for people
    reason = models.TextField("alasan")
    until = models.DateTimeField("sampai")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("dibuat", default=timezone.now)
    ended_at = models.DateTimeField("dicabut", null=True)

    class Meta:
        verbose_name = "blokir pengirim"
        verbose_name_plural = "blokir pengirim"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.told


class TicketTry(models.Model):
    """Wrong secrets for one number: further tries of it cost work, whoever makes them."""

    number = models.CharField(max_length=40, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "percobaan rahasia tiket"
        verbose_name_plural = "percobaan rahasia tiket"

    def __str__(self) -> str:
        return self.number


class KnownWord(models.Model):
    """A word of some public report; a search that finds nothing tries those spelled alike."""

    word = models.CharField("kata", max_length=60, primary_key=True)

    class Meta:
        verbose_name = "kata laporan tayang"
        verbose_name_plural = "kata laporan tayang"
        indexes = [
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="complaints_known_word")
        ]

    def __str__(self) -> str:
        return self.word


class SearchWord(models.Model):
    """A word that is left out of searches, or one that means another ("pju" → "lampu jalan")."""

    word = models.CharField("kata", max_length=60, unique=True)
    means = models.CharField("sama dengan", max_length=120, blank=True)  # empty: left out

    class Meta:
        verbose_name = "kata pencarian"
        verbose_name_plural = "kata pencarian"
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
