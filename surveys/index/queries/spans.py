"""Calendar periods as units share them, and the codes to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from surveys.formulas import PARTS_OF_CYCLE, period_of_code
from surveys.models import Period
from surveys.period_names import label_of_code


@dataclass(frozen=True)
class Span:
    """A month, quarter, half-year or year over all units: periods that lie wholly inside it.

    A unit that surveys more often brings all its periods; one that surveys less often than this
    has none that lies inside.
    """

    code: str
    starts_on: date
    ends_on: date

    @property
    def label(self) -> str:
        return label_of_code(self.code)

    @property
    def periods(self) -> Q:
        """Filter on Period."""
        return Q(starts_on__gte=self.starts_on, ends_on__lte=self.ends_on)


def span_of(code: str) -> Span | None:
    found = period_of_code(code)
    return Span(found.code, found.starts_on, found.ends_on) if found else None


def span_codes(periods: Q | None = None) -> list[str]:
    """Codes that some unit surveyed in, and their years, newest first: one statement."""
    rows = Period.objects.filter(periods or Q()).order_by().values_list("code", flat=True)
    found = {code.rstrip(PARTS_OF_CYCLE) for code in rows.distinct()}
    spans = [span for code in {*found, *(code[:4] for code in found)} if (span := span_of(code))]
    spans.sort(key=lambda span: (span.ends_on, span.ends_on - span.starts_on), reverse=True)
    return [span.code for span in spans]


def labelled(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Codes with what people call them, to choose from."""
    return [(code, label_of_code(code)) for code in codes]
