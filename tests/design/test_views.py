"""Views leave refusing and drawing again to the form page (organizations.web)."""

from tests.harness.apps import APPS, BASE

BY_HAND = {
    "organizations/views/account.py",  # signing in and resetting a password are Django's views
    "performance/sakip/views/sheet.py",  # a sheet that closed meanwhile: 403, answers kept
}


def test_no_view_puts_errors_of_an_action_into_a_form_by_hand():
    views = [path for app in APPS for path in (BASE / app).glob("**/views*/*.py")]
    views += [path for app in APPS for path in (BASE / app).glob("**/views.py")]
    assert views

    found = {str(path.relative_to(BASE)) for path in views if "add_error(None" in path.read_text()}
    assert found == BY_HAND
