"""Addresses of competitions for search engines: one part, absent before the first call."""

from __future__ import annotations

from django.urls import reverse

from innovations.choices.competition import EditionState
from innovations.competition.queries.editions import public_editions
from organizations.honours import honour_years
from organizations.sitemaps import MOST, Entry

PART = "edisi"
PAGES = ("public-edition-list", "public-history")


def parts() -> list[str]:
    return [PART] if public_editions().exists() else []


def entries(_part: str) -> list[Entry]:
    rows = list(public_editions().values_list("slug", "state", "year")[:MOST])
    announced = [slug for slug, state, _ in rows if state == EditionState.PUBLISHED]
    return [
        *(Entry(reverse(f"innovations:{name}")) for name in PAGES),
        *(Entry(reverse("innovations:public-edition", args=[slug])) for slug, *_ in rows),
        *(Entry(reverse("innovations:public-result", args=[slug])) for slug in announced),
        *(Entry(reverse("innovations:public-evening", args=[year])) for year in honour_years()),
    ]
