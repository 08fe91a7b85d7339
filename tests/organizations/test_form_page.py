"""The form page: what was typed stays, whatever the action answers."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory

from organizations.access import allow, denied
from organizations.choices import Role
from organizations.editing import ChangedMeanwhile
from organizations.models import Organization
from organizations.web import ConfirmPage, FormPage, marker
from tests.factories.organizations import make_city, make_user

TYPED = {"name": "Rumah Batik", "mark": "1"}


class NameForm(forms.Form):
    name = forms.CharField(error_messages={"required": "Isi nama"})
    mark = forms.CharField(widget=forms.HiddenInput, required=False)


class NamePage(FormPage):
    form_class = NameForm
    heading = "Ubah nama"
    back = "/kembali/"
    done = "{saved} tersimpan."
    answer: Exception | None = None

    def save(self, form: NameForm) -> str:
        if self.answer:
            raise self.answer
        return form.cleaned_data["name"]


@pytest.fixture
def send(db, client):
    """POST to a page whose action answers so; gives the response and what was said."""
    make_city()
    client.force_login(make_user(Role.BAPPEDA))
    client.get("/akun/")

    def post(data=TYPED, answer=None, view=NamePage):
        request = RequestFactory().post("/", data)
        request.user, request.session = client.get("/akun/").wsgi_request.user, client.session
        request._messages = client.get("/akun/").wsgi_request._messages
        response = view.as_view(answer=answer)(request) if answer else view.as_view()(request)
        return response, [str(message) for message in get_messages(request)]

    return post


def test_saved_says_so_and_goes_on(send):
    response, said = send()

    assert (response.status_code, response.url) == (302, "/kembali/")
    assert said == ["Rumah Batik tersimpan."]


def test_an_empty_field_is_asked_for(send):
    response, said = send({"name": ""})

    assert response.status_code == 400
    assert "Isi nama" in response.text
    assert said == []


@pytest.mark.parametrize(
    "error",
    [
        ValidationError("Nama ini sudah dipakai."),
        ValidationError({"name": "Nama ini sudah dipakai."}),
        ValidationError({"unknown": "Nama ini sudah dipakai."}),
    ],
    ids=["whole", "field", "unknown field"],
)
def test_a_refusal_of_the_action_keeps_what_was_typed(send, error):
    response, said = send(answer=error)

    assert response.status_code == 400
    assert "Nama ini sudah dipakai." in response.text
    assert 'value="Rumah Batik"' in response.text
    assert said == []


def test_a_conflict_keeps_what_was_typed_and_lets_it_be_sent_again(send):
    response, _ = send(answer=ChangedMeanwhile("Baru saja diubah orang lain.", mark=7))

    assert response.status_code == 409
    assert "Baru saja diubah orang lain." in response.text
    assert 'value="Rumah Batik"' in response.text
    assert '<input type="hidden" name="mark" value="7"' in response.text


def test_who_may_not_is_refused_before_the_form_is_read(send):
    class Closed(NamePage):
        def decide(self) -> None:
            allow(denied("Bukan tugas Anda."))

    with pytest.raises(PermissionDenied, match="Bukan tugas Anda"):
        send({"name": ""}, view=Closed)


def test_a_refused_confirmation_says_why(send):
    class Delete(ConfirmPage):
        heading = "Hapus ini?"

        def save(self, form: forms.Form) -> None:
            raise ValidationError("Masih dipakai.")

    response, _ = send({}, view=Delete)

    assert response.status_code == 400
    assert "Masih dipakai." in response.text


def test_a_new_unit_that_the_database_would_refuse_is_answered_in_words(db, client, monkeypatch):
    """An error of the action while adding a unit was a 500 before."""
    make_city()
    client.force_login(make_user(Role.ADMIN_SISTEM))

    def full_clean(unit: Organization) -> None:
        raise ValidationError({"code": "Kode ini baru saja dipakai unit lain."})

    monkeypatch.setattr(Organization, "full_clean", full_clean)
    given = {"code": "9.99", "name": "Dinas Baru", "short_name": "Baru", "kind": "dinas"}
    response = client.post("/unit/tambah/", {**given, "valid_from": "1/1/2026"})

    assert response.status_code == 400
    assert "Kode ini baru saja dipakai unit lain." in response.text
    assert 'value="Dinas Baru"' in response.text


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("", None), ("-1", None), ("x", None), ("9" * 19, None)]
)
def test_a_list_goes_on_after_a_number_and_ignores_nonsense(text, number):
    request = RequestFactory().get("/", {"sebelum": text})

    assert marker(request) == number
