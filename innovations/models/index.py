"""The innovation index of a year: its rules as data, a round, and what was answered in it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from innovations.choices.index import IndexEntryState, IndexPart, IndexRoundState, Verdict
from innovations.formulas import BASIC_SERVICES, Edges, IndexRule, most_of
from organizations import storage
from organizations.models import User

from .innovation import Innovation


class IndexSet(models.Model):
    """The rules of a year. What is not known is empty, and said in `unknown`."""

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    basis = models.CharField("dasar", max_length=240)
    divisor = models.PositiveSmallIntegerField("pembagi", null=True, blank=True)
    basic_services = models.PositiveSmallIntegerField(
        "urusan pelayanan dasar yang harus tercakup", null=True, blank=True
    )
    count_weight = models.DecimalField(
        "bobot tiap inovasi", max_digits=5, decimal_places=2, null=True, blank=True
    )
    count_most = models.PositiveSmallIntegerField(
        "inovasi terbanyak yang dihitung", null=True, blank=True
    )
    bands = models.JSONField("batas predikat", default=list, blank=True)  # [["65.01", name], …]
    window_from = models.DateField("diterapkan sejak", null=True, blank=True)
    window_to = models.DateField("diterapkan sampai", null=True, blank=True)
    most_times = models.PositiveSmallIntegerField("paling banyak dilaporkan (kali)", default=2)
    facts = ArrayField(models.CharField(max_length=400), default=list, blank=True)
    unknown = ArrayField(models.CharField(max_length=400), default=list, blank=True)
    version = models.PositiveSmallIntegerField("versi", default=1)

    class Meta:
        verbose_name = "skema indeks inovasi"
        verbose_name_plural = "skema indeks inovasi"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(window_from__isnull=True)
                | Q(window_to__isnull=True)
                | Q(window_from__lte=F("window_to")),
                name="innovations_index_set_window_ordered",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal awal",
            ),
            models.CheckConstraint(
                condition=Q(basic_services__isnull=True) | Q(basic_services__lte=BASIC_SERVICES),
                name="innovations_index_set_six_services",
                violation_error_message="Urusan pelayanan dasar ada enam",
            ),
            models.CheckConstraint(
                condition=Q(divisor__isnull=True) | Q(divisor__gte=1),
                name="innovations_index_set_divides",
                violation_error_message="Pembagi paling kecil 1",
            ),
        ]

    def __str__(self) -> str:
        return f"Skema {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("innovations:index-set", args=[self.year])

    def rule_of(self, rows: Iterable[IndexRow]) -> IndexRule:
        """Of a set that is whole (`missing_of`), with its rows."""
        each, counted = self.count_weight or Decimal(), self.count_most or 0
        return IndexRule(
            whole=most_of(row.weight for row in rows) + each * counted,
            divisor=self.divisor or 1,
            basic_services=self.basic_services or 0,
            each=each,
            counted=counted,
            bands=tuple((Decimal(least), name) for least, name in self.bands),
        )


class IndexRow(models.Model):
    """An indicator, or a part of one, with what parameters 1 to 3 ask for."""

    set = models.ForeignKey(IndexSet, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("nomor", max_length=4)
    part = models.CharField("satuan", max_length=8, choices=IndexPart)
    name = models.CharField("indikator", max_length=160)
    weight = models.DecimalField("bobot", max_digits=4, decimal_places=2)
    is_mandatory = models.BooleanField("wajib", default=False)
    first = models.CharField("parameter 1", max_length=160, blank=True)
    second = models.CharField("parameter 2", max_length=160, blank=True)
    third = models.CharField("parameter 3", max_length=160, blank=True)
    edges = models.JSONField(default=dict, blank=True)  # {"at": [first or null, second, third], …}
    bases = models.JSONField(default=list, blank=True)  # [{"code", "name", "words": [1, 2, 3]}, …]
    most_megabytes = models.PositiveSmallIntegerField("berkas terbesar (MB)", default=5)
    effort = models.PositiveSmallIntegerField("usaha", default=2)
    takes_link = models.BooleanField("bukti berupa tautan", default=False)

    class Meta:
        verbose_name = "indikator indeks inovasi"
        verbose_name_plural = "indikator indeks inovasi"
        ordering = ["set", "position"]
        constraints = [
            models.UniqueConstraint(fields=["set", "number"], name="innovations_index_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    @property
    def words(self) -> tuple[str, str, str]:
        return self.first, self.second, self.third

    @property
    def thresholds(self) -> Edges | None:
        """Where the parameter follows from a value."""
        if not self.edges:
            return None
        first, second, third = (Decimal(at) if at else None for at in self.edges["at"])
        if second is None or third is None:
            return None
        return Edges(first, second, third, self.edges["falling"], self.edges["decimals"])

    @property
    def basis_names(self) -> dict[str, str]:
        return {one["code"]: one["name"] for one in self.bases}


class IndexRound(models.Model):
    """A year's report: open, then closed with what it said."""

    set = models.OneToOneField(IndexSet, on_delete=models.PROTECT, related_name="round")
    state = models.CharField(
        "status", max_length=8, choices=IndexRoundState, default=IndexRoundState.OPEN
    )
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("dibuka", default=timezone.now)
    closed_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField("ditutup", null=True, editable=False)
    snapshot = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = "pelaporan indeks inovasi"
        verbose_name_plural = "pelaporan indeks inovasi"
        ordering = ["-set__year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=IndexRoundState.OPEN, snapshot__isnull=True)
                | Q(state=IndexRoundState.CLOSED, snapshot__isnull=False),
                name="innovations_index_round_frozen",
            )
        ]

    def __str__(self) -> str:
        return f"Indeks inovasi {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("innovations:index-round", args=[self.year])

    @property
    def year(self) -> int:
        return self.set.year

    @property
    def is_open(self) -> bool:
        return self.state == IndexRoundState.OPEN

    @property
    def tone(self) -> str:
        return IndexRoundState.tone_of(self.state)


class IndexEntry(models.Model):
    """An innovation that is reported in a round."""

    round = models.ForeignKey(IndexRound, on_delete=models.PROTECT, related_name="entries")
    innovation = models.ForeignKey(
        Innovation, on_delete=models.PROTECT, related_name="index_entries"
    )
    state = models.CharField(
        "status", max_length=12, choices=IndexEntryState, default=IndexEntryState.FILLING
    )
    remark = models.TextField("yang perlu diperbaiki", blank=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "isian indeks inovasi"
        verbose_name_plural = "isian indeks inovasi"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "innovation"], name="innovations_index_entry_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.innovation} ({self.round.year})"

    def get_absolute_url(self) -> str:
        return reverse("innovations:index-entry", args=[self.pk])

    @property
    def tone(self) -> str:
        return IndexEntryState.tone_of(self.state)


class IndexAnswer(models.Model):
    """What was chosen in a row: of an innovation, or (without an entry) of the city."""

    round = models.ForeignKey(IndexRound, on_delete=models.PROTECT, related_name="answers")
    entry = models.ForeignKey(
        IndexEntry, null=True, on_delete=models.PROTECT, related_name="answers"
    )
    row = models.ForeignKey(IndexRow, on_delete=models.PROTECT, related_name="answers")
    basis = models.CharField("dasar", max_length=2, blank=True)
    value = models.DecimalField("nilai", max_digits=18, decimal_places=4, null=True, blank=True)
    parameter = models.PositiveSmallIntegerField("parameter", default=0)
    information = models.TextField("informasi", blank=True)
    source = models.CharField("sumber angka", max_length=240, blank=True)
    taken_on = models.DateField("diambil pada", null=True, blank=True)
    verdict = models.CharField("pemeriksaan", max_length=8, choices=Verdict, blank=True)
    remark = models.TextField("catatan pemeriksa", blank=True)
    judged_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "jawaban indikator"
        verbose_name_plural = "jawaban indikator"
        ordering = ["round", "entry", "row__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "entry", "row"],
                nulls_distinct=False,
                name="innovations_index_answer_once",
            ),
            models.CheckConstraint(
                condition=Q(parameter__lte=3), name="innovations_index_answer_parameter"
            ),
        ]

    def __str__(self) -> str:
        return str(self.row)


class IndexEvidence(models.Model):
    """A file or a link that proves an answer, for the basis it was given for. Never deleted."""

    answer = models.ForeignKey(IndexAnswer, on_delete=models.PROTECT, related_name="evidence")
    basis = models.CharField("dasar", max_length=2, blank=True)
    link = models.URLField("tautan", max_length=300, blank=True)
    file = models.FileField(
        "berkas", upload_to="innovations/indeks/%Y/", storage=storage.evidence, max_length=200,
        blank=True,
    )  # fmt: skip
    file_name = models.CharField(max_length=200, blank=True)
    mime = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    class Meta:
        verbose_name = "bukti indikator"
        verbose_name_plural = "bukti indikator"
        ordering = ["answer", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") ^ Q(link=""), name="innovations_index_evidence_one"
            )
        ]

    def __str__(self) -> str:
        return self.file_name or self.link
