"""Counts of reports kept for published figures, and what has changed since they were counted."""

import pgtrigger
from django.db import models

from complaints.choices import Channel, ComplaintClass, ComplaintState, Outcome, Publicity

# What the figures look at. The same columns as of a report, so that one set of expressions counts
# either: reports from the beginning, or what was added and taken away since.
LOOKED_AT = (
    "received_at", "unit_id", "category_id", "area_id", "channel", "state", "is_secret", "publicity",
    "outcome", "answered_at", "resolve_due_at", "answer_days", "kind", "erased_at", "public_latitude",
    "public_longitude",
)  # fmt: skip


class Facet(models.TextChoices):
    """By what reports are counted, beside month and unit."""

    FATE = "nasib", "Waktu dan hasil"
    DAYS = "hari", "Hari kerja sampai dijawab"
    CATEGORY = "kategori", "Kategori"
    AREA = "wilayah", "Wilayah"
    CHANNEL = "saluran", "Saluran"


class Tally(models.Model):
    """So many reports of a month, a unit (0: the desk) and a value of the facet."""

    month = models.DateField("bulan")
    facet = models.CharField("menurut", max_length=10, choices=Facet)
    of_unit = models.BigIntegerField("perangkat daerah", default=0)
    key = models.CharField("nilai", max_length=60)
    count = models.IntegerField("jumlah")

    class Meta:
        verbose_name = "hitungan pengaduan"
        verbose_name_plural = "hitungan pengaduan"
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "month", "of_unit", "key"],
                include=["count"],
                name="complaints_tally_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.month}: {self.count}"


class PlaceTally(models.Model):
    """So many listed reports at a place of the map: all of them, or those of one value of a filter."""

    class By(models.TextChoices):
        ALL = "semua", "Semua"
        CATEGORY = "kategori", "Kategori"
        UNIT = "opd", "Perangkat daerah"
        AREA = "wilayah", "Wilayah"
        KIND = "jenis", "Jenis"
        STATUS = "status", "Status"

    by = models.CharField("menurut", max_length=10, choices=By)
    value = models.CharField("nilai", max_length=24, blank=True)
    # Thousandths of a degree: places are rounded to these.
    latitude = models.IntegerField("lintang")
    longitude = models.IntegerField("bujur")
    count = models.IntegerField("jumlah")

    class Meta:
        verbose_name = "hitungan tempat"
        verbose_name_plural = "hitungan tempat"
        constraints = [
            models.UniqueConstraint(
                fields=["by", "value", "latitude", "longitude"],
                include=["count"],
                name="complaints_place_tally_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.value}: {self.count}"


class TallyChange(models.Model):
    """A report as it became (+1) or as it was (-1); the database itself writes it, a worker adds
    it to the counts and takes it away."""

    sign = models.SmallIntegerField()
    received_at = models.DateTimeField()
    unit_id = models.BigIntegerField(null=True)
    category_id = models.BigIntegerField(null=True)
    area_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=12, choices=Channel)
    state = models.CharField(max_length=20, choices=ComplaintState)
    is_secret = models.BooleanField()
    publicity = models.CharField(max_length=16, choices=Publicity, default=Publicity.WAITING)
    outcome = models.CharField(max_length=24, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(null=True)
    resolve_due_at = models.DateTimeField(null=True)
    answer_days = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20, choices=ComplaintClass, blank=True)
    erased_at = models.DateTimeField(null=True)
    public_latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    public_longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True)

    class Meta:
        verbose_name = "perubahan hitungan"
        verbose_name_plural = "perubahan hitungan"

    def __str__(self) -> str:
        return f"{self.sign:+d}"


class TallyState(models.Model):
    """One row: how many changes the counts hold, so that every change makes another number."""

    folded = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "keadaan hitungan"
        verbose_name_plural = "keadaan hitungan"

    def __str__(self) -> str:
        return str(self.folded)


def _told(sign: int, row: str) -> str:
    values = ", ".join(f"{row}.{name}" for name in LOOKED_AT)
    names = ", ".join(LOOKED_AT)
    return f"INSERT INTO complaints_tallychange (sign, {names}) VALUES ({sign}, {values});"  # noqa: S608


# Every change is told, also one of a title: open data see by it that something is new.
WRITE_CHANGES = pgtrigger.Trigger(
    name="tally",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=f"""
    IF TG_OP <> 'INSERT' THEN {_told(-1, "OLD")} END IF;
    IF TG_OP <> 'DELETE' THEN {_told(1, "NEW")} END IF;
    RETURN NULL;
    """,
)
