"""Who looks for what lives finds as many as the facet says."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from innovations import words
from innovations.choices import CheckInState
from innovations.public.queries import listing
from innovations.public.queries.listing import catalogue
from innovations.stewardship.actions.keeping import keep_all
from innovations.stewardship.queries import health
from tests.factories.innovations import make_check_in, make_innovation, make_steward

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> None:
    """Two that live, one of whose steward is gone, one of another city."""
    old = timezone.make_aware(datetime(2026, 1, 5))
    for number in range(3):
        row = make_innovation(name=f"KLINIK {number}", published_at=old)
        words.index(row)
        if number < 2:
            make_steward(row)
            make_check_in(
                row, "2026-S2", state=CheckInState.ANSWERED, vitality="berlanjut",
                answered_at=timezone.now(), due_on=timezone.localdate(),
            )  # fmt: skip
    words.index(make_innovation(name="KLINIK LAIN", origin="rujukan", source="Kota Batu"))


def counts(asked: str = "", **chosen: str) -> dict[str, int | None]:
    facets = catalogue(asked, chosen, "").facets
    facet = next(one for one in facets if one.name == "keadaan")
    return {option.label: option.count for option in facet.options}


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("asked", ["", "klinik"])
def test_the_number_beside_a_health_is_what_the_list_then_shows(asked):
    assert counts(asked) == {"Berjalan": 2, "Perlu perhatian": 1}

    found = catalogue(asked, {"keadaan": "berjalan"}, "")

    assert (found.count, len(found.cards)) == (2, 2)
    assert counts(asked, keadaan="berjalan") == {"Berjalan": 2, "Perlu perhatian": 1}
    assert counts(asked, asal="rujukan") == {}


@pytest.mark.usefixtures("city")
def test_where_there_are_too_many_to_count_the_list_is_right_all_the_same(monkeypatch):
    monkeypatch.setattr(listing, "COUNTED", 1)
    monkeypatch.setattr(health, "MANY", 1)
    keep_all(timezone.localdate())

    found = catalogue("", {"keadaan": "berjalan"}, "")

    assert {card.entry.name for card in found.cards} == {"KLINIK 0", "KLINIK 1"}


@pytest.mark.usefixtures("city")
def test_a_link_with_a_health_that_does_not_exist_says_so(client):
    answer = client.get("/inovasi/?keadaan=sehat")

    assert answer.status_code in (200, 400)
    assert "Keadaan ini tidak ada" in answer.content.decode()
