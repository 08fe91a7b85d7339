"""Editions with a result: frozen, announced, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from innovations.award.actions.results import announce, freeze, reopen
from innovations.models import Result
from organizations.choices import Role
from organizations.models import User
from tests.factories.competitions import (
    make_desk_edition,
    make_juror,
    make_proposal,
    make_sheet,
)
from tests.factories.organizations import make_unit, make_user

Ended = Callable[..., Result]


@pytest.fixture
def secretary() -> User:
    return make_user(Role.BAGIAN_ORGANISASI, make_unit())


@pytest.fixture
def mayor() -> User:
    return make_user(Role.PIMPINAN, make_unit())


@pytest.fixture
def ended() -> Ended:
    """An edition with as many judged proposals as titles, the first the best; its result stops
    where `until` says."""

    def make(*titles: str, until: str = "announce", unit: Any = None, **fields: Any) -> Result:
        edition = make_desk_edition(**fields)
        for place, title in enumerate(titles):
            proposal = make_proposal(edition, unit, title=title)
            make_sheet(proposal, make_juror(edition), 90 - place, 90 - place)
        result = freeze(edition=edition, by=make_user(Role.BAGIAN_ORGANISASI, make_unit()))
        if until == "announce":
            return announce(result=result, by=make_user(Role.PIMPINAN, make_unit()))
        if until == "reopen":
            return reopen(
                result=result, by=make_user(Role.BAGIAN_ORGANISASI, make_unit()), note="Salah"
            )
        return result

    return make
