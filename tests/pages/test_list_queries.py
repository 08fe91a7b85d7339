"""Every page costs the same number of statements for few rows and for many.

A small city is looked at, each app adds rows (`tests/<app>/rows.py`), and it is looked at again.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
import tinyhtml5
from django.apps import apps
from django.conf import settings
from django.db import connection, models, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pghistory.models import Event

from organizations.models import Organization
from tests.factories.organizations import make_city, make_unit, make_user
from tests.pages.places import (
    BPD,
    EMAILS,
    FOREIGN,
    INS,
    KPL,
    OPR,
    ORG,
    OWN,
    PIM,
    PJG,
    PPA,
    SYS,
    Page,
)
from tests.pages.table import READABLE
from tests.platform.test_no_city import cities

ADDERS = [
    import_module(f"tests.{path.parent.name}.rows").add_rows
    for path in sorted(Path(__file__).parents[1].glob("*/rows.py"))
]
MARKUP = "<img src=x onerror=a(1)>[b](https://jahat.test)"
# Rows of these tests, and published scales and rules, which are named by who published them.
OWN_AND_CITED = {"Kota Uji", "Kota Lain", "maluku", "Kota Tegal"}
NAMES = {"name", "full_name", "title", "subject", "public_subject", "caption", "short_name"}
WIDEST = (BPD, ORG, SYS, INS, OPR, PJG, PPA, PIM, KPL)  # who sees the most of a page comes first
# Models of which a city has one row, or which no page lists.
ALONE = {
    "organizations.City": "one",
    "organizations.FormerCity": "read for a year, listed nowhere",
    "organizations.FormerPerson": "read for a year, listed nowhere",
    "organizations.ActivitySeal": "no page lists seals",
    "organizations.Thumbnail": "small copies of pictures, listed nowhere",
    "organizations.SignInTry": "no page lists tries",
    "performance.PerformanceSettings": "one",
    "reports.DocumentPart": "kept parts of documents, listed nowhere",
    "reports.SealedPaper": "papers kept with their seal, listed nowhere",
    "innovations.IndexArchive": "one a page, thrown away after a day",
    "complaints.AreaFollow": "nobody learns who follows",
    "complaints.Draft": "one person's, listed nowhere",
    "complaints.DraftFile": "one person's, listed nowhere",
    "complaints.KnownWord": "words of the search, listed nowhere",
    "complaints.OriginalWords": "sealed, listed nowhere",
    "complaints.PlaceTally": "kept sums; the map shows what they count",
    "complaints.Tally": "kept sums; the pages show what they count",
    "complaints.TallyState": "one",
    "complaints.TicketTry": "no page lists tries",
}


@dataclass(frozen=True, order=True)
class Look:
    """What a page cost, and how much it showed."""

    queries: int
    rows: int
    elements: int
    markup: tuple[str, ...] = ()  # of names, as markup
    is_told: bool = False  # a name with markup stands there, as text
    cities: tuple[str, ...] = ()  # named on the page, but not the one it serves


@pytest.fixture(scope="module")
def looks(bare_city) -> dict[Page, tuple[Look, Look]]:
    """Every page twice: with few rows, and with many."""
    make_city()
    own, foreign = (make_unit(place.code) for place in (OWN, FOREIGN))
    clients = {"": Client()}
    desk = make_unit()  # Bagian Organisasi judges nothing of a unit it belongs to
    for role in WIDEST:
        clients[role] = Client()
        place = desk if role == ORG else own
        clients[role].force_login(make_user(role, place, email=EMAILS[role]))
        without_notes(clients[role])
    add_rows(own, foreign)
    few = {target: min(look(clients, target), look(clients, target)) for target in READABLE}
    add_rows(own, foreign, own, foreign, *(make_unit() for _ in range(3)))
    mark_names()
    many = {target: look(clients, target) for target in READABLE}
    for target, found in many.items():
        if found.queries != few[target].queries:  # perhaps something was read once and kept
            many[target] = look(clients, target)
    return {target: (few[target], many[target]) for target in READABLE}


def without_notes(client: Client) -> None:
    """Now and then a page of a session also notes the device: not while statements are counted."""
    session = client.session
    session["seen"] = int(time.time()) + 86_400
    session.save()


def add_rows(*units: Organization) -> None:
    for unit in units:
        for add in ADDERS:
            add(unit)


def mark_names() -> None:
    """Every name and title that is stored is markup now, for whoever takes it for such."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in apps.get_models():
            if model._meta.label == "innovations.EditionCategory":
                continue  # the pages of an edition find it by its name
            for column in model._meta.local_concrete_fields:
                is_words = type(column) in (models.CharField, models.TextField)
                room = (column.max_length or 10_000) - len(MARKUP)
                if is_words and column.name in NAMES and not column.choices and room > 9:
                    table, name = model._meta.db_table, column.column
                    sql = f'UPDATE "{table}" SET "{name}" = left("{name}", %s) || %s'  # noqa: S608
                    cursor.execute(f"{sql} WHERE \"{name}\" <> ''", [room, MARKUP])


def look(clients: dict[str, Client], target: Page) -> Look:
    role, place = target.reader(WIDEST)
    url = target.url(place)
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        answer = clients[role].get(url)
    assert answer.status_code == 200, url
    text = answer.content.decode()
    main = tinyhtml5.parse(text, namespace_html_elements=False).find(".//main")
    rows = [*main.iterfind(".//tbody/tr"), *main.iterfind(".//li")]
    if 'name="kata"' in text:
        text += clients[role].get(url, {"kata": MARKUP}).content.decode()
    markup = tuple(sign for sign in ("<img src=x", 'href="https://jahat.test') if sign in text)
    named = set(cities(text)) - OWN_AND_CITED
    return Look(
        len(captured), len(rows), sum(1 for _ in main.iter()), markup, "&lt;img src=x" in text,
        tuple(sorted(named)),
    )  # fmt: skip


@pytest.mark.parametrize("target", READABLE, ids=str)
def test_few_rows_and_many_cost_the_same(looks, target: Page) -> None:
    few, many = looks[target]
    assert many.queries == few.queries


@pytest.mark.parametrize("target", READABLE, ids=str)
def test_a_page_with_rows_has_seen_more_of_them(looks, target: Page) -> None:
    """Else its statements were counted for one number of rows only."""
    few, many = looks[target]
    has_grown = many.elements > few.elements
    assert has_grown or not few.rows or target.steady
    assert not (has_grown and target.steady), "it grows"


@pytest.mark.parametrize("target", READABLE, ids=str)
def test_markup_in_names_is_text_and_no_other_city_is_named(looks, target: Page) -> None:
    """Names of the page and of what was searched for; of the rows that were there before."""
    _, many = looks[target]
    assert many.markup == ()
    assert many.cities == ()


def test_names_with_markup_were_seen(looks) -> None:
    assert sum(many.is_told for _, many in looks.values()) > 150


def test_every_table_has_got_rows(looks) -> None:
    """A domain without `rows.py` would show empty lists, which always cost the same."""
    ours = {
        config.name
        for config in apps.get_app_configs()
        if (settings.BASE_DIR / config.name).is_dir()
    }
    counts = {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_label in ours and not issubclass(model, Event)
    }
    assert {name for name, count in counts.items() if count < 2} == set(ALONE)
