"""Debian's Chromium, driven by Playwright."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions"]

PageOpener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("Chromium is missing: make test installs it, or apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[PageOpener]:
    """`open_page(width=…, height=…, javascript=…)`: a new person with an empty browser.

    After the test the page must not have broken the content policy nor raised in JavaScript.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    def opener(*, javascript: bool = True, **viewport: int) -> Page:
        context = browser.new_context(
            viewport={**DESKTOP, **viewport},  # type: ignore[arg-type]
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opener
    if request.node.stash.get(FAILED, False):
        for number, page in enumerate(page for context in contexts for page in context.pages):
            page.screenshot(path=artifact(f"gagal-{request.node.name}-{number}"), full_page=True)
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def page(open_page: PageOpener) -> Page:
    """A screen of 1366 px."""
    return open_page(**DESKTOP)


@pytest.fixture
def phone(open_page: PageOpener) -> Page:
    """A screen of 360 px."""
    return open_page(**PHONE)


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """`screenshot(page, "beranda")` writes var/test-artifacts/beranda.png."""

    def take(page: Page, name: str) -> Path:
        page.wait_for_load_state()
        path = artifact(name)
        page.screenshot(path=path, full_page=True)
        return path

    return take


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)` tells every accessibility rule the page breaks, and where.

    A click returns when the next page begins to come: it is asked when it is whole.
    """

    def check(page: Page) -> list[str]:
        page.wait_for_load_state()
        violations = Axe().run(page).response["violations"]
        return [
            f"{found['id']} ({found['impact']}): {found['help']}\n"
            + "\n".join(f"    {node['target']}" for node in found["nodes"][:5])
            for found in violations
        ]

    return check


def artifact(name: str) -> Path:
    folder = Path(settings.BASE_DIR) / "var" / "test-artifacts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', name)[:120]}.png"


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report
