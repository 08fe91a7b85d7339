from datetime import date

from django.db import models

from organizations.choices import APPOINTMENT_PREFIX, AppointmentKind, Role
from organizations.querysets import AssignmentQuerySet

from .organization import Organization
from .user import User


class Assignment(models.Model):
    """A person holds a role and a position in a unit for a time.

    Rights follow the role while the assignment is valid; signature blocks use the
    assignment that was valid on the document's date, so that a reprint keeps the
    old name and position.
    """

    user = models.ForeignKey(
        User, verbose_name="pengguna", on_delete=models.PROTECT, related_name="assignments"
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name="perangkat daerah",
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    role = models.CharField("peran", max_length=20, choices=Role)
    position = models.CharField("jabatan", max_length=160)
    appointment = models.CharField(
        "status jabatan", max_length=10, choices=AppointmentKind, default=AppointmentKind.DEFINITIF
    )
    signs_documents = models.BooleanField("menandatangani dokumen perangkat daerah", default=False)
    decree = models.CharField("dasar penugasan", max_length=160, blank=True)
    valid_from = models.DateField("berlaku sejak")
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["-valid_from", "-pk"]
        indexes = [models.Index(fields=["organization", "signs_documents", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="organizations_assignment_validity_ordered",
                violation_error_message="Tanggal akhir harus sesudah tanggal mulai",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.printed_position}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts, where one is known: its own, or that of its unit."""
        ends = [day for day in (self.valid_to, self.organization.valid_to) if day]
        return min(ends, default=None)

    @property
    def printed_position(self) -> str:
        """The position as printed in a signature block, with Plt./Plh./Pj. before it."""
        return f"{APPOINTMENT_PREFIX[AppointmentKind(self.appointment)]}{self.position}"
