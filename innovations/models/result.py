"""What came out: a frozen result with its places, and proposals sent on."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from innovations.choices.competition import ForwardLevel, ResultState
from organizations.models import User

from .edition import Edition, Group
from .proposal import Objection, Proposal
from .rule import Tier


class Correction(models.Model):
    """An objection was right after the result was announced: what is looked at again, and the end
    of it. The announced result stays until a corrected one is announced."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="corrections")
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="corrections")
    reason = models.TextField("alasan koreksi")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("dibuka", default=timezone.now)
    outcome = models.TextField("alasan ditutup tanpa perubahan", blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("ditutup", null=True)

    class Meta:
        verbose_name = "koreksi hasil"
        verbose_name_plural = "koreksi hasil"
        ordering = ["edition", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(closed_at__isnull=True),
                name="innovations_correction_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"Koreksi hasil {self.edition}"


class Result(models.Model):
    """A ranking that is frozen: `content` is all of it, `digest` proves it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField("nomor")
    state = models.CharField(
        "status", max_length=10, choices=ResultState, default=ResultState.FROZEN
    )
    content = models.JSONField()  # rules, weights, sheets, scores, places as they were
    digest = models.CharField("sidik", max_length=64)
    seed = models.CharField("bilangan undian", max_length=64, blank=True)
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("dibekukan", default=timezone.now)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField("diumumkan", null=True)
    reason = models.TextField("alasan dibuka kembali", blank=True)
    correction = models.ForeignKey(
        Correction, null=True, on_delete=models.PROTECT, related_name="results"
    )
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "hasil kompetisi"
        verbose_name_plural = "hasil kompetisi"
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="innovations_result_once"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(state=ResultState.FROZEN),
                name="innovations_result_one_frozen",
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(state=ResultState.PUBLISHED),
                name="innovations_result_one_published",
            ),
        ]

    def __str__(self) -> str:
        return f"Hasil {self.number} {self.edition}"

    @property
    def tone(self) -> str:
        return ResultState.tone_of(self.state)


class Standing(models.Model):
    """The place of a proposal in a frozen result."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="standings")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="standings")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField("nilai", max_digits=9, decimal_places=2)
    rank = models.PositiveSmallIntegerField("peringkat")
    tier = models.ForeignKey(Tier, null=True, on_delete=models.PROTECT, related_name="standings")

    class Meta:
        verbose_name = "peringkat"
        verbose_name_plural = "peringkat"
        ordering = ["result", "group", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["result", "proposal"], name="innovations_standing_once")
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.proposal}"


class Forwarding(models.Model):
    """A proposal sent on to the province or the nation, and what became of it there."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="forwardings")
    level = models.CharField("tingkat", max_length=10, choices=ForwardLevel)
    competition = models.CharField("kompetisi", max_length=160)
    year = models.PositiveSmallIntegerField("tahun")
    sent_on = models.DateField("dikirim")
    stage = models.CharField("tahap yang dicapai", max_length=120, blank=True)
    outcome = models.CharField("hasil", max_length=120, blank=True)

    class Meta:
        verbose_name = "penerusan proposal"
        verbose_name_plural = "penerusan proposal"
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "level", "year"], name="innovations_forwarding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal} → {self.competition}"
