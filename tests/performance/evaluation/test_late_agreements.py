"""An agreement that comes after its year changes no average of that year."""

import pytest
from django.core.exceptions import ValidationError

from organizations.choices import Role
from performance.choices import AgreementState
from performance.evaluation.actions.agreements import draft_agreement, move_agreement
from performance.models import PerformanceAgreement
from performance.plan.queries.agreement_versions import choose_version
from performance.states import CHECK_AGREEMENT
from tests.factories.organizations import make_user
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown


@pytest.fixture
def book(db) -> Book:
    return Book()


def test_no_agreement_is_drafted_for_a_finished_year(book):
    before = shown(book)
    operator = make_user(Role.OPERATOR_OPD, book.unit)
    given = {"unit": book.unit, "indicators": [book.indicators[2]], "by": operator}
    with pytest.raises(ValidationError, match=f"tahun {CLOSED} sudah diterima"):
        draft_agreement(year=CLOSED, **given)
    assert not differences(before, shown(book))
    assert draft_agreement(year=RUNNING, **given).state == AgreementState.DRAFT


def test_the_mayors_own_neither(book):
    drafter = make_user(Role.BAPPEDA)
    with pytest.raises(ValidationError, match="tidak disusun"):
        draft_agreement(unit=None, year=CLOSED, indicators=[book.indicators[0]], by=drafter)


def test_a_draft_left_over_goes_no_further(book):
    left = PerformanceAgreement.objects.get(
        organization=book.unit, version=choose_version(CLOSED, "terbaru")
    )
    left.state = AgreementState.DRAFT
    left.save(update_fields=["state"])
    head = make_user(Role.KEPALA_OPD, book.unit)
    with pytest.raises(ValidationError, match="tidak disusun"):
        move_agreement(agreement=left, transition=CHECK_AGREEMENT, by=head)
