"""The registry apps file their parts in, and that every registry of the portal is one."""

from dataclasses import dataclass, replace
from operator import attrgetter

import pytest

from config.celery import app
from organizations.registry import Registry
from organizations.schedule import SCHEDULE
from performance.feeds import FEEDS
from reports.datasets import DATA_SETS


@dataclass(frozen=True)
class Shape:
    slug: str
    corners: int = 0


@pytest.fixture
def shapes() -> Registry[Shape]:
    return Registry[Shape]("shape", name=attrgetter("slug"))


def test_things_come_back_by_name_and_in_order(shapes):
    square, circle = shapes.file(Shape("square", 4)), shapes.file(Shape("circle"))

    assert shapes.all() == [circle, square]
    assert shapes.find("square") is square
    assert shapes.find("star") is None


def test_another_thing_of_one_name_is_refused(shapes):
    shapes.file(Shape("square", 4))

    with pytest.raises(TypeError, match="shape square"):
        shapes.file(Shape("square", 5))

    assert shapes.find("square") == Shape("square", 4)


def test_an_equal_thing_may_be_filed_again(shapes):
    shapes.file(Shape("square", 4))
    shapes.file(Shape("square", 4))

    assert shapes.names() == ["square"]


def test_a_class_is_filed_by_a_decorator():
    classes = Registry[type]("class", name=attrgetter("slug"))

    @classes.file
    class Star:
        slug = "star"

    assert classes.find("star") is Star


def test_datasets_and_feeds_of_one_name_are_refused():
    feed, data_set = FEEDS.all()[0], DATA_SETS.all()[0]

    with pytest.raises(TypeError, match=feed.code):
        FEEDS.file(replace(feed, name="Lain"))
    with pytest.raises(TypeError, match=data_set.slug):
        DATA_SETS.file(replace(data_set, title="Lain"))


def test_the_scheduler_knows_every_periodic_work():
    app.finalize()

    known = {name: entry["task"] for name, entry in app.conf.beat_schedule.items()}
    assert known == {work.name: work.task for work in SCHEDULE.all()}
    assert "reports.sweep_jobs" in known.values()
    assert set(known.values()) <= set(app.tasks)
