"""Choosing that an indicator is a ratio: by its form, and from a year on where quarters are accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from performance import feeds
from performance.choices import SubmissionState
from performance.models import Indicator, Realization
from tests.factories.performance import make_realization, make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, Office
from tests.performance.plan.test_plan_pages import INDICATOR, go

RATIO = {**INDICATOR, "accumulation": "ratio"}


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def choose(office: Office, **more: str):
    row = office.indicators[0]
    data = {**RATIO, "is_active": "on", "row_version": "0", **more}
    return office.client.post(go("indicator-edit", row.pk), data)


def test_an_indicator_that_becomes_a_ratio_takes_both_parts(office):
    assert choose(office).status_code == 302
    assert f'name="n-{office.indicators[0].pk}"' in office.client.get(office.url()).content.decode()


def test_a_year_with_accepted_quarters_goes_on_with_plain_figures(office):
    make_realization(office.indicators[0], 40)
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    assert choose(office).status_code == 302
    assert Indicator.objects.get(pk=office.indicators[0].pk).accumulation == "ratio"

    version = Realization.objects.get().row_version
    assert office.save(office.k, "55", f"{version}|").status_code == 200
    assert Realization.objects.get().quarters[:2] == (Decimal(40), Decimal(55))


def test_a_source_is_not_offered_to_a_ratio(office, monkeypatch):
    source = feeds.FeedSource("uji", "Sumber uji", "%", lambda *_: Decimal(7))
    monkeypatch.setitem(feeds.FEEDS._things, source.code, source)
    answer = choose(office, feed_source=source.code)
    assert answer.status_code == 400
    assert "pembilang dan penyebut rasio diisi unit" in answer.content.decode()


def test_words_make_no_ratio(office):
    answer = choose(office, scale="ya-tidak")
    assert answer.status_code == 400
