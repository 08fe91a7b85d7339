"""What is said about a report: to the reporter and the public, or only among officers."""

from django.db import models
from django.utils import timezone

from complaints.choices import Author, MessageKind, MessageState
from complaints.secrecy import EncryptedTextField
from organizations import storage
from organizations.models import Organization, User

from .complaint import Complaint
from .people import Supporter


class Message(models.Model):
    """A line of the dialogue. The reporter reads all that is sent; the public, what is public."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField("jenis", max_length=12, choices=MessageKind)
    author = models.CharField("dari", max_length=10, choices=Author)
    officer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="+")
    supporter = models.ForeignKey(Supporter, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        "status", max_length=10, choices=MessageState, default=MessageState.SENT
    )
    text = models.TextField("isi")
    # A citizen's own words, where what tells who it is was taken out of `text`.
    own_text = EncryptedTextField("kata asli", blank=True, default="")
    is_public = models.BooleanField("tayang", default=False)
    public_text = models.TextField("teks yang tayang", blank=True)
    client_key = models.UUIDField(null=True, unique=True)
    written_at = models.DateTimeField("ditulis", default=timezone.now)
    sent_at = models.DateTimeField("dikirim", null=True)
    said_by: str  # who wrote it, as people read it; of those that a case file holds

    class Meta:
        verbose_name = "pesan pengaduan"
        verbose_name_plural = "pesan pengaduan"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["complaint"],
                condition=models.Q(state=MessageState.DRAFT),
                name="complaints_message_draft",
            ),
            models.Index(
                fields=["kind", "complaint"],
                condition=models.Q(state=MessageState.SENT, is_public=False),
                name="complaints_message_unseen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.get_kind_display()}"


class Note(models.Model):
    """Internal: read by officers of the case, never by the reporter or the public."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("catatan")
    mentions = models.ManyToManyField(User, related_name="+", blank=True)
    written_at = models.DateTimeField("ditulis", default=timezone.now)

    class Meta:
        verbose_name = "catatan internal"
        verbose_name_plural = "catatan internal"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.complaint}: catatan {self.pk}"


class Attachment(models.Model):
    """A photo or PDF, cleaned before it was stored: no place, no camera, no author in it.

    `redacted` is the copy with black parts; where there is one, the first is for few.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message, null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.FileField("berkas", upload_to="complaints/%Y/", storage=storage.evidence)
    redacted = models.FileField(
        "berkas yang dihitamkan", upload_to="complaints/%Y/", storage=storage.evidence, blank=True
    )
    shown_name = models.CharField("nama berkas", max_length=200)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField("ukuran (byte)")
    sha256 = models.CharField(max_length=64)
    redacted_sha256 = models.CharField(max_length=64, blank=True)
    author = models.CharField("dari", max_length=10, choices=Author)
    is_result = models.BooleanField("foto hasil", default=False)
    is_public = models.BooleanField("tayang", default=False)
    is_hidden = models.BooleanField("disembunyikan", default=False)
    hidden_reason = models.CharField("alasan disembunyikan", max_length=200, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "lampiran pengaduan"
        verbose_name_plural = "lampiran pengaduan"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_picture(self) -> bool:
        return self.mime.startswith("image/")


class Rating(models.Model):
    """What the reporter thinks of the answer; a low one may come with a reopening."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="rating")
    stars = models.PositiveSmallIntegerField("nilai")
    text = models.TextField("pendapat", blank=True)
    given_at = models.DateTimeField("diberikan", default=timezone.now)

    class Meta:
        verbose_name = "penilaian pelapor"
        verbose_name_plural = "penilaian pelapor"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__range=(1, 4)), name="complaints_rating_1_4"
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.stars}"
