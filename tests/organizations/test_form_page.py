"""The form page: what was typed stays, whatever the action answers."""

import re
from gettext import GNUTranslations

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.translation import gettext
from psycopg.errors import UniqueViolation

from organizations.access import allow, denied
from organizations.choices import Role
from organizations.editing import ChangedMeanwhile
from organizations.models import Organization
from organizations.web import ConfirmPage, FormPage, marker
from organizations.web.forms import in_one_line
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


def test_a_line_is_one_line_whatever_is_sent_and_a_text_keeps_its_own():
    class Told(forms.Form):
        name = forms.CharField()
        text = forms.CharField(widget=forms.Textarea)

    sent = QueryDict(mutable=True)
    sent.update({"name": "Rumah\r\n\u2028Buka https://jahat.test", "text": "Satu\r\ndua"})
    form = Told(sent)

    in_one_line(form)

    assert form.is_valid()
    assert form.cleaned_data["name"] == "Rumah Buka https://jahat.test"
    assert form.cleaned_data["text"].splitlines() == ["Satu", "dua"]


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


TOKEN = {**TYPED, "csrfmiddlewaretoken": "a" * 64}


class OncePage(NamePage):
    once = True


def test_the_same_sending_is_saved_once_and_told(send):
    send(TOKEN, view=OncePage)
    response, said = send(TOKEN, view=OncePage)

    assert (response.status_code, response.url) == (302, "/kembali/")
    assert "Isian yang sama sudah dikirim" in said[-1]
    assert said.count("Rumah Batik tersimpan.") <= 1


@pytest.mark.parametrize("changed", [{"name": "Rumah Batik 2"}, {"csrfmiddlewaretoken": "b" * 64}])
def test_another_text_or_another_page_is_saved_again(send, changed):
    send(TOKEN, view=OncePage)
    _, said = send({**TOKEN, **changed}, view=OncePage)

    assert said[-1] == f"{changed.get('name', 'Rumah Batik')} tersimpan."


@pytest.mark.parametrize(
    ("view", "more"),
    [(NamePage, {}), (OncePage, {"paper": SimpleUploadedFile("a.txt", b"a")})],
    ids=["a page that may repeat", "a file"],
)
def test_the_same_sending_is_saved_again_where_nothing_would_be_lost(send, view, more):
    send({**TOKEN, **more}, view=view)
    _, said = send({**TOKEN, **more}, view=view)

    assert said[-1] == "Rumah Batik tersimpan."


def test_what_was_refused_may_be_sent_as_it_is(send):
    send(TOKEN, answer=ValidationError("Kuota penuh."), view=OncePage)
    _, said = send(TOKEN, view=OncePage)

    assert said[-1] == "Rumah Batik tersimpan."


def test_a_row_added_in_the_same_moment_is_told(send):
    error = IntegrityError()
    error.__cause__ = UniqueViolation()
    response, _ = send(answer=error)

    assert response.status_code == 409
    assert "baru saja disimpan" in response.text
    assert 'value="Rumah Batik"' in response.text


def test_another_breach_of_the_database_is_no_refusal(send):
    with pytest.raises(IntegrityError):
        send(answer=IntegrityError("lain"))


def test_what_the_framework_says_is_said_in_our_words():
    """Compiled as it is written; the framework's own text says "tidak ada" of what is there."""
    folder = settings.LOCALE_PATHS[0] / "id" / "LC_MESSAGES"
    written = (folder / "django.po").read_text(encoding="utf-8")
    with (folder / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for asked, said in re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', written, re.MULTILINE):
        assert compiled.gettext(asked) == said
        assert gettext(asked) == said
    twice = gettext("%(model_name)s with this %(field_labels)s already exists.")
    assert "sudah ada" in twice
