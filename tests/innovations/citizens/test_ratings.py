"""How useful: once a browser, told to nobody below five."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from innovations.choices import InnovationState
from innovations.citizens.actions.ratings import rate
from innovations.formulas.usefulness import mean_usefulness
from innovations.models import Innovation, Rating
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Innovation:
    make_city()
    cache.clear()
    return make_innovation()


def send(client: Client, entry: Innovation, score: object, key: str = ""):
    data = {"key": key or str(uuid.uuid4()), "score": score, "website": ""}
    return client.post(reverse("innovations:rating-create", args=[entry.slug]), data)


@pytest.mark.parametrize(
    ("counts", "mean"),
    [
        ({}, None), ({5: 4}, None), ({5: 5}, "5.0"), ({1: 5}, "1.0"),
        ({5: 1, 4: 2, 3: 1}, None), ({5: 13, 4: 7}, "4.7"), ({4: 19, 3: 1}, "4.0"),
    ],
    ids=str,
)  # fmt: skip
def test_the_mean_is_rounded_half_up_once_and_not_told_below_five(counts, mean):
    assert mean_usefulness(counts) == (None if mean is None else Decimal(mean))


def test_a_browser_has_one_answer_that_it_may_change(client, entry):
    assert send(client, entry, 5).status_code == 302
    send(client, entry, 2)

    assert list(Rating.objects.values_list("score", flat=True)) == [2]
    other = make_innovation()
    send(client, other, 4)
    assert Rating.objects.count() == 2


def test_a_form_sent_twice_before_its_cookie_came_back_counts_once(entry):
    key = str(uuid.uuid4())
    for _ in range(2):
        send(Client(), entry, 5, key)

    assert Rating.objects.count() == 1


def test_the_database_itself_keeps_one_answer_of_a_browser_and_five_scores(entry):
    rating = rate(innovation=entry, score=4, browser="peramban")

    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(innovation=entry, mark=rating.mark, score=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(innovation=entry, mark="lain", score=6)
    assert "peramban" not in rating.mark


@pytest.mark.parametrize("score", ["", "0", "6", "banyak"])
def test_another_answer_than_the_five_is_refused(client, entry, score):
    assert send(client, entry, score).status_code == 400
    assert not Rating.objects.exists()


def test_the_page_tells_a_mean_from_five_on(client, entry):
    for number in range(4):
        rate(innovation=entry, score=5, browser=str(number))
    few = " ".join(client.get(entry.get_absolute_url()).content.decode().split())
    rate(innovation=entry, score=1, browser="5")
    enough = " ".join(client.get(entry.get_absolute_url()).content.decode().split())

    assert "Baru 4 penilaian" in few
    assert "dari 5" not in few
    assert "4,2 dari 5" in enough
    assert "5 penilaian" in enough


def test_what_is_not_public_is_not_rated(client, entry):
    Innovation.objects.filter(pk=entry.pk).update(state=InnovationState.HIDDEN)

    assert send(client, entry, 5).status_code == 404
