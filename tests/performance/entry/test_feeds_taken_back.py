"""A source that has no figure any more takes back what it wrote, never what a person typed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from organizations.models import Activity
from performance import feeds
from performance.choices import SubmissionState
from performance.entry.actions.feeds import pull_feeds
from performance.models import IndicatorFeed, Realization, ReportingWindow
from tests.factories.performance import make_realization, make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, Office


class Source:
    """What the source says now; None: it has nothing."""

    value: Decimal | None = Decimal(7)

    def read(self, *_: object) -> Decimal | None:
        return self.value


@pytest.fixture
def source(monkeypatch) -> Source:
    found = Source()
    filed = feeds.FeedSource("uji", "Sumber uji", "Dokumen", found.read)
    monkeypatch.setitem(feeds.FEEDS._things, filed.code, filed)
    return found


@pytest.fixture
def office(db, source) -> Office:
    make_window(QUARTER)
    place = Office()
    IndicatorFeed.objects.create(indicator=place.indicators[0], source="uji")
    return place


def k2(office: Office) -> Decimal | None:
    return Realization.objects.get(indicator=office.indicators[0]).k2


def test_the_figure_goes_when_its_source_has_none(office, source):
    pull_feeds()
    source.value = None

    assert pull_feeds() == 1
    assert k2(office) is None
    line = Activity.objects.filter(verb="performance.feed").latest("pk")
    assert "dikosongkan" in line.summary
    assert (line.changes["k2"]["before"], line.changes["k2"]["after"]) == ("7", "")
    assert line.reason == "Sumber uji"
    assert pull_feeds() == 0


def test_it_comes_again_with_its_source(office, source):
    pull_feeds()
    for value in (None, Decimal(8)):
        source.value = value
        pull_feeds()

    assert k2(office) == 8


@pytest.mark.parametrize("state", [SubmissionState.SUBMITTED, SubmissionState.ACCEPTED])
def test_what_was_handed_in_stays(office, source, state):
    pull_feeds()
    make_submission(office.unit, QUARTER, state)
    source.value = None

    assert pull_feeds() == 0
    assert k2(office) == 7


def test_a_closed_quarter_stays(office, source):
    pull_feeds()
    ReportingWindow.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    source.value = None

    assert pull_feeds() == 0
    assert k2(office) == 7


def test_what_was_typed_stays(office, source):
    source.value = None
    row = make_realization(office.indicators[0], None, "3")

    assert pull_feeds() == 0
    row.refresh_from_db()
    assert row.k2 == 3


def test_what_was_typed_over_a_fed_figure_stays(office, source):
    """While its source was gone, people typed; then it comes back without a figure."""
    pull_feeds()
    IndicatorFeed.objects.update(source="hilang")
    assert office.save(office.k, "9", "2|7").status_code == 200
    assert office.save(office.k, "7", "3|9").status_code == 200
    IndicatorFeed.objects.update(source="uji")
    source.value = None

    assert pull_feeds() == 0
    assert k2(office) == 7


def test_a_figure_that_no_line_tells_of_stays(office, source):
    """After the source had none: somebody mended the row itself."""
    pull_feeds()
    source.value = None
    pull_feeds()
    Realization.objects.update(k2=5)

    assert pull_feeds() == 0
    assert k2(office) == 5
