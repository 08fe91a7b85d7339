"""Documents of a finished year, printed again, name who signed then: person, rank, NIP and position."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organizations.actions.assignments import end_assignment, give_assignment
from organizations.actions.users import update_user
from organizations.choices import AppointmentKind, Role
from organizations.models import Assignment, City, User
from organizations.queries.signers import signer_for
from tests.factories.organizations import make_assignment, make_city, make_user
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown

END = date(CLOSED, 12, 31)


@pytest.fixture
def book(db) -> Book:
    """A closed year with a head of the unit and a mayor."""
    make_city()
    book = Book()
    book.head = make_user(full_name="dr. Ani", rank="Pembina", employee_number="197001")
    make_assignment(book.head, Role.KEPALA_OPD, book.unit, signs_documents=True)
    book.mayor = make_user(full_name="Budi")
    title = City.current().mayor_title
    make_assignment(book.mayor, Role.PIMPINAN, book.other, position=title)
    book.admin = make_user(Role.ADMIN_SISTEM)
    return book


@pytest.mark.parametrize(
    "fields",
    [{"rank": "Pembina Utama"}, {"full_name": "Dr. dr. Ani, M.Kes."}, {"employee_number": "1"}],
)
def test_a_new_name_or_rank_leaves_closed_documents_alone(book, fields):
    before = shown(book)
    assert any("dr. Ani" in str(text) for text in before.values())
    update_user(user=book.head, by=book.admin, **fields)
    assert not differences(before, shown(book))
    now = signer_for(book.unit, date(2100, 1, 1))
    assert next(iter(fields.values())) in (now.name, now.rank, now.employee_number)


def test_the_mayor_of_then_is_printed_too(book):
    before = shown(book)
    assert any("Budi" in str(text) for text in before.values())
    update_user(user=book.mayor, by=book.admin, full_name="H. Budi")
    assert not differences(before, shown(book))


def test_a_name_counts_from_the_day_it_is_said_to(book):
    update_user(user=book.head, by=book.admin, rank="IV/b", since=date(RUNNING, 4, 1))
    assert signer_for(book.unit, date(RUNNING, 3, 31)).rank == "Pembina"
    assert signer_for(book.unit, date(RUNNING, 4, 1)).rank == "IV/b"


def test_no_name_counts_from_a_finished_year(book):
    with pytest.raises(ValidationError, match="31 Desember 2025"):
        update_user(user=book.head, by=book.admin, rank="IV/b", since=END)
    assert User.objects.get(pk=book.head.pk).rank == "Pembina"


def test_the_page_asks_since_when(book):
    client = Client()
    client.force_login(book.admin)
    url = reverse("organizations:user-edit", args=[book.head.pk])
    data = {"email": book.head.email, "full_name": "dr. Ani", "rank": "IV/c", "phone": ""}
    answer = client.post(url, {**data, "since": "1 Mei 2025"})
    assert "Pilih 1 Januari 2026 atau sesudahnya" in answer.text
    assert 'value="IV/c"' in answer.text
    assert client.post(url, {**data, "since": "1 Mei 2026"}).status_code == 302
    assert signer_for(book.unit, date(RUNNING, 4, 30)).rank == "Pembina"


def test_who_signed_is_not_ended_before_the_day_of_signing(book):
    row = Assignment.objects.get(user=book.head)
    with pytest.raises(ValidationError, match="tetap"):
        end_assignment(assignment=row, on=date(CLOSED, 6, 30), by=book.admin)
    end_assignment(assignment=row, on=END, by=book.admin)
    assert signer_for(book.unit, END).name == "dr. Ani"


def test_nobody_begins_to_sign_beside_who_signed_then(book):
    given = {"organization": book.unit, "role": Role.KEPALA_OPD, "position": "Kepala"}
    acting = {**given, "appointment": AppointmentKind.PLT, "signs_documents": True}
    with pytest.raises(ValidationError, match="tetap"):
        give_assignment(user=make_user(), by=book.admin, valid_from=date(CLOSED, 6, 1), **acting)
    give_assignment(user=make_user(), by=book.admin, valid_from=date(RUNNING, 1, 1), **acting)


def test_a_year_without_a_signer_still_gets_its_name(book):
    give_assignment(
        user=make_user(full_name="Cici"),
        by=book.admin,
        organization=book.other,
        role=Role.KEPALA_OPD,
        position="Kepala",
        signs_documents=True,
        valid_from=date(CLOSED, 1, 1),
    )
    assert signer_for(book.other, END).name == "Cici"
