"""The two first pages are put together from what apps file; nobody names them all."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations import panels
from organizations.choices import Role
from organizations.panels import FrontPanel, FrontSource, Nothing, Panel, Part, Source, Task
from organizations.registry import Registry
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(monkeypatch):
    """An empty dashboard and front page, for this test only."""
    for name in ("DASHBOARD", "FRONT"):
        known = getattr(panels, name)
        monkeypatch.setattr(known, "_things", {})
    return panels


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def test_a_new_domain_adds_tasks_and_panels_without_touching_another(sources):
    seen = []

    def read(reader):
        seen.append(reader.user)
        tile = panels.Tile("Aduan", 3, "baru", "/aduan/")
        shown = {"name": "aduan", "title": "Aduan hari ini", "tiles": [tile]}
        return Part(
            [Task("Jawab aduan", "3 aduan menunggu.", "/aduan/", "Lihat")],
            [Panel("performance/dashboard/tiles.html", shown)],
            lead="Aduan warga",
        )

    sources.DASHBOARD.file(Source("complaints", read, order=50))
    sources.DASHBOARD.file(
        Source("first", lambda _: Part([Task("Paling atas", "", "/", "Buka")]), order=1)
    )
    answer = signed_in(Role.ADMIN_SISTEM).get(reverse("dashboard"))
    page = answer.content.decode()

    assert [task.label for task in answer.context["dashboard"].tasks] == [
        "Paling atas",
        "Jawab aduan",
    ]
    assert "Aduan hari ini" in page
    assert "Aduan warga" in page
    assert len(seen) == 1


def test_what_stands_above_the_tasks_stands_there_once(sources):
    def panel(title: str, **fields: bool) -> Panel:
        return Panel("performance/dashboard/tiles.html", {"name": "x", "title": title}, **fields)

    part = Part(panels=[panel("Di bawah"), panel("Di atas", is_above=True)])
    sources.DASHBOARD.file(Source("one", lambda _: part, order=1))
    shown = signed_in(Role.ADMIN_SISTEM).get(reverse("dashboard")).context["dashboard"]

    assert [one.panel["title"] for one in shown.above] == ["Di atas"]
    assert [one.panel["title"] for one in shown.panels] == ["Di bawah"]


def test_who_has_nothing_to_do_reads_what_the_first_source_says(sources):
    client = signed_in(Role.JURI)
    assert "sedang disiapkan" in client.get(reverse("dashboard")).content.decode()
    idle = Nothing("Semua beres", "Tidak ada yang menunggu.")
    sources.DASHBOARD.file(Source("one", lambda _: Part(nothing=idle), order=5))
    assert "Semua beres" in client.get(reverse("dashboard")).content.decode()


def test_the_front_page_shows_a_panel_of_every_app_that_has_one(sources):
    city = make_city()
    first = FrontPanel(
        "performance/public/front.html", {"year": None}, title="Layanan", moment="2026", lead="Uji"
    )
    sources.FRONT.file(FrontSource("silent", lambda _request: None, order=1))
    sources.FRONT.file(FrontSource("first", lambda _request: first, order=2))
    page = Client().get("/").content.decode()

    assert f"Layanan {city.name} 2026" in " ".join(page.split())
    assert "Belum ada angka" in page


def test_two_sources_of_one_name_are_refused():
    registry: Registry[Source] = Registry("dashboard source", name=lambda source: source.name)
    registry.file(Source("one", lambda _: Part(), order=1))
    with pytest.raises(TypeError, match="two things"):
        registry.file(Source("one", lambda _: Part(), order=2))


def test_the_apps_have_filed_theirs():
    assert {"performance.quarter", "reports.documents"} <= set(panels.DASHBOARD.names())
    assert "performance" in panels.FRONT.names()


@pytest.mark.parametrize(("role", "most"), [(Role.BAPPEDA, 24), (Role.ADMIN_SISTEM, 21)])
def test_the_dashboard_costs_few_statements(role, most):
    make_city()
    client = signed_in(role)
    client.get(reverse("dashboard"))
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(reverse("dashboard")).status_code == 200
    assert len(captured) <= most
