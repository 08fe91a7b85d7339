from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from organizations.addresses import normal_address

DEMO_DOMAIN = "@contoh.test"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normal_address(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=normal_address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class PrintedPerson(models.Model):
    """What documents print of a person below a signature."""

    full_name = models.CharField("nama lengkap", max_length=160)
    employee_number = models.CharField("NIP", max_length=30, blank=True)
    rank = models.CharField("pangkat/golongan", max_length=80, blank=True)

    class Meta:
        abstract = True


class User(AbstractBaseUser, PrintedPerson):
    """A person who signs in or signs documents. Rights come from assignments only."""

    email = models.EmailField(
        "surel", unique=True, help_text="Dalam bentuk baku (organizations/addresses.py)"
    )
    phone = models.CharField("telepon", max_length=40, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    is_demo = models.BooleanField("akun demonstrasi", default=False)
    must_change_password = models.BooleanField("harus mengganti kata sandi", default=False)
    wants_reminders = models.BooleanField("kirimi saya ringkasan dan pengingat", default=True)
    created_at = models.DateTimeField("dibuat", default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["full_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=models.functions.Lower("email"))
                & models.Q(email__regex=r"^[!-~]+$"),
                name="organizations_user_email_normal",
                violation_error_message="Surel harus dalam bentuk bakunya.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def may_sign_in_here(self) -> bool:
        """Accounts of the demonstration share a known password: a real portal refuses them."""
        is_demo = self.is_demo or self.email.endswith(DEMO_DOMAIN)
        return settings.DEMO_ACCOUNTS or not is_demo

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]


PRINTED = tuple(field.name for field in PrintedPerson._meta.fields)


class FormerPerson(PrintedPerson):
    """What was printed of a person until a day: documents of before go on printing it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former")
    until = models.DateField("berlaku sampai")

    class Meta:
        verbose_name = "nama terdahulu"
        verbose_name_plural = "nama terdahulu"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "until"], name="organizations_former_person_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name} sampai {self.until}"


class UserSession(models.Model):
    """One signed-in device, so that its owner can see and end it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    user_agent = models.CharField("peramban", max_length=240, blank=True)
    address = models.GenericIPAddressField("alamat jaringan", null=True, blank=True)
    created_at = models.DateTimeField("masuk pada", default=timezone.now)
    last_seen_at = models.DateTimeField("terakhir aktif", default=timezone.now)

    class Meta:
        verbose_name = "sesi masuk"
        verbose_name_plural = "sesi masuk"
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d %H:%M}"
