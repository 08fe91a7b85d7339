"""Who judges, what they may not judge, and what they said."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from innovations.choices.competition import (
    ConflictKind,
    JurorKind,
    SheetState,
)
from organizations import storage
from organizations.models import User

from .edition import Edition
from .proposal import Proposal
from .rule import Criterion, Question, Stage


class Juror(models.Model):
    """A person who judges in an edition. Who left keeps the sheets already sent."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="jurors")
    user = models.ForeignKey(User, verbose_name="akun", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("unsur", max_length=12, choices=JurorKind)
    institution = models.CharField("instansi", max_length=160)
    field = models.CharField("bidang keahlian", max_length=160, blank=True)
    is_chair = models.BooleanField("ketua juri", default=False)
    left_on = models.DateField("berhenti sejak", null=True, blank=True)
    left_because = models.CharField("alasan berhenti", max_length=240, blank=True)

    class Meta:
        verbose_name = "juri"
        verbose_name_plural = "juri"
        ordering = ["edition", "-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "user"], name="innovations_juror_once"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(is_chair=True, left_on__isnull=True),
                name="innovations_juror_one_chair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class Conflict(models.Model):
    """A declared reason not to judge a proposal; other reasons are found each time."""

    has_confined_history = True  # organizations.activity: its lines stand on its own page only

    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="conflicts")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField("hubungan", max_length=12, choices=ConflictKind)
    note = models.CharField("penjelasan", max_length=400, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("dinyatakan", default=timezone.now)

    class Meta:
        verbose_name = "benturan kepentingan"
        verbose_name_plural = "benturan kepentingan"
        ordering = ["juror", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["juror", "proposal"], name="innovations_conflict_once")
        ]

    def __str__(self) -> str:
        return f"{self.juror}: {self.get_kind_display()}"


class Draw(models.Model):
    """Who was given what by chance: the seed gives the same draw again."""

    has_confined_history = True  # organizations.activity: its lines stand on its own page only

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="draws")
    seed = models.CharField("bilangan acak", max_length=64)
    asked = models.JSONField("yang diundi")  # entries, jurors, blocks: what the seed was applied to
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("diundi", default=timezone.now)

    class Meta:
        verbose_name = "undian juri"
        verbose_name_plural = "undian juri"
        ordering = ["stage", "pk"]

    def __str__(self) -> str:
        return f"Undian {self.stage}"


class Sheet(models.Model):
    """One juror's judgement of one proposal in one stage."""

    has_confined_history = True  # organizations.activity: its lines stand on its own page only

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="sheets")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="sheets")
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="sheets")
    draw = models.ForeignKey(Draw, null=True, on_delete=models.PROTECT, related_name="sheets")
    reason = models.CharField("alasan ditunjuk langsung", max_length=240, blank=True)
    state = models.CharField(
        "status", max_length=12, choices=SheetState, default=SheetState.ASSIGNED
    )
    comment = models.TextField("saran untuk pengusul", blank=True)
    note = models.TextField("catatan untuk panitia", blank=True)
    is_late = models.BooleanField("susulan", default=False, editable=False)  # past its phase
    version = models.PositiveIntegerField(default=0, editable=False)
    salt = models.CharField(max_length=32, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    sent_at = models.DateTimeField("dikirim", null=True, editable=False)

    class Meta:
        verbose_name = "lembar nilai"
        verbose_name_plural = "lembar nilai"
        ordering = ["stage", "proposal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "proposal", "juror"], name="innovations_sheet_once"
            ),
            models.CheckConstraint(
                condition=Q(state=SheetState.SUBMITTED, sent_at__isnull=False)
                | ~Q(state=SheetState.SUBMITTED),
                name="innovations_sheet_sent_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Lembar nilai {self.proposal.code}"

    @property
    def tone(self) -> str:
        return SheetState.tone_of(self.state)


class Score(models.Model):
    """A juror's score on a criterion; no row is no score, never a zero."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField("nilai", max_digits=7, decimal_places=3, null=True)
    comment = models.CharField("alasan", max_length=600, blank=True)

    class Meta:
        verbose_name = "nilai"
        verbose_name_plural = "nilai"
        ordering = ["sheet", "criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="innovations_score_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}"


class Reply(models.Model):
    """A juror's answer outside the score."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="replies")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    says_yes = models.BooleanField("ya")

    class Meta:
        verbose_name = "jawaban di luar nilai"
        verbose_name_plural = "jawaban di luar nilai"
        ordering = ["sheet", "question__order"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="innovations_reply_once")
        ]

    def __str__(self) -> str:
        return f"{self.question}"


class Appearance(models.Model):
    """When and where a shortlisted proposal is presented or visited."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="appearances")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="appearances")
    begins_at = models.DateTimeField("mulai")
    ends_at = models.DateTimeField("selesai")
    place = models.CharField("tempat atau tautan", max_length=240)
    note = models.TextField("hasil kunjungan", blank=True)

    class Meta:
        verbose_name = "jadwal tampil"
        verbose_name_plural = "jadwal tampil"
        ordering = ["stage", "begins_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "proposal"], name="innovations_appearance_once"
            ),
            models.CheckConstraint(
                condition=Q(begins_at__lt=F("ends_at")),
                name="innovations_appearance_ordered",
                violation_error_message="Selesai harus sesudah mulai",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.proposal}"


class VisitPhoto(models.Model):
    appearance = models.ForeignKey(Appearance, on_delete=models.CASCADE, related_name="photos")
    caption = models.CharField("keterangan", max_length=200)
    file = models.FileField(
        "foto", upload_to="visits/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "foto kunjungan"
        verbose_name_plural = "foto kunjungan"
        ordering = ["appearance", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appearance", "sha256"], name="innovations_visit_photo_once"
            )
        ]

    def __str__(self) -> str:
        return self.caption
