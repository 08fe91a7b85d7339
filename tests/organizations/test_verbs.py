"""What a move is called in the history, and that lines of before read the same."""

import pytest

from organizations import activity
from organizations.models import Activity
from performance.authors import entry_authors
from performance.entry.queries.history import sakip_history
from performance.models import SakipEvaluation, Submission
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_submission
from tests.factories.sakip import Case

pytestmark = pytest.mark.django_db


def test_one_word_of_two_models_is_two_verbs():
    assert activity.verb_of(Submission, "submit") == "performance.submission.submit"
    assert activity.verb_of(SakipEvaluation, "submit") == "performance.sakipevaluation.submit"


def test_lines_of_before_december_2026_are_read_as_well():
    entry, clerk = make_submission(make_unit()), make_user()
    activity.record(obj=entry, verb="performance.submit", summary="Diajukan", by=clerk)

    rows = Activity.objects.filter(activity.moved(entry, ["submit"]))

    assert [row.actor for row in rows] == [clerk]
    assert clerk.pk in entry_authors(entry)


def test_a_sheet_shows_its_old_and_its_new_moves_but_no_working_ones():
    case = Case()
    for verb in ("submit", "hand-over"):
        activity.record(
            obj=case.evaluation, verb=f"performance.{verb}", summary="Lama", by=case.head
        )
    case.submitted()

    seen = sakip_history(case.reload(), with_working=False)
    assert [row.verb for row in seen] == [
        "performance.sakipevaluation.submit",
        "performance.submit",
    ]
    assert len(sakip_history(case.reload(), with_working=True)) == 3
