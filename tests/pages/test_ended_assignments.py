"""'Mine' is no right by itself: after an assignment has ended a person is a stranger.

Somebody held every role, and everything in the demonstration city was made by that person;
yesterday all of it ended. Every address then answers as it does for an account without a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Assignment, FileImport, User
from tests.factories.organizations import SINCE, make_user
from tests.harness.apps import APPS
from tests.pages.places import FOREIGN, OWN, YEAR
from tests.pages.table import ACTS, PAGES, SUBJECTS

NAME = "Pegawai Uji"
DOMAINS = [app for app in APPS if app != "organizations"]
# One's own account: its devices, past assignments and secrets are shown to its owner.
ACCOUNT = ("organizations:profile", "organizations:second-factor")
# Nobody's in particular: signing in and out, tokens sent by mail, files for everybody.
WITHOUT_SUBJECT = {
    "health",
    "alive",
    "ready",
    "organizations:logout",
    "organizations:reset-confirm",
    "organizations:session-end",
    "organizations:city-logo",
    "performance:import-template",
    "complaints:report-forget",
    "complaints:report-words",
    "complaints:ticket-leave",
    "complaints:ticket-part",
    "open_data:csv",
    "open_data:json",
}


def owned() -> Iterator[tuple[type[models.Model], str]]:
    """Every column that says who asked for, brought, wrote or decided something."""
    for model in apps.get_models():
        is_own = model._meta.app_label in DOMAINS or model is FileImport
        if not is_own or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is User and not field.primary_key:
                yield model, field.name


def give_everything(user: User) -> None:
    """Where the database wants two people, the second column stays as it is; rows a trigger holds,
    because they are closed, stay too."""
    for model, name in owned():
        rows = model._default_manager
        try:
            with suppress(IntegrityError), transaction.atomic():
                rows.update(**{name: user})
        except DatabaseError:
            for pk in rows.values_list("pk", flat=True):
                with suppress(DatabaseError), transaction.atomic():
                    rows.filter(pk=pk).update(**{name: user})


@pytest.fixture(scope="module")
def clients(demo_city, tmp_path_factory) -> tuple[Client, Client]:
    where = tmp_path_factory.mktemp("dokumen")
    for slug in ("e81", "lke-lhe"):  # the second is personal: only who asked reads it
        chosen = [f"opd={OWN.code}", f"tahun={YEAR - 2}"]
        call_command("render_report", slug, param=chosen, out=where / f"{slug}.pdf")
    former, stranger = make_user(full_name=NAME), make_user(full_name=NAME)
    assert all(urls_of(name) for name in NAMES)  # every object is there before it is given away
    give_everything(former)
    yesterday = timezone.localdate() - timedelta(days=1)
    for role in Role.values:
        Assignment.objects.create(
            user=former,
            organization=OWN.unit,
            role=role,
            position="Uji",
            valid_from=SINCE,
            valid_to=yesterday,
        )
    found = (Client(), Client())
    for client, user in zip(found, (former, stranger), strict=True):
        client.force_login(user)
    return found


NAMES = sorted({target.name for target in PAGES} | set(SUBJECTS))


def urls_of(name: str) -> list[str]:
    """The address about the own unit, and about another where the table knows that one."""
    pages = [target for target in PAGES if target.name == name]
    found = [target.url(OWN) for target in pages]
    found += [target.url(FOREIGN) for target in pages if target.foreign is not None]
    if name in SUBJECTS:
        found.append(reverse(name, args=SUBJECTS[name](OWN)))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_who_has_left_gets_what_a_stranger_gets(clients, name: str) -> None:
    former, stranger = clients
    for url in urls_of(name):
        seen, other = former.get(url), stranger.get(url)
        for answer in (seen, other):
            if answer.streaming:
                b"".join(answer.streaming_content)  # read to the end, a file is closed
        assert told(seen) == told(other), url
        if seen.status_code == 200 and not seen.streaming and name not in ACCOUNT:
            assert words(seen) == words(other), url


@pytest.mark.parametrize("name", [name for name in NAMES if name in SUBJECTS])
def test_who_has_left_does_what_a_stranger_may(clients, name: str) -> None:
    former, stranger = clients
    for url in urls_of(name):
        answers = [client.post(url, {"note": "Uji", "done": "ya"}) for client in (former, stranger)]
        assert told(answers[0]) == told(answers[1]), url
        assert answers[0].status_code in (403, 404, 405), url


def test_every_act_is_about_an_object_or_about_nobody() -> None:
    assert set(ACTS) - WITHOUT_SUBJECT == set(SUBJECTS)


def told(answer) -> tuple[int, str]:
    return answer.status_code, re.sub(r"\?.*", "", answer.headers.get("Location", ""))


def words(answer) -> str:
    """The page without what differs between any two people or seconds: tokens, addresses, numbers."""
    page = answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    page = re.sub(r'"X-CSRFToken": ?"\w+"|csrf\w*="\w+"|X-CSRFToken[^}]*', "", page)
    page = re.sub(r'name="began" value="[^"]*"', "", page)
    page = re.sub(r"orang\d+@contoh\.test", "surel", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "kunci", page)
