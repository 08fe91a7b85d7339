"""How the jury of an edition scores: stages, criteria with their scales, awards by place."""

from django.db import models
from django.db.models import F, Q

from innovations.choices.competition import StageKind

from .edition import Edition, Group


class Stage(models.Model):
    """What the jury judges, with its share of the final score."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField("tahap", max_length=14, choices=StageKind)
    weight = models.DecimalField("bobot (%)", max_digits=5, decimal_places=2)
    jurors_each = models.PositiveSmallIntegerField("juri tiap proposal", default=3)
    is_blind = models.BooleanField("pengusul disamarkan", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "tahap penilaian"
        verbose_name_plural = "tahap penilaian"
        ordering = ["edition", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="innovations_stage_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0) & Q(weight__lte=100),
                name="innovations_stage_weight_in_range",
            ),
            models.CheckConstraint(
                condition=Q(jurors_each__gt=0), name="innovations_stage_some_jurors"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Criterion(models.Model):
    """What a juror scores in a stage of a group, from `lowest` to `highest` in steps."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="criteria")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField("kriteria", max_length=120)
    description = models.CharField("penjelasan", max_length=400, blank=True)
    weight = models.DecimalField("bobot", max_digits=6, decimal_places=3)
    lowest = models.DecimalField("nilai terendah", max_digits=7, decimal_places=3, default=0)
    highest = models.DecimalField("nilai tertinggi", max_digits=7, decimal_places=3, default=100)
    step = models.DecimalField("kelipatan", max_digits=5, decimal_places=3, default=1)
    tie_break = models.PositiveSmallIntegerField("urutan penentu nilai sama", null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "kriteria"
        verbose_name_plural = "kriteria"
        ordering = ["stage", "group", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "group", "name"], name="innovations_criterion_once"
            ),
            models.CheckConstraint(
                condition=Q(lowest__lt=F("highest"), step__gt=0, weight__gte=0),
                name="innovations_criterion_scale",
                violation_error_message="Nilai terendah harus di bawah nilai tertinggi",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Anchor(models.Model):
    """What a band of the scale means; the bands of a criterion leave no hole and never overlap."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    lowest = models.DecimalField("dari", max_digits=7, decimal_places=3)
    highest = models.DecimalField("sampai", max_digits=7, decimal_places=3)
    label = models.CharField("artinya", max_length=160)

    class Meta:
        verbose_name = "jangkar nilai"
        verbose_name_plural = "jangkar nilai"
        ordering = ["criterion", "lowest"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "lowest"], name="innovations_anchor_once"),
            models.CheckConstraint(
                condition=Q(lowest__lte=F("highest")), name="innovations_anchor_ordered"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Question(models.Model):
    """Asked of each juror beside the score, never part of it ("layak nasional?")."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField("di luar nilai", max_length=160)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "pertanyaan di luar nilai"
        verbose_name_plural = "pertanyaan di luar nilai"
        ordering = ["stage", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "text"], name="innovations_question_once")
        ]

    def __str__(self) -> str:
        return self.text


class Tier(models.Model):
    """A rank of award with its number of places, in the order of the ranking."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="tiers")
    name = models.CharField("penghargaan", max_length=80)
    places = models.PositiveSmallIntegerField("banyaknya")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "tingkat penghargaan"
        verbose_name_plural = "tingkat penghargaan"
        ordering = ["group", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="innovations_tier_once"),
            models.CheckConstraint(condition=Q(places__gt=0), name="innovations_tier_some_places"),
        ]

    def __str__(self) -> str:
        return self.name
