"""Periods, answers without a person, and the bundles that are typed from paper."""

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
    Cycle,
    Disability,
    Education,
    Element,
    Language,
    Mode,
    Occupation,
    PeriodState,
    Sex,
)  # fmt: skip
from surveys.formulas import PARTS
from surveys.period_names import label_of_code

from .frozen import changed
from .place import Service, ServicePoint, ServiceUnit
from .questionnaire import Questionnaire

_ONE, _FOUR = PARTS, 4 * PARTS
_OPEN = PeriodState.OPEN.value
_CLOSED_CHANGED = changed(
    "code", "cycle", "starts_on", "ends_on", "population", "closed_at", "closed_by_id"
)
_LARGEST = 99  # of a number in the JSON of an answer: no option has more, a telephone or NIK does


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
        triggers = [
            # Answers are measured by the questionnaire and the arithmetic that the period began with.
            pgtrigger.Protect(
                name="begun_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(changed("unit_id", "questionnaire_id", "formula")),
            ),
            # What was closed is not opened again, and what its figures rest on stays.
            pgtrigger.Protect(
                name="closed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.state <> '{_OPEN}' AND (NEW.state = '{_OPEN}' OR {_CLOSED_CHANGED})"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.label}"

    @property
    def label(self) -> str:
        """As people call it: "Semester I 2026"."""
        return label_of_code(self.code)


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
                    f" AND state = '{_OPEN}' FOR SHARE;"
                    " IF NOT FOUND THEN RAISE EXCEPTION 'surveys: the period is closed'"
                    " USING ERRCODE = 'check_violation'; END IF;"
                    " RETURN COALESCE(NEW, OLD);"
                ),
            ),
            # Free text would bring persons back in, and so would a long number.
            pgtrigger.Trigger(
                name="numbers_only",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=(
                    "IF jsonb_path_exists(jsonb_build_array(NEW.parts, NEW.local),"
                    f" '$.** ? (@.type() == \"string\" || @ > {_LARGEST})') THEN"
                    " RAISE EXCEPTION 'surveys: answers hold numbers only'"
                    " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Jawaban {self.pk}"
