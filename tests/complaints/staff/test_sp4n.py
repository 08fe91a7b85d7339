"""The tracking number of SP4N-LAPOR!: one report each, the desk's to type."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from complaints.staff.actions.sp4n import set_sp4n_id
from organizations.choices import Role
from organizations.models import Activity
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    make_city()
    reference_data()
    return make_user(Role.BAGIAN_ORGANISASI)


def test_the_number_is_kept_once_and_told(desk):
    case = complaint()

    set_sp4n_id(case=case, number=" 8123456 ", by=desk)
    set_sp4n_id(case=case, number="8123456", by=desk)

    case.refresh_from_db()
    assert case.sp4n_id == "8123456"
    assert Activity.objects.filter(verb="complaints.complaint.sp4n").count() == 1
    set_sp4n_id(case=case, number="", by=desk)
    case.refresh_from_db()
    assert case.sp4n_id is None


def test_a_number_of_another_report_is_refused(desk):
    complaint(sp4n_id="8123456")

    with pytest.raises(ValidationError, match="sudah dipakai laporan lain"):
        set_sp4n_id(case=complaint(), number="8123456", by=desk)
    with pytest.raises(ValidationError, match="paling panjang 40"):
        set_sp4n_id(case=complaint(), number="8" * 41, by=desk)


def test_only_the_desk_types_it(desk):
    with pytest.raises(PermissionDenied):
        set_sp4n_id(case=complaint(), number="8123456", by=make_user(Role.PIMPINAN))
