from django.db import models

from organizations.storage import media


class PrintedCity(models.Model):
    """What documents print of the city."""

    name = models.CharField("nama kota", max_length=120, help_text="Nama resmi, diawali kata Kota")
    province = models.CharField("provinsi", max_length=120, blank=True)
    seat = models.CharField(
        "tempat penandatanganan", max_length=80, blank=True, help_text="Dicetak di depan tanggal"
    )
    mayor_title = models.CharField("sebutan kepala daerah", max_length=60, default="Wali Kota")
    address = models.CharField("alamat", max_length=240, blank=True)
    phone = models.CharField("telepon", max_length=60, blank=True)
    email = models.EmailField("surel", blank=True)
    website = models.CharField("laman", max_length=120, blank=True)
    logo = models.FileField("lambang (PNG)", upload_to="city/", storage=media, blank=True)

    class Meta:
        abstract = True


class City(PrintedCity):
    """The one city this portal serves. No city name stands in code or templates."""

    SINGLETON_ID = 1

    help_contact = models.CharField(
        "kontak bantuan", max_length=160, blank=True, help_text="Tampil di kaki setiap halaman"
    )
    time_zone = models.CharField("zona waktu", max_length=40, default="Asia/Jakarta")
    is_demo = models.BooleanField("data demonstrasi", default=False)

    class Meta:
        verbose_name = "kota"
        verbose_name_plural = "kota"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="organizations_city_is_singleton")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "City":
        """The city's settings; an unsaved neutral one before the first set-up."""
        return cls.objects.filter(pk=cls.SINGLETON_ID).first() or cls(
            pk=cls.SINGLETON_ID, name="Pemerintah Kota"
        )

    @classmethod
    def as_of(cls, year: int | None) -> "City":
        """The city as documents of the year name it."""
        city = cls.current()
        rows = FormerCity.objects.filter(until_year__gte=year or 0).order_by("until_year")
        former = None if year is None else rows.first()
        for name in PRINTED if former else ():
            setattr(city, name, getattr(former, name))
        return city


class FormerCity(PrintedCity):
    """What was printed of the city until a year: closed years go on printing it."""

    until_year = models.PositiveSmallIntegerField("berlaku sampai tahun", unique=True)

    class Meta:
        verbose_name = "kota terdahulu"
        verbose_name_plural = "kota terdahulu"

    def __str__(self) -> str:
        return f"{self.name} sampai {self.until_year}"


PRINTED = tuple(field.name for field in PrintedCity._meta.fields)
