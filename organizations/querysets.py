from datetime import date

from django.db import models
from django.db.models import Q


def valid_on(on: date) -> Q:
    """Rows whose validity (`valid_from` … `valid_to`, both inclusive) covers the day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class OrganizationQuerySet(models.QuerySet):
    def valid(self, on: date) -> "OrganizationQuerySet":
        return self.filter(valid_on(on))

    def reporting(self) -> "OrganizationQuerySet":
        return self.filter(is_reporting=True)


class AssignmentQuerySet(models.QuerySet):
    def valid(self, on: date) -> "AssignmentQuerySet":
        return self.filter(valid_on(on))
