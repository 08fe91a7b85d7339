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
    ForumState,
    Medium,
    ParticipantGroup,
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


class FollowUp(models.Model):
    """An action for one of the lowest elements, from the plan to its proof."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="follow_ups")
    element = models.CharField("unsur", max_length=12, choices=Element)
    action = models.TextField("kegiatan")
    owner = models.CharField("penanggung jawab", max_length=160)
    due_on = models.DateField("paling lambat")
    state = models.CharField(
        "status", max_length=10, choices=FollowUpState, default=FollowUpState.PLANNED
    )
    proof = models.FileField(
        "bukti", upload_to="surveys/tindak-lanjut/%Y/", storage=storage.evidence, blank=True
    )
    proof_name = models.CharField(max_length=200, blank=True)
    outcome = models.TextField("hasil", blank=True)
    done_on = models.DateField("selesai pada", null=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rencana tindak lanjut"
        verbose_name_plural = "rencana tindak lanjut"
        ordering = ["period", "due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_element_display()}: {self.action[:60]}"


class Forum(models.Model):
    """Forum Konsultasi Publik: invitation, who came, minutes, what was agreed."""

    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="forums")
    topic = models.CharField("pokok bahasan", max_length=200)
    held_on = models.DateField("tanggal")
    place = models.CharField("tempat", max_length=200)
    is_online = models.BooleanField("daring", default=False)
    state = models.CharField(
        "status", max_length=14, choices=ForumState, default=ForumState.INVITED
    )
    invitation = models.FileField(
        "undangan", upload_to="surveys/fkp/%Y/", storage=storage.evidence, blank=True
    )
    minutes = models.FileField(
        "berita acara", upload_to="surveys/fkp/%Y/", storage=storage.evidence, blank=True
    )
    summary = models.TextField("ringkasan pembahasan", blank=True)

    class Meta:
        verbose_name = "forum konsultasi publik"
        verbose_name_plural = "forum konsultasi publik"
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.topic


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


class ForumAgreement(models.Model):
    """What was agreed; published with the minutes and followed until it is done."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="agreements")
    issue = models.TextField("masalah")
    action = models.TextField("kesepakatan")
    owner = models.CharField("penanggung jawab", max_length=160)
    due_on = models.DateField("paling lambat")
    follow_up = models.ForeignKey(
        FollowUp, verbose_name="rencana tindak lanjut", null=True, blank=True,
        on_delete=models.SET_NULL, related_name="agreements",
    )  # fmt: skip
    done_on = models.DateField("selesai pada", null=True)
    outcome = models.TextField("hasil", blank=True)

    class Meta:
        verbose_name = "kesepakatan forum"
        verbose_name_plural = "kesepakatan forum"
        ordering = ["forum", "due_on", "pk"]

    def __str__(self) -> str:
        return self.action[:60]


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
        return f"{self.get_medium_display()}, {self.published_on}"


class ReviewLevel(models.Model):
    """A level of an item that PEKPPP scores, as data with its basis: replaceable."""

    item = models.SlugField("butir", max_length=40)
    level = models.PositiveSmallIntegerField("tingkat")
    least = models.DecimalField("paling sedikit", max_digits=7, decimal_places=2)
    label = models.CharField("uraian", max_length=200)
    basis = models.CharField("dasar hukum", max_length=200)

    class Meta:
        verbose_name = "tingkat PEKPPP"
        verbose_name_plural = "tingkat PEKPPP"
        ordering = ["item", "level"]
        constraints = [
            models.UniqueConstraint(fields=["item", "level"], name="surveys_review_level_once")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.level}"
