"""The pages of the follow-up room."""

from __future__ import annotations

from organizations.choices import Role
from tests.pages.places import KPL, OPR, ORG, PUBLIC, Args, Page, Place
from tests.surveys import follow_up_objects as objects
from tests.surveys import objects as ground
from tests.surveys.objects import pk

S = "surveys:"
SRV = Role.PENGELOLA_SURVEI
CITY = frozenset({ORG})
READERS = frozenset({OPR, KPL, SRV, ORG})
MANAGERS = frozenset({SRV, ORG})
HEADS = frozenset({KPL, ORG})
unit, period, plan = pk(ground.service_unit), pk(objects.announced_result), pk(objects.skm_plan)
publication, comment = pk(objects.skm_publication), pk(objects.skm_comment)
forum, told = pk(objects.skm_forum), pk(objects.told_forum)


def _drop(place: Place) -> list[object]:
    return [objects.skm_plan(place).pk, "drop"]


def _minutes(place: Place) -> list[object]:
    return [objects.skm_forum(place).pk, "berita-acara"]


def _told_minutes(place: Place) -> list[object]:
    return [objects.told_forum(place).pk, "berita-acara"]


FOLLOW_UP_PAGES = (
    Page(f"{S}plan-desk", READERS),
    Page(f"{S}plan-list", READERS, unit, foreign=CITY),
    Page(f"{S}plan-period", READERS, period, foreign=CITY),
    Page(f"{S}plan-create", MANAGERS, period, foreign=CITY),
    Page(f"{S}plan-detail", READERS, plan, foreign=CITY),
    Page(f"{S}plan-edit", MANAGERS, plan, foreign=CITY),
    Page(f"{S}plan-report", MANAGERS, plan, foreign=CITY),
    Page(f"{S}plan-proof", READERS, plan, foreign=CITY, status=(410,), is_file=True),
    Page(f"{S}plan-move", MANAGERS, _drop, foreign=CITY),
    Page(f"{S}publication-create", MANAGERS, period, foreign=CITY),
    Page(f"{S}publication-edit", MANAGERS, publication, foreign=CITY),
    Page(f"{S}publication-delete", MANAGERS, publication, foreign=CITY),
    Page(f"{S}level-list", READERS, steady="three items with six levels each"),
    Page(f"{S}level-edit", CITY, lambda _: ["media"]),
    Page(f"{S}comment-list", MANAGERS, unit, foreign=CITY),
    Page(f"{S}comment-moderate", MANAGERS, comment, foreign=CITY),
    Page(f"{S}forum-list", READERS, unit, foreign=CITY),
    Page(f"{S}forum-create", MANAGERS, unit, foreign=CITY),
    Page(f"{S}forum-detail", READERS, forum, foreign=CITY),
    Page(f"{S}forum-edit", MANAGERS, forum, foreign=CITY),
    Page(f"{S}forum-record", MANAGERS, forum, foreign=CITY),
    Page(f"{S}forum-agreement", MANAGERS, forum, foreign=CITY),
    Page(f"{S}forum-publish", HEADS, forum, foreign=CITY),
    Page(f"{S}forum-paper", READERS, _minutes, foreign=CITY, status=(410,), is_file=True),
    Page(f"{S}public-forum-list", PUBLIC),
    Page(f"{S}public-forum", PUBLIC, told),
    Page(f"{S}public-forum-paper", PUBLIC, _told_minutes, status=(410,), is_file=True),
)
FOLLOW_UP_ACTS: dict[str, str] = {}
FOLLOW_UP_SUBJECTS: dict[str, Args] = {}
