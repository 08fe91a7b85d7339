"""One city for all tests of leaks: planted once, walked by every reader."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache

from tests.complaints.leaks.planting import World, plant
from tests.factories.complaints import category, reference_data
from tests.factories.organizations import make_city, make_unit, make_user
from tests.pages.places import EMAILS, FOREIGN, OWN, forget_places
from tests.pages.test_list_queries import WIDEST, add_rows


class Lines(logging.Handler):
    """Everything any logger says, whatever its level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("PIL"):  # the test's own drawing; the portal draws in a child
            return
        extra = {name: str(value) for name, value in vars(record).items() if name != "request"}
        self.lines.append(f"{record.getMessage()} {record.exc_info} {extra}")


@pytest.fixture(scope="module")
def logged() -> Iterator[list[str]]:
    handler, root = Lines(), logging.getLogger()
    # The settings hold "django" at INFO whatever LOG_LEVEL says: its templates tell their contexts.
    names = ("", "celery", "complaints", "kombu", "organizations", "reports")
    before = {name: logging.getLogger(name).level for name in names}
    root.addHandler(handler)
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield handler.lines
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture(scope="module")
def world(bare_city: None, logged: list[str]) -> World:
    """A small city with rows of every app, and the reports with marks in it."""
    forget_places()
    cache.clear()
    mail.outbox = []
    make_city()
    reference_data()
    category("jalan-rusak")
    own, foreign = (make_unit(place.code) for place in (OWN, FOREIGN))
    for role in WIDEST:
        make_user(role, own, email=EMAILS[role])
    add_rows(own, foreign)
    return plant(own, foreign)
