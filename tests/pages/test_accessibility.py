"""axe on every page kind in a real browser, and nothing but tables scrolls sideways at 360 px."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from organizations.choices import Role
from organizations.demo import DEMO_PASSWORD
from tests.pages.places import EMAILS, LOOKING, OWN, YEAR, Page
from tests.pages.table import READABLE

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def signed_in(demo_portal, browser, tmp_path_factory):
    """One signed-in browser page a role, kept for the whole module."""
    params = [f"opd={OWN.code}", f"tahun={YEAR - 1}", "triwulan=4"]
    where = tmp_path_factory.mktemp("dokumen") / "e81.pdf"
    call_command("render_report", "e81", param=params, out=where)
    pages: dict[str, BrowserPage] = {}
    for role in ("", *LOOKING):
        context = browser.new_context(locale="id-ID", reduced_motion="reduce")
        pages[role] = context.new_page()
        if role:
            pages[role].goto(f"{demo_portal.url}/masuk/")
            pages[role].get_by_label("Surel").fill(EMAILS[role])
            pages[role].get_by_label("Kata sandi", exact=True).fill(DEMO_PASSWORD)
            pages[role].locator("main button[type=submit]").click()
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("target", READABLE, ids=str)
def test_page_is_accessible(demo_portal, signed_in, axe, target: Page) -> None:
    role, place = target.reader()
    page = signed_in[role]
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(demo_portal.url + target.url(place))
    assert axe(page) == [], page.url
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(WIDER) <= 0, "the page scrolls sideways at 360 px"


DARK = ("home", "performance:public-indicator", "performance:entry", "performance:plan")


@pytest.mark.parametrize("name", [*DARK, "dashboard", "organizations:style-guide"])
def test_page_is_accessible_in_the_dark(demo_portal, signed_in, axe, name: str) -> None:
    target = next(target for target in READABLE if target.name == name)
    page = signed_in[Role.OPERATOR_OPD]
    page.emulate_media(color_scheme="dark")
    page.goto(demo_portal.url + target.url(OWN))
    assert axe(page) == [], page.url
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("width", [1366, 1024, 360])
def test_the_menu_by_keyboard(demo_portal, signed_in, axe, width: int) -> None:
    """A group opens by Enter, is accessible while open, and closes by Escape."""
    page = signed_in[Role.BAPPEDA]
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{demo_portal.url}/kinerja/rencana/")
    menu = page.get_by_role("navigation", name="Menu utama")
    if width == 360:
        page.locator(".menu > summary").press("Enter")
    expect(menu.get_by_role("link", name="Rencana")).to_have_attribute("aria-current", "page")
    expect(menu.get_by_role("link", name="Pengisian")).to_be_visible()
    group = menu.locator(".menu-group > summary", has_text="Dokumen")
    group.focus()
    group.press("Enter")
    expect(menu.get_by_role("link", name="Buat dokumen")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate(WIDER) <= 0, "the open menu makes the page scroll sideways"
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Daftar dokumen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Buat dokumen")).to_be_hidden()
    expect(group).to_be_focused()
