"""Headers are the same on every answer, whatever its status."""

import logging

import pytest
from django.conf import settings

from config import logs
from tests.factories.organizations import make_user

POINTS = "/pengaduan/peta.json"
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "manifest-src 'self'",
    "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/hidup/", "/tidak-ada/", "/hidup"])
def test_security_headers(db, client, path):
    answer = client.get(path)

    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_page_of_a_signed_in_person_is_not_cached(db, client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "apa-saja"

    answer = client.get("/tidak-ada/")

    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/data/", "/data/kinerja/", "/data/kinerja.json", POINTS])
def test_what_goes_to_a_signed_in_person_is_for_no_shared_cache(db, client, path):
    """These say `public` to everybody else; the page names who is signed in."""
    client.force_login(make_user())

    answer = client.get(path)

    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def test_what_gives_a_cookie_is_for_no_shared_cache(db, client):
    answer = client.get("/masuk/")

    assert answer.cookies
    assert "private" in answer["Cache-Control"]


def test_figures_for_everybody_may_be_kept_by_a_shared_cache(db, client):
    assert "public" in client.get("/data/kinerja.json")["Cache-Control"]


def test_request_number_of_a_proxy_is_kept(client):
    assert (
        client.get("/hidup/", headers={"x-request-id": "abcd-1234"})["X-Request-ID"] == "abcd-1234"
    )


def test_forged_request_number_is_replaced(client):
    answer = client.get("/hidup/", headers={"x-request-id": "x\ny"})

    assert answer["X-Request-ID"].isalnum()


def test_log_line_cannot_be_forged():
    record = logging.LogRecord("uji", logging.INFO, "", 0, "satu\r\n2026 INFO dua", None, None)
    logs.RequestIdFilter().filter(record)

    assert "satu\\x0d\\x0a2026 INFO dua" in logs.LineFormatter().format(record)


def test_the_address_of_a_button_opened_by_hand_is_a_page_and_not_nothing(db, client):
    answer = client.get("/keluar/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert "Tekan tombolnya lagi" in answer.content.decode()
