"""What no page can read is a 400 with a plain page, never a 500."""

from __future__ import annotations

import io
import json
import re
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.unreadable import MOST_CHARACTERS
from config.wsgi import application
from organizations.choices import Role
from tests.factories.organizations import make_user

FORM = "application/x-www-form-urlencoded"


def is_plain_page(answer) -> bool:
    text = answer.content.decode()
    return answer.status_code == 400 and "Permintaan belum dapat diproses" in text


@pytest.mark.parametrize(
    "path",
    ["/opd/%00/", "/%00", "/verifikasi/AAAA%00BBBB/", "/sandi/a%00/b/", "/%ff/", "/opd/%ed%a0%80/"],
)
def test_a_path(client, path):
    assert is_plain_page(client.get(path))


@pytest.mark.parametrize(
    "query", ["q=%00", "q=a&%00=b", "q=%FF", "q=%ED%A0%80", "a" * 50 + "=" + "b" * MOST_CHARACTERS]
)
def test_a_query(client, query):
    assert is_plain_page(client.get("/masuk/", QUERY_STRING=query))


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "lain"])
def test_a_cookie(client, name):
    # A quoted value carries any byte as three octal digits.
    assert is_plain_page(client.get("/masuk/", headers={"cookie": f'{name}="a\\000b"'}))


@pytest.mark.parametrize(
    "host", ["jahat.example", "10.1.2.3", "10.1.2.3:8000", "[::1", "a b", "", "localhost\x00"]
)
def test_a_host(client, host):
    assert is_plain_page(client.get("/", headers={"host": host}))


@pytest.mark.parametrize(
    "body", [b"username=a%00b", b"username=a\x00b", b"%00=a", b"username=%FF", b"username=\xff"]
)
def test_a_form(client, body):
    assert is_plain_page(client.post("/masuk/", body, content_type=FORM))


def multipart(value: bytes, disposition: bytes = b'name="username"') -> tuple[bytes, str]:
    body = b"--x\r\nContent-Disposition: form-data; " + disposition + b"\r\n\r\n" + value
    return body + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"


def test_a_form_with_files(client):
    for body, kind in (
        multipart(b"a\x00b"),
        multipart(b"a", b'name="a\x00b"'),
        multipart(b"a", b'name="f\x00g"; filename="a.txt"'),
    ):
        assert is_plain_page(client.post("/masuk/", body, content_type=kind))


def test_a_body_without_end_or_with_too_much(client, settings):
    broken = client.post("/masuk/", b"--x\r\nContent", content_type="multipart/form-data")
    assert is_plain_page(broken)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    large = client.post("/masuk/", b"username=" + b"a" * 50, content_type=FORM)
    assert is_plain_page(large)
    assert "terlalu besar" in large.content.decode()


def through_wsgi(path: str, kind: str, body: bytes = b"") -> str:
    """The status line the server sends; Django's test client builds its requests elsewhere."""
    said: list[str] = []
    environ: dict[str, object] = {"CONTENT_TYPE": kind, "PATH_INFO": path, "QUERY_STRING": "q=a"}
    if body:
        length = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(body))}
        environ |= {**length, "wsgi.input": io.BytesIO(body)}
    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = "localhost"
    b"".join(application(environ, lambda status, headers: said.append(status)))
    return said[0]


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-16", "rot13", "latin-1", "utf-7", "idna"])
def test_a_charset_is_not_for_the_sender_to_choose(charset):
    kind = f"{FORM}; charset={charset}"
    assert through_wsgi("/hidup/", kind) == "200 OK"
    assert through_wsgi("/masuk/", kind, b"username=\xe9") == "400 Bad Request"


def test_an_endless_value(client):
    assert is_plain_page(client.post("/masuk/", {"username": "a" * (MOST_CHARACTERS + 1)}))


@pytest.mark.django_db
def test_ordinary_letters_pass(client):
    answer = client.post("/masuk/", {"username": "nama+é…😀@contoh.test", "password": "ü" * 20})
    assert answer.status_code == 200
    assert client.get("/masuk/", {"next": "/a b/é/"}).status_code == 200


@pytest.mark.django_db
def test_every_form_of_a_signed_in_person_refuses_nul(client):
    client.force_login(make_user(Role.ADMIN_SISTEM))
    for name in ("password", "user-create", "unit-create", "city", "holiday-create"):
        assert is_plain_page(client.post(reverse(f"organizations:{name}"), {"name": "a\x00"}))


@pytest.mark.django_db
def test_json_is_read_by_no_page(client):
    """A page that begins to read JSON must refuse NUL and lone surrogates itself."""
    text = json.dumps({"username": "\x00\ud800"})
    assert client.post("/masuk/", text, content_type="application/json").status_code == 200


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_is_told_so():
    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "a"})
    assert answer.status_code == 403
    assert "terlalu lama terbuka" in answer.content.decode()


def test_the_plain_page_needs_neither_session_nor_database(client):
    """No `django_db` mark here: a query would fail the test."""
    answer = client.get("/", headers={"host": "jahat.example", "cookie": "sessionid=abc"})
    assert is_plain_page(answer)
    assert re.search(r'lang="id"', answer.content.decode())


def test_the_plain_page_does_not_depend_on_collected_files(client, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    strict = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": strict}}
    assert is_plain_page(client.get("/", headers={"host": "jahat.example"}))
