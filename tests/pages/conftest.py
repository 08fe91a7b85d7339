import pytest

from tests.pages.places import forget_places


@pytest.fixture(scope="module", autouse=True)
def _fresh_places() -> None:
    forget_places()
