from datetime import date

from django.db import models
from django.db.models import Q


def valid_on(on: date, at: str = "") -> Q:
    """Rows whose validity (`valid_from` … `valid_to`, both inclusive) covers the day; `at` leads
    to them from the row asked for ("assignment__")."""
    return Q(**{f"{at}valid_from__lte": on}) & not_ended(on, at)


def not_ended(on: date, at: str = "") -> Q:
    """Rows whose last day, where one is known, is not before the day."""
    return Q(**{f"{at}valid_to__isnull": True}) | Q(**{f"{at}valid_to__gte": on})


class OrganizationQuerySet(models.QuerySet):
    def valid(self, on: date) -> "OrganizationQuerySet":
        return self.filter(valid_on(on))

    def in_year(self, year: int) -> "OrganizationQuerySet":
        """Units that were there on at least one day of the year."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=date(year, 1, 1)),
            valid_from__lte=date(year, 12, 31),
        )

    def reporting(self) -> "OrganizationQuerySet":
        return self.filter(is_reporting=True)


class AssignmentQuerySet(models.QuerySet):
    def valid(self, on: date) -> "AssignmentQuerySet":
        return self.filter(valid_on(on))
