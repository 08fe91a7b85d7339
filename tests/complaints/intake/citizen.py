"""A citizen at the form: what the tests of its pages begin with."""

from __future__ import annotations

from typing import Any

import altcha
from django.http import HttpResponse
from django.test import Client

from complaints.intake.actions import working
from complaints.models import Category, Complaint, Draft

TEXT = "Jalan di depan pasar berlubang dan sudah dua minggu tergenang."


def go(client: Client, step: str, **data: Any) -> HttpResponse:
    return client.post(f"/lapor/{step}/", data)


def answer(client: Client, *, until: str = "periksa", **given: Any) -> None:
    """Every page up to one, with what is usually answered."""
    pages: dict[str, dict[str, Any]] = {
        "kategori": {"category": Category.objects.get(code="jalan-rusak").pk},
        "kejadian": {"text": TEXT},
        "lokasi": {"address": "Depan pasar"},
        "berkas": {},
        "jenis": {"kind": "non_pengawasan"},
        "kontak": {},
    }
    for step, data in pages.items():
        if step == until:
            return
        wanted = {name: given[name] for name in FIELDS[step] if name in given}
        response = go(client, step, **{**data, **wanted})
        assert response.status_code == 302, (step, response.content.decode()[:2000])


FIELDS = {
    "kategori": ("category",),
    "kejadian": ("text", "happened_on"),
    "lokasi": ("area", "address", "latitude", "longitude", "no_place"),
    "berkas": ("files",),
    "jenis": ("kind", "is_anonymous", "is_secret"),
    "kontak": ("name", "email", "phone", "mail_wanted", "whatsapp_wanted"),
}


def sent(client: Client, **given: Any) -> tuple[Complaint, str]:
    """A report that was sent from this browser, with its secret."""
    answer(client, **given)
    assert client.get("/lapor/periksa/").status_code == 200
    response = go(client, "periksa")
    assert response.status_code == 302, response.content.decode()[:2000]
    draft = Draft.objects.exclude(complaint=None).latest("pk")
    assert draft.complaint is not None
    return draft.complaint, draft.secret or ""


def unlocked(client: Client, case: Complaint, secret: str) -> Client:
    response = client.post("/lacak/", {"number": case.number, "secret": secret})
    assert response.status_code == 302, response.content.decode()[:2000]
    return client


def solved(about: str) -> str:
    """What a browser sends that has done the work."""
    challenge = altcha.Challenge.from_dict(working.challenge(about))
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
