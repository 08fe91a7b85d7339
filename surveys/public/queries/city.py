"""The city as everybody sees it: announced results alone, by both methods."""

from __future__ import annotations

from surveys.index.queries.consolidated import Consolidated, consolidated
from surveys.index.queries.spans import Span, span_codes, span_of
from surveys.public.queries.listing import PUBLISHED


def announced_spans() -> list[Span]:
    """Calendar periods with an announced result, newest first."""
    return [span for code in span_codes(PUBLISHED) if (span := span_of(code))]


def public_city(name: str, span: Span) -> Consolidated:
    return consolidated(name, span, periods=PUBLISHED)
