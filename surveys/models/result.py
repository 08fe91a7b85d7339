"""What a closed period showed, and what the unit does about it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations import storage
from organizations.models import User
from surveys.choices import (
    Element,
    FollowUpState,
    ForumPaper,
    ForumState,
    Medium,
    ParticipantGroup,
    ReviewItem,
)  # fmt: skip

from .answer import Period
from .place import ServiceUnit


class Snapshot(models.Model):
    """The figures of a period as they stood when it was closed: pages and documents read these."""

    period = models.OneToOneField(Period, on_delete=models.PROTECT, related_name="snapshot")
    respondents = models.PositiveIntegerField("responden")
    index = models.DecimalField("indeks", max_digits=5, decimal_places=2, null=True)
    grade = models.CharField("mutu", max_length=1, blank=True)
    figures = models.JSONField("angka")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "hasil beku"
        verbose_name_plural = "hasil beku"
        constraints = [
            models.CheckConstraint(
                condition=Q(index__isnull=True, grade="", respondents=0)
                | Q(index__isnull=False, index__range=(25, 100), respondents__gt=0),
                name="surveys_snapshot_index_of_somebody",
            )
        ]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Hasil {self.period}"


class Forum(models.Model):
    """Forum Konsultasi Publik: invitation, who came (counts, no persons), minutes, agreements."""

    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="forums")
    period = models.ForeignKey(
        Period, verbose_name="hasil survei yang dibahas", null=True, blank=True,
        on_delete=models.PROTECT, related_name="forums",
    )  # fmt: skip
    topic = models.CharField("pokok bahasan", max_length=200)
    held_on = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=200)
    is_online = models.BooleanField("daring", default=False)
    state = models.CharField(
        "status", max_length=14, choices=ForumState, default=ForumState.INVITED
    )
    summary = models.TextField("ringkasan pembahasan", blank=True)

    class Meta:
        verbose_name = "forum konsultasi publik"
        verbose_name_plural = "forum konsultasi publik"
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.topic


class ForumFile(models.Model):
    """The invitation or the minutes of a forum; a newer file takes the place of the one before."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField("berkas", max_length=12, choices=ForumPaper)
    file = models.FileField(
        "berkas", upload_to="surveys/forum/%Y/", storage=storage.evidence, max_length=200
    )
    file_name = models.CharField(max_length=200)
    mime = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "berkas forum"
        verbose_name_plural = "berkas forum"
        ordering = ["forum", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "kind"], name="surveys_forum_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.forum}"


class ForumGroup(models.Model):
    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="groups")
    group = models.CharField("unsur peserta", max_length=12, choices=ParticipantGroup)
    count = models.PositiveSmallIntegerField("jumlah")

    class Meta:
        verbose_name = "peserta forum"
        verbose_name_plural = "peserta forum"
        ordering = ["forum", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "group"], name="surveys_forum_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.count}"


class FollowUp(models.Model):
    """What a unit does: about an element of a closed period, or because a forum agreed on it."""

    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="follow_ups")
    period = models.ForeignKey(
        Period, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    element = models.CharField("unsur", max_length=12, choices=Element, blank=True)
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    issue = models.TextField("masalah", blank=True)
    action = models.TextField("kegiatan")
    owner = models.CharField("penanggung jawab", max_length=160)
    due_on = models.DateField("paling lambat")
    state = models.CharField(
        "status", max_length=10, choices=FollowUpState, default=FollowUpState.PLANNED
    )
    file = models.FileField(
        "bukti", upload_to="surveys/tindak-lanjut/%Y/", storage=storage.evidence, blank=True,
        max_length=200,
    )  # fmt: skip
    file_name = models.CharField(max_length=200, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    outcome = models.TextField("hasil", blank=True)
    done_on = models.DateField("selesai pada", null=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField("catatan pemeriksa", blank=True)  # what is still lacking, or why not

    class Meta:
        verbose_name = "rencana tindak lanjut"
        verbose_name_plural = "rencana tindak lanjut"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period__isnull=False) & ~Q(element="") | Q(forum__isnull=False),
                name="surveys_follow_up_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(FollowUpState.DONE, FollowUpState.CONFIRMED))
                | Q(done_on__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
                name="surveys_follow_up_done_says_how",
            ),
        ]
        indexes = [models.Index(fields=["unit", "due_on"], name="surveys_follow_up_due")]

    def __str__(self) -> str:
        return f"{self.get_element_display() or 'Kesepakatan forum'}: {self.action[:60]}"

    @property
    def tone(self) -> str:
        return FollowUpState.tone_of(self.state)

    @property
    def quarter(self) -> int:
        """The quarter of the year it is due in."""
        return (self.due_on.month + 2) // 3

    @property
    def reached(self) -> str:
        """Its outcome while it counts as done: of what was sent back nothing is reached."""
        is_done = self.state in (FollowUpState.DONE, FollowUpState.CONFIRMED)
        return self.outcome if is_done else ""


class Publication(models.Model):
    """Where and when the result of a period was made public."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="publications")
    medium = models.CharField("media", max_length=12, choices=Medium)
    url = models.URLField("alamat", blank=True)
    published_on = models.DateField("tanggal")
    note = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "publikasi hasil"
        verbose_name_plural = "publikasi hasil"
        ordering = ["period", "published_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_medium_display()}, {self.published_on:%d/%m/%Y}"


class ReviewLevel(models.Model):
    """A level of an item that PEKPPP scores, as data with its basis: replaceable.

    Nobody may rely on it before a person has read the instrument: `checked_on` says when.
    """

    item = models.CharField("butir", max_length=12, choices=ReviewItem)
    level = models.PositiveSmallIntegerField("tingkat")
    bound = models.DecimalField("batas", max_digits=7, decimal_places=2, null=True, blank=True)
    label = models.CharField("uraian", max_length=200)
    basis = models.CharField("dasar hukum", max_length=200)
    checked_on = models.DateField("diperiksa pada", null=True, blank=True)

    class Meta:
        verbose_name = "tingkat PEKPPP"
        verbose_name_plural = "tingkat PEKPPP"
        ordering = ["item", "level"]
        constraints = [
            models.UniqueConstraint(fields=["item", "level"], name="surveys_review_level_once"),
            models.CheckConstraint(
                condition=Q(level__lte=5) & (Q(bound__isnull=True) | Q(bound__gte=0)),
                name="surveys_review_level_0_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.level}"
