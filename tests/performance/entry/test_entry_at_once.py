"""Two people write the same thing at the same moment: nothing is lost, nobody meets an error."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import transaction

from organizations.choices import Role
from organizations.editing import ChangedMeanwhile
from organizations.models import User
from performance.entry.actions.cells import Cell, EntryConflict
from performance.entry.actions.entry import save_cells, save_narratives
from performance.entry.actions.lock import hold_quarter
from performance.entry.queries.source import EntryKey
from performance.models import Realization, Submission
from tests.factories.organizations import make_user
from tests.factories.performance import make_submission, make_window
from tests.harness.elsewhere import other_people, waiting
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db) -> Office:
    make_window(QUARTER)
    place = Office()
    make_submission(place.unit, QUARTER)
    return place


def key_of(office: Office) -> EntryKey:
    return EntryKey(office.unit.pk, YEAR, QUARTER)


def test_two_narratives_at_once_are_one_and_a_question(office):
    """Both wait for a figure being typed; had they shared the entry, they would block each other."""

    def tell(text: str, by: User) -> Submission:
        return save_narratives(
            key=key_of(office),
            organization=office.unit,
            texts={"driving_factors": text},
            version=1,
            by=by,
        )

    people = [office.operator, make_user(Role.OPERATOR_OPD, office.unit)]
    with other_people() as start:
        with transaction.atomic():
            hold_quarter(key_of(office))
            told = [start(lambda by=by: tell(f"Dari {by.pk}", by)) for by in people]
            assert waiting(2)
        troubles = [one.exception(60) for one in told]

    assert {type(trouble) for trouble in troubles} == {type(None), ChangedMeanwhile}
    assert Submission.objects.get().row_version == 2


def test_the_first_figure_of_a_row_is_not_overwritten_by_the_second(office):
    """There is no row to hold yet; the second to make it is asked, as for any other conflict."""
    other = make_user(Role.OPERATOR_OPD, office.unit)

    def enter(value: str, by: User) -> None:
        cell = Cell("k", office.indicators[0].pk, Decimal(value), 0)
        save_cells(key=key_of(office), organization=office.unit, cells=[cell], by=by)

    with other_people() as start:
        with transaction.atomic():
            enter("3", office.operator)
            second = start(lambda: enter("4", other))
            assert waiting(1)
        trouble = second.exception(60)

    assert isinstance(trouble, EntryConflict)
    assert [conflict.theirs for conflict in trouble.conflicts.values()] == [Decimal(3)]
    assert Realization.objects.get().k2 == 3
