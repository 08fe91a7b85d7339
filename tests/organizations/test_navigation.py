"""The menu: short for everybody, in groups, with the current one open."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from organizations.choices import Role
from organizations.views.guide import ICONS
from organizations.web import NAVIGATION, NavGroup, NavItem, NavLink, NavSection, navigation
from tests.factories.organizations import make_city, make_unit, make_user

MOST = 8  # entries of the first level
BASE = Path(settings.BASE_DIR)


def menu(role: str = "", path: str = "/") -> list[NavLink | NavSection]:
    request = RequestFactory().get(path)
    unit = make_unit() if role in {Role.OPERATOR_OPD, Role.KEPALA_OPD} else None
    request.user = make_user(role, unit) if role else AnonymousUser()
    return navigation(request)


def labels(found: list[NavLink | NavSection]) -> list[str]:
    return [entry.label for entry in found]


def section(found: list[NavLink | NavSection], label: str) -> NavSection:
    return next(entry for entry in found if entry.label == label)


@pytest.fixture(autouse=True)
def _city(db) -> None:
    make_city()


@pytest.mark.parametrize("role", ["", *Role.values])
def test_the_first_level_stays_short(role):
    assert 0 < len(menu(role)) <= MOST


def test_the_public_finds_reports_and_figures():
    found = menu()

    assert labels(found) == ["Beranda", "Pengaduan", "Survei kepuasan", "Inovasi", "Data terbuka"]
    assert [link.label for link in section(found, "Pengaduan").links][:2] == [
        "Laporkan keluhan",
        "Lacak laporan",
    ]


def test_a_group_with_one_entry_for_a_person_is_that_entry():
    assert "Riwayat" in labels(menu(Role.INSPEKTORAT))
    assert "Hari libur" in labels(menu(Role.BAGIAN_ORGANISASI))


def test_the_group_of_the_page_is_open_and_no_other():
    found = menu(Role.BAPPEDA, reverse("performance:plan-list"))

    assert section(found, "Kinerja").is_current
    assert not section(found, "Dokumen").is_current
    current = [link for link in section(found, "Kinerja").links if link.current]
    assert [(link.label, link.current) for link in current] == [("Rencana", "page")]


def test_a_page_below_an_entry_marks_it_as_its_section():
    links = section(menu(Role.BAPPEDA, "/dokumen/baru/e81/"), "Dokumen").links

    assert [(link.label, link.current) for link in links if link.current] == [
        ("Buat dokumen", "true")
    ]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/inovasi/penghargaan/", "Kompetisi inovasi"),
        ("/inovasi/penghargaan/2026/", "Kompetisi inovasi"),
        ("/inovasi/kegiatan/7/", "Kalender kegiatan"),
        ("/inovasi/pelatihan/", "Peluncuran inovasi"),
        ("/inovasi/si-tanggap/kegiatan/", "Katalog inovasi"),
        ("/survei/maklumat/7/", "Standar pelayanan"),
        ("/survei/unit/7/", "Nilai unit layanan"),
    ],
)
def test_a_page_that_stands_elsewhere_marks_the_entry_it_belongs_to(path, label):
    marked = [
        link.label
        for group in menu(path=path)
        if isinstance(group, NavSection)
        for link in group.links
        if link.current
    ]

    assert marked == [label]


def test_a_page_of_no_entry_still_opens_its_group():
    found = section(menu(Role.BAPPEDA, "/kinerja/pohon/kota/"), "Kinerja")

    assert found.is_current
    assert not any(link.current for link in found.links)


def test_two_entries_for_one_page_are_refused():
    known = NAVIGATION.all()[0]

    with pytest.raises(TypeError, match=known.url_name):
        NAVIGATION.file(replace(known, label="Lain"))


def test_every_entry_leads_somewhere():
    assert all(reverse(item.url_name) for item in NAVIGATION.all())


def test_every_icon_is_drawn():
    """Icons of the menu, of the style guide and of every template are in the sprite."""
    sprite = (BASE / "static/img/icons.svg").read_text()
    drawn = set(re.findall(r'id="([a-z-]+)"', sprite))
    items = NAVIGATION.all()
    named = {item.icon for item in items} | {item.group.icon for item in items if item.group}
    for template in (BASE / "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "([a-z-]+)"', template.read_text()))

    assert named | set(ICONS) <= drawn
    assert drawn == set(ICONS), "the style guide shows every icon"


def test_groups_of_one_order_stay_together(monkeypatch):
    first, second = NavGroup("Satu", "grid", 50), NavGroup("Dua", "grid", 50)
    pages = ("home", "dashboard", "performance:leaders", "reports:job-list")
    items = [
        NavItem(name, name, "grid", order, group, staff_only=False)
        for order, (name, group) in enumerate(zip(pages, [first, second] * 2, strict=True))
    ]
    monkeypatch.setattr(NAVIGATION, "_things", {item.url_name: item for item in items})

    found = menu()
    assert labels(found) == ["Dua", "Satu"]
    assert [len(entry.links) for entry in found] == [2, 2]
