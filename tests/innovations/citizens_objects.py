"""What addresses of the citizens' room name."""

from __future__ import annotations

import uuid
from typing import Any

from innovations.choices.citizens import CommentState
from innovations.citizens.queries.follows import token_digest
from innovations.models import Comment, Follow, Follower, Innovation, Wish
from tests.innovations.public_objects import shown
from tests.pages.places import Place, once


def make_wish(innovation: Innovation, **fields: Any) -> Wish:
    given = {"institution": "Kabupaten Contoh", "position": "Kepala", "needs": "Pedoman.", **fields}
    return Wish.objects.create(innovation=innovation, contact="0812 3456 7890", **given)


@once
def wish(place: Place) -> Wish:
    return make_wish(shown(place))


def make_comment(innovation: Innovation, **fields: Any) -> Comment:
    given = {
        "text": "Antrenya pendek sekarang.", "public_text": "Antrenya pendek sekarang.",
        "state": CommentState.SHOWN, **fields,
    }  # fmt: skip
    return Comment.objects.create(innovation=innovation, **given)


@once
def comment(place: Place) -> Comment:
    return make_comment(shown(place))


def make_follower(*innovations: Innovation) -> Follower:
    token = uuid.uuid4().hex
    follower = Follower.objects.create(
        email=f"{token}@contoh.test", fingerprint=token, token=token,
        token_digest=token_digest(token),
    )  # fmt: skip
    for innovation in innovations:
        Follow.objects.create(follower=follower, innovation=innovation)
    return follower


@once
def follower(place: Place) -> Follower:
    return make_follower(shown(place))
