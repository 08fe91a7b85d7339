"""What the history says about a changed row."""

from datetime import date

from organizations.activity import changes_of
from organizations.models import Organization, User
from performance.models import Indicator
from surveys.models import ServiceUnit


def test_only_what_differs_is_told_with_the_label_of_the_model():
    user = User(full_name="Nama Lama", employee_number="123", phone="")

    assert changes_of(user, {"full_name": "Nama Baru", "employee_number": "456", "phone": ""}) == {
        "full_name": {"label": "Nama lengkap", "before": "Nama Lama", "after": "Nama Baru"},
        "employee_number": {"label": "NIP", "before": "123", "after": "456"},
    }


def test_choices_and_yes_or_no_are_told_by_their_words():
    row = Indicator(polarity="higher", is_iku=False)
    found = changes_of(row, {"polarity": "lower", "is_iku": True})

    said = [(change["before"], change["after"]) for change in found.values()]
    assert said == [
        (row.get_polarity_display(), Indicator(polarity="lower").get_polarity_display()),
        ("tidak", "ya"),
    ]


def test_days_stay_days_and_an_unset_relation_is_nothing():
    row = Organization(valid_from=date(2026, 1, 1))
    found = changes_of(row, {"valid_from": date(2026, 2, 1), "parent": None})

    assert found["valid_from"]["after"] == date(2026, 2, 1)
    assert "parent" not in found


def test_several_choices_are_told_by_their_words():
    found = changes_of(ServiceUnit(languages=["id"]), {"languages": ["id", "en"]})

    assert found["languages"]["before"] == "Bahasa Indonesia"
    assert found["languages"]["after"] == "Bahasa Indonesia, English"
