"""Periods, answers without a person, what is typed from paper, single-use codes, comments."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from organizations.models import User
from surveys.choices import (
    AgeGroup,
    BatchState,
    CommentState,
    Cycle,
    Disability,
    Education,
    Element,
    Language,
    Mode,
    Occupation,
    PeriodState,
    Settled,
    Sex,
)  # fmt: skip
from surveys.formulas import PARTS

from .place import Service, ServicePoint, ServiceUnit
from .questionnaire import Question, Questionnaire

_ONE, _FOUR = PARTS, 4 * PARTS


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class Period(models.Model):
    """A survey period of a unit. Exactly one takes answers; closing freezes its figures."""

    unit = models.ForeignKey(ServiceUnit, on_delete=models.PROTECT, related_name="periods")
    code = models.CharField("kode", max_length=12, help_text="mis. 2026-S1")
    cycle = models.CharField("jenis periode", max_length=10, choices=Cycle)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai")
    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name="kuesioner", on_delete=models.PROTECT, related_name="periods"
    )
    formula = models.CharField("rumus", max_length=40)  # the version of the arithmetic
    population = models.PositiveIntegerField("jumlah pengguna layanan", default=0)
    state = models.CharField("status", max_length=10, choices=PeriodState, default=PeriodState.OPEN)
    closed_at = models.DateTimeField("ditutup", null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField("diumumkan", null=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "periode survei"
        verbose_name_plural = "periode survei"
        ordering = ["unit", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="surveys_period_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="surveys_period_ordered"
            ),
            ExclusionConstraint(
                name="surveys_period_no_overlap",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Periode ini bertumpang tindih dengan periode lain.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.code}"


class PaperBatch(models.Model):
    """A pile of paper forms, or a file: who typed it stands here, never at an answer."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField("nomor bundel")
    service = models.ForeignKey(
        Service, verbose_name="jenis layanan", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    point = models.ForeignKey(
        ServicePoint, verbose_name="titik layanan", null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    mode = models.CharField("asal", max_length=10, choices=Mode, default=Mode.PAPER)
    source = models.CharField("keterangan", max_length=160, blank=True)
    filled_on = models.DateField("tanggal pengisian")
    state = models.CharField("status", max_length=10, choices=BatchState, default=BatchState.OPEN)
    entered_by = models.ForeignKey(  # nobody: a file on the command line
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bundel kuesioner"
        verbose_name_plural = "bundel kuesioner"
        ordering = ["period", "number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="surveys_batch_once")
        ]

    def __str__(self) -> str:
        return f"Bundel {self.number}, {self.period}"


def _score(element: Element) -> models.PositiveSmallIntegerField:
    """A score in twelfths of a point: an element with two, three or four questions stays exact."""
    return models.PositiveSmallIntegerField(element.label, null=True)


class Response(models.Model):
    """One answer. There is no column for a person, a device or a moment, and none may be added.

    Scores are kept in twelfths of a point (PARTS): the mean of an element's questions is exact.
    Only rows in which all nine are there count. `local` holds numbers of options alone; free text
    stands in `Comment`, which does not know the answer it came with.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="responses")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(ServicePoint, null=True, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(
        PaperBatch, null=True, on_delete=models.PROTECT, related_name="responses"
    )
    row = models.PositiveIntegerField("baris", null=True)  # of the batch
    client_key = models.UUIDField(unique=True)  # made by the form: the same one is one answer
    received_on = models.DateField("tanggal")
    received_hour = models.PositiveSmallIntegerField("jam", null=True)
    mode = models.CharField("cara mengisi", max_length=10, choices=Mode)
    language = models.CharField(
        "bahasa", max_length=5, choices=Language, default=Language.INDONESIAN
    )
    seconds = models.PositiveSmallIntegerField("lama mengisi (detik)", null=True)
    flags = models.PositiveSmallIntegerField("tanda", default=0)

    persyaratan = _score(Element.REQUIREMENTS)
    prosedur = _score(Element.PROCEDURE)
    waktu = _score(Element.TIME)
    biaya = _score(Element.COST)
    produk = _score(Element.PRODUCT)
    kompetensi = _score(Element.COMPETENCE)
    perilaku = _score(Element.CONDUCT)
    pengaduan = _score(Element.COMPLAINTS)
    sarpras = _score(Element.FACILITIES)
    parts = models.JSONField("nilai setiap pertanyaan", default=dict)  # where an element has more
    local = models.JSONField("pertanyaan tambahan", default=dict)

    sex = models.CharField("jenis kelamin", max_length=1, choices=Sex, blank=True)
    age = models.CharField("usia", max_length=8, choices=AgeGroup, blank=True)
    education = models.CharField("pendidikan", max_length=8, choices=Education, blank=True)
    occupation = models.CharField("pekerjaan", max_length=12, choices=Occupation, blank=True)
    disability = models.CharField("disabilitas", max_length=10, choices=Disability, blank=True)

    class Meta:
        verbose_name = "jawaban survei"
        verbose_name_plural = "jawaban survei"
        ordering = ["pk"]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{element.value}__isnull": True})
                    | Q(**{f"{element.value}__range": (_ONE, _FOUR)}),
                    name=f"surveys_response_{element.value}_1_4",
                )
                for element in Element
            ),
            models.CheckConstraint(
                condition=Q(received_hour__isnull=True) | Q(received_hour__range=(0, 23)),
                name="surveys_response_hour",
            ),
            models.CheckConstraint(
                condition=Q(batch__isnull=True, row__isnull=True)
                | Q(batch__isnull=False, row__isnull=False),
                name="surveys_response_row_of_batch",
            ),
            models.UniqueConstraint(fields=["batch", "row"], name="surveys_response_row_once"),
        ]
        indexes = [models.Index(fields=["period", "received_on"], name="surveys_response_day")]
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            # Closing locks the period's row; an answer that waited for it finds it closed.
            pgtrigger.Trigger(
                name="open_period",
                operation=pgtrigger.Insert | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=(
                    "PERFORM 1 FROM surveys_period WHERE id = COALESCE(NEW.period_id, OLD.period_id)"
                    f" AND state = '{PeriodState.OPEN.value}' FOR SHARE;"
                    " IF NOT FOUND THEN RAISE EXCEPTION 'surveys: the period is closed'"
                    " USING ERRCODE = 'check_violation'; END IF;"
                    " RETURN COALESCE(NEW, OLD);"
                ),
            ),
            # Free text would bring persons back in.
            pgtrigger.Trigger(
                name="numbers_only",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=(
                    "IF jsonb_path_exists(jsonb_build_array(NEW.parts, NEW.local),"
                    " '$.** ? (@.type() == \"string\")') THEN"
                    " RAISE EXCEPTION 'surveys: answers hold numbers only'"
                    " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Jawaban {self.pk}"


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
