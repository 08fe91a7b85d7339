"""How people sign in and type in the browser tests."""

from playwright.sync_api import Page, expect

from organizations.demo import DEMO_PASSWORD


def sign_in(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/masuk/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dasbor")


def type_figure(page: Page, name: str, text: str) -> None:
    """Type into one cell of the grid, leave it with Enter, wait until it is saved."""
    cell = page.locator(f"#{name}")
    cell.fill(text)
    cell.press("Enter")
    expect(page.locator(f"#s-{name}")).to_contain_text("Tersimpan")
