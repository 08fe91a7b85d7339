"""Rupiah beyond the pagu in the browser: asked beside the cell, pasted blocks too, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from performance.models import BudgetRealization, Pagu
from tests.journeys.people import sign_in
from tests.journeys.test_entry_grid import CODE, OPERATOR, QUARTER, YEAR, paste

BEYOND = "900.000.000.000"


@pytest.fixture
def place(demo_portal) -> str:
    return f"{demo_portal.url}/kinerja/pengisian/{CODE}/{YEAR}/{QUARTER}/"


def grid(page: Page, url: str, place: str) -> list[str]:
    """Signed in on the grid: the names of cells of rupiah with a pagu, in the order of the page."""
    sign_in(page, url, OPERATOR)
    page.goto(place)
    names = page.locator("input[name^='rp-']").evaluate_all("all => all.map(one => one.name)")
    known = set(
        Pagu.objects.filter(year=YEAR, node__level="subkegiatan").values_list("node_id", flat=True)
    )
    return [name for name in names if int(name[3:]) in known]


def spent(name: str) -> int | None:
    row = BudgetRealization.objects.filter(node=int(name[3:]), year=YEAR).first()
    return row.rp3 if row else None


def test_the_grid_asks_and_saves_after_yes(demo_portal, page, place):
    name = grid(page, demo_portal.url, place)[-1]
    before, cell, panel = spent(name), page.locator(f"#{name}"), page.locator(f"#s-{name}")
    cell.fill(BEYOND)
    cell.press("Enter")
    expect(panel).to_contain_text("melebihi pagu")
    expect(panel).to_contain_text("sebesar Rp")
    expect(cell).to_have_value(BEYOND)
    panel.get_by_role("button", name="Ubah angka").click()
    expect(cell).to_be_focused()
    expect(cell).to_have_value(BEYOND)
    assert spent(name) == before
    cell.press("Control+s")
    panel.get_by_role("button", name="Ya, simpan").click()
    expect(panel).to_contain_text("Tersimpan")
    assert spent(name) == 900_000_000_000


def test_a_pasted_block_lists_all_cells_that_ask(demo_portal, open_page, place):
    page = open_page(width=360, height=740)
    first, second = grid(page, demo_portal.url, place)[:2]
    page.locator(f"#{first}").focus()
    paste(page, f"{BEYOND}\n{BEYOND}\n")
    listed = page.locator("[data-asked]")
    expect(listed.get_by_role("link")).to_have_count(2)
    expect(listed).to_contain_text("2 isian perlu dipastikan")
    page.locator(f"#s-{first}").get_by_role("button", name="Ya, simpan").click()
    expect(page.locator(f"#s-{first}")).to_contain_text("Tersimpan")
    expect(listed).to_be_hidden()
    cell = page.locator(f"#{second}")
    cell.fill("1")
    cell.press("Enter")
    expect(page.locator(f"#s-{second}")).to_contain_text("Tersimpan")
    assert (spent(first), spent(second)) == (900_000_000_000, 1)


def test_without_javascript_the_form_asks(demo_portal, open_page, place):
    page = open_page(javascript=False)
    name = grid(page, demo_portal.url, place)[2]
    page.locator(f"#{name}").fill(BEYOND)
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.get_by_role("alert")).to_contain_text("melebihi pagu")
    expect(page.locator(f"#{name}")).to_have_value(BEYOND)
    page.locator(f"input[name=setuju-{name}]").check()
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.get_by_role("main")).to_contain_text("1 isian tersimpan")
    assert spent(name) == 900_000_000_000
