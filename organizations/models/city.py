from django.db import models

from organizations.storage import media


class City(models.Model):
    """The one city this portal serves. No city name stands in code or templates."""

    SINGLETON_ID = 1

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
    help_contact = models.CharField(
        "kontak bantuan", max_length=160, blank=True, help_text="Tampil di kaki setiap halaman"
    )
    time_zone = models.CharField("zona waktu", max_length=40, default="Asia/Jakarta")
    logo = models.FileField("lambang (PNG)", upload_to="city/", storage=media, blank=True)
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
