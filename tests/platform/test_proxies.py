"""X-Forwarded-Proto is believed only when proxies are configured, whoever the peer is."""

from __future__ import annotations

import contextlib
import http.client
import os
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from config.child import Child, Service
from tests.harness.portal import free_port
from tests.platform.test_settings import GOOD

pytestmark = pytest.mark.processes
GUNICORN = ("-m", "gunicorn", "--config=config/gunicorn.py", "config.wsgi")
Starter = Callable[..., int]


def status(port: int, path: str, **headers: str) -> int:
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        web.request("GET", path, headers={"Host": GOOD["ALLOWED_HOSTS"], **headers})
        return web.getresponse().status
    finally:
        web.close()


def wait_for(port: int, child: Child) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            status(port, "/hidup/")
            return
        time.sleep(0.1)
    pytest.fail(child.last_words())


@pytest.fixture
def start() -> Iterator[Starter]:
    """`start(TRUSTED_PROXIES="1")`: gunicorn with production's settings; its port."""
    children: list[Child] = []

    def starter(**changed: str) -> int:
        port = free_port()
        environment = {**GOOD, "HOST": "127.0.0.1", "PORT": str(port), "WEB_WORKERS": "1"}
        # As an address of its own: a name without a server answers at once.
        environment["DATABASE_URL"] = "postgresql://selaras:x@127.0.0.1:1/selaras"
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**environment, **changed}.items():
                patch.setenv(name, value)
            patch.delenv("SELARAS_TEST_HOME", raising=False)
            patch.chdir(settings.BASE_DIR)
            child = Child(Service("web", (sys.executable, *GUNICORN), "web"))
            children.append(child)
            child.start(quiet=True)
        wait_for(port, child)
        return port

    yield starter
    for child in children:
        child.ask_to_stop()
        child.wait(10)
        child.kill_group()


@pytest.mark.parametrize(("proxies", "secure"), [("0", False), ("1", True)])
def test_the_scheme_a_proxy_reports(start, proxies, secure):
    port = start(TRUSTED_PROXIES=proxies, SELARAS_VAR=os.environ["SELARAS_TEST_HOME"])

    # A path that is refused without a database, once the scheme is right.
    plain = status(port, "/%00")
    told = status(port, "/%00", **{"X-Forwarded-Proto": "https"})

    assert plain == 301  # to https
    assert told == (400 if secure else 301)
