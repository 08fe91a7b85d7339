import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.models import Organization, User
from performance.choices import CommentState, FollowUpState

from .indicator import Indicator


class PublicComment(models.Model):
    """A citizen's remark on an indicator; shown after moderation, answered by the unit."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="comments")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField("nama", max_length=80, blank=True)
    text = models.TextField("komentar")
    # Set when the sender was signed in; shown nowhere, so that nobody moderates own words.
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "status", max_length=10, choices=CommentState, default=CommentState.PENDING
    )
    created_at = models.DateTimeField("dikirim", default=timezone.now)
    moderated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    moderated_at = models.DateTimeField(null=True)
    moderation_note = models.CharField("alasan", max_length=240, blank=True)
    answer = models.TextField("jawaban", blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    follow_up = models.TextField("yang akan dilakukan", blank=True)
    follow_up_due = models.DateField("batas waktu", null=True, blank=True)
    follow_up_state = models.CharField(
        "status tindak lanjut",
        max_length=10,
        choices=FollowUpState,
        blank=True,
        help_text="Kosong bila tidak perlu tindak lanjut",
    )

    class Meta:
        verbose_name = "komentar warga"
        verbose_name_plural = "komentar warga"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["organization", "state", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up_state="") | ~Q(follow_up=""),
                name="performance_comment_follow_up_says_what",
                violation_error_message="Tulis yang akan dilakukan",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
