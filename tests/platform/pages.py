"""The addresses of config itself: health for machines."""

from tests.pages.places import Page

PAGES: tuple[Page, ...] = ()

ACTS = {
    "health": "platform/test_health.py",
    "ready": "platform/test_health.py",
    "alive": "platform/test_health.py",
}
