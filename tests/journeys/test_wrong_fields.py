"""What is wrong with a field is told by its border; what was typed and the arrow stay in sight."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = (*sorted((STATIC / "vendor/bootstrap").rglob("bootstrap*.css")), STATIC / "css/app.css")
LOOK = """kind => { const style = getComputedStyle(document.getElementById(kind));
  return [style.paddingRight, style.backgroundImage.replace(/, none$/, "")] }"""


@pytest.fixture
def page(open_page) -> Page:
    page = open_page()
    page.set_content(
        "<input id='right' class='form-control'><input id='wrong' class='form-control is-invalid'>"
        "<select id='chosen' class='form-select'></select>"
        "<select id='missing' class='form-select is-invalid'></select>"
    )
    for sheet in SHEETS:
        page.add_style_tag(content=sheet.read_text())
    return page


@pytest.mark.parametrize(("right", "wrong"), [("right", "wrong"), ("chosen", "missing")])
def test_a_wrong_field_keeps_the_room_and_the_arrow_of_a_right_one(page, right, wrong) -> None:
    assert page.evaluate(LOOK, wrong) == page.evaluate(LOOK, right)
