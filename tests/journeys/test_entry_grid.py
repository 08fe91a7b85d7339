"""The grid under the fingers: keys, pasted columns, wrong numbers, two people in one cell."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from organizations.models import Organization
from performance.models import BudgetRealization, Indicator, Realization
from tests.journeys.people import sign_in, type_figure

OPERATOR = "operator.bappeda@contoh.test"
CODE, YEAR, QUARTER = "5.01.5.05.0.00.01.0000", 2026, 3


@pytest.fixture
def place(demo_portal) -> str:
    return f"{demo_portal.url}/kinerja/pengisian/{CODE}/{YEAR}/{QUARTER}/"


@pytest.fixture
def cells(demo_portal) -> list[str]:
    """Names of the first cells of indicators, in the order of the page."""
    unit = Organization.objects.get(code=CODE)
    rows = Indicator.objects.filter(organization=unit, node__level="sasaran_pd").order_by("pk")
    return [f"k-{row.pk}" for row in rows]


def paste(page, text: str) -> None:
    """What the browser does with a block copied from a spreadsheet."""
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_the_keyboard_is_enough(demo_portal, page, place, cells):
    sign_in(page, demo_portal.url, OPERATOR)
    page.goto(place)
    first, second = cells[:2]
    type_figure(page, first, "81,25")
    expect(page.locator(f"#{second}")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"#{first}")).to_be_focused()
    page.keyboard.type("9")
    page.keyboard.press("Escape")
    expect(page.locator(f"#{first}")).to_have_value("81,25")
    page.keyboard.press("ArrowDown")
    page.locator(f"#{second}").fill("55")
    page.keyboard.press("Control+s")
    expect(page.locator(f"#s-{second}")).to_contain_text("Tersimpan")
    saved = {row.indicator_id: row.k3 for row in Realization.objects.filter(year=YEAR)}
    assert str(saved[int(second[2:])]) == "55.000000"
    line = page.locator(f"#baris-i{first[2:]}")
    expect(line.locator("[data-cell=band]")).to_be_visible()


def test_a_wrong_number_is_told_and_kept(demo_portal, page, place, cells):
    sign_in(page, demo_portal.url, OPERATOR)
    page.goto(place)
    cell = page.locator(f"#{cells[2]}")
    cell.fill("dua belas")
    cell.press("Enter")
    expect(page.locator(f"#s-{cells[2]}")).to_contain_text("angka")
    expect(cell).to_have_value("dua belas")
    expect(cell).to_have_attribute("aria-invalid", "true")


def test_a_column_is_pasted_at_once(demo_portal, page, place, cells):
    sign_in(page, demo_portal.url, OPERATOR)
    page.goto(place)
    page.locator(f"#{cells[0]}").focus()
    paste(page, "61\n62\n63")
    for name, value in zip(cells[:3], ("61", "62", "63"), strict=True):
        expect(page.locator(f"#{name}")).to_have_value(value)
        expect(page.locator(f"#s-{name}")).to_contain_text("Tersimpan")


def test_the_second_of_two_people_chooses(demo_portal, open_page, place, cells):
    pages = [open_page(), open_page(width=360, height=740)]
    for page in pages:
        sign_in(page, demo_portal.url, OPERATOR)
        page.goto(place)
    first, second = pages
    type_figure(first, cells[3], "71")
    cell = second.locator(f"#{cells[3]}")
    cell.fill("72")
    cell.press("Enter")
    panel = second.locator(f"#s-{cells[3]}")
    expect(panel).to_contain_text("mengubahnya menjadi 71")
    panel.get_by_role("button", name="Pakai nilai saya").click()
    expect(panel).to_contain_text("Tersimpan")
    assert Realization.objects.get(indicator=int(cells[3][2:]), year=YEAR).k3 == 72


def test_a_block_fills_quantities_and_the_rupiah_beside_them(demo_portal, page, place):
    row = Indicator.objects.filter(
        organization__code=CODE, node__level="subkegiatan", feed=None, scale=""
    ).first()
    sign_in(page, demo_portal.url, OPERATOR)
    page.goto(place)
    page.locator(f"#k-{row.pk}").focus()
    paste(page, "7\t1.246.000\r\n")
    for name in (f"k-{row.pk}", f"rp-{row.node_id}"):
        expect(page.locator(f"#s-{name}")).to_contain_text("Tersimpan")
    assert Realization.objects.get(indicator=row, year=YEAR).k3 == 7
    assert BudgetRealization.objects.get(node=row.node_id, year=YEAR).rp3 == 1_246_000


def test_what_a_block_has_no_cell_for_is_told(demo_portal, page, place, cells):
    sign_in(page, demo_portal.url, OPERATOR)
    page.goto(place)
    page.locator(f"#{cells[0]}").focus()
    paste(page, "61\t5.000\t9\n62\n")
    expect(page.locator("[data-pasted]")).to_have_text(
        "2 angka ditempel. 2 tidak ditempel karena tidak ada isian untuknya: 5.000; 9."
    )
    expect(page.locator(f"#{cells[0]}")).to_have_value("61")


def test_a_wrong_cell_is_red_and_shows_no_achievement(demo_portal, page, place, cells):
    sign_in(page, demo_portal.url, OPERATOR)
    page.goto(place)
    cell = page.locator(f"#{cells[1]}")
    for typed, told in (("3 4", "lebih dari satu angka"), ("1,5E+09", "notasi ilmiah")):
        cell.fill(typed)
        cell.press("Enter")
        expect(page.locator(f"#s-{cells[1]}")).to_contain_text(told)
        expect(cell).to_have_css("border-top-width", "2px")
        expect(page.locator(f"#baris-i{cells[1][2:]} [data-cell=band]")).not_to_be_visible()


def test_a_page_left_open_over_signing_out_is_saved_after_signing_in_elsewhere(
    demo_portal, page, place, cells
):
    sign_in(page, demo_portal.url, OPERATOR)
    page.goto(place)
    Session.objects.all().delete()
    cell = page.locator(f"#{cells[0]}")
    cell.fill("64,5")
    cell.press("Enter")
    expect(page.locator(f"#s-{cells[0]}")).to_contain_text("sesi Anda berakhir")
    elsewhere = page.context.new_page()
    sign_in(elsewhere, demo_portal.url, OPERATOR)
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.locator(f"#s-{cells[0]}")).to_contain_text("Tersimpan")
    assert str(Realization.objects.get(indicator=int(cells[0][2:]), year=YEAR).k3) == "64.500000"
