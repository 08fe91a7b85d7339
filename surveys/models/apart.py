"""What comes with answers and stands apart from them: second typings, single-use codes, comments."""

from django.db import models
from django.db.models import Q

from organizations.models import User
from surveys.choices import CommentState, Settled

from .answer import PaperBatch, Period
from .place import Service, ServicePoint
from .questionnaire import Question


class SecondEntry(models.Model):
    """A paper form typed a second time, by another person, to see how well typing goes."""

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="second_entries")
    row = models.PositiveIntegerField("baris")
    values = models.JSONField("nilai")  # question code → 1 to 4
    differed = models.JSONField("berbeda", default=list)  # question codes
    settled = models.CharField("keputusan", max_length=8, choices=Settled, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "entri ulang"
        verbose_name_plural = "entri ulang"
        ordering = ["batch", "row"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "row"], name="surveys_second_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch}, baris {self.row}"


class TicketCode(models.Model):
    """A single-use code as a keyed digest; that it was used is known, for which answer is not."""

    point = models.ForeignKey(ServicePoint, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    sheet = models.PositiveIntegerField("lembar")
    expires_on = models.DateField("berlaku sampai")
    used_on = models.DateField("dipakai", null=True)

    class Meta:
        verbose_name = "kode sekali pakai"
        verbose_name_plural = "kode sekali pakai"
        ordering = ["point", "sheet", "pk"]

    def __str__(self) -> str:
        return f"{self.point}: lembar {self.sheet}"


class Comment(models.Model):
    """Free text, apart from the answer it came with. Nothing of it is public before it was read."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="comments")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, null=True, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(
        PaperBatch,
        verbose_name="bundel",
        null=True,
        on_delete=models.PROTECT,
        related_name="comments",
    )  # of paper: the bundle it was typed with, never the row
    received_on = models.DateField("tanggal")
    text = models.TextField("isi")
    state = models.CharField(
        "status", max_length=14, choices=CommentState, default=CommentState.WAITING
    )
    public_text = models.TextField("teks yang tayang", blank=True)
    moderated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    moderated_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "saran responden"
        verbose_name_plural = "saran responden"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CommentState.SHOWN) | ~Q(public_text=""),
                name="surveys_comment_shown_has_words",
            )
        ]

    def __str__(self) -> str:
        return f"Saran {self.pk}"
