"""What the public sees: moderated words, chosen photos; what is blacked out is gone from the copy."""

import hashlib
import io

import pytest
from PIL import Image

from complaints.choices import MessageKind, Publicity
from complaints.models import Attachment, Complaint, Message, SecretRead
from organizations.choices import Role
from organizations.storage import evidence, save
from tests.complaints.staff.officer import at
from tests.factories.complaints import complaint
from tests.factories.hostile import picture
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def photo(case: Complaint, size=(100, 80), **fields) -> Attachment:
    content = picture(size=size)
    name = save(evidence(), "complaints/uji.jpg", content)
    return Attachment.objects.create(
        complaint=case,
        file=name,
        shown_name="foto.jpg",
        mime="image/jpeg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        author="pelapor",
        **fields,
    )


def content_of(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def moderated(case, **data):
    return {"act": "tayang", "subject": case.subject, "text": case.text, **data}


def test_changed_words_need_a_reason_and_the_own_ones_stay(client, desk):
    case = complaint(unit=make_unit(), text="Hubungi 0812-3456-7890, Bu Sri")
    kept, other = photo(case), photo(case)
    page = client.get(at("moderate", case)).content.decode()
    assert "Hubungi [telepon], Bu Sri" in page

    words = moderated(case, text="Hubungi kami", photos=[kept.pk])
    bare = client.post(at("moderate", case), words)
    full = client.post(at("moderate", case), {**words, "reason": "Nomor pribadi"})

    assert (bare.status_code, full.status_code) == (400, 302)
    case.refresh_from_db()
    assert (case.publicity, case.public_text) == (Publicity.SHOWN, "Hubungi kami")
    assert "0812" in case.text
    assert Complaint.objects.filter(pk=case.pk, search__isnull=False).exists()
    shown = {row.pk for row in case.attachments.filter(is_public=True)}
    assert shown == {kept.pk}
    assert other.pk not in shown


def test_answers_are_shown_in_the_words_the_desk_left_them(client, desk):
    case = complaint(unit=make_unit())
    answer = Message.objects.create(
        complaint=case, kind=MessageKind.ANSWER, author="petugas", text="A", public_text="A umum"
    )

    client.post(at("moderate", case), moderated(case, **{f"message_{answer.pk}": "Sudah"}))

    answer.refresh_from_db()
    assert (answer.is_public, answer.public_text) == (True, "Sudah")


def test_taking_it_off_needs_a_reason(client, desk):
    case = complaint(shown=True)

    assert client.post(at("moderate", case), {"act": "sembunyi"}).status_code == 400
    client.post(at("moderate", case), {"act": "sembunyi", "reason": "Fitnah"})

    case.refresh_from_db()
    assert case.publicity == Publicity.HIDDEN


def test_black_parts_are_black_in_the_copy_and_the_original_is_for_few(client, desk):
    unit = make_unit()
    case = complaint(unit=unit)
    row = photo(case)

    answer = client.post(at("file-redact", case, row.pk), {"x1": 0, "y1": 0, "w1": 50, "h1": 50})

    assert answer.status_code == 302
    drawn = Image.open(io.BytesIO(content_of(client.get(at("file", case, row.pk)))))
    assert drawn.size == (100, 80)
    assert max(drawn.convert("L").crop((2, 2, 46, 36)).getextrema()) < 20
    assert max(drawn.convert("L").crop((60, 50, 98, 78)).getextrema()) > 20
    assert content_of(client.get(at("file", case, row.pk), {"asli": "ya"})) == picture(
        size=(100, 80)
    )
    assert SecretRead.objects.filter(what="berkas_asli", reader=desk).count() == 1
    client.force_login(make_user(Role.OPERATOR_OPD, unit))
    assert client.get(at("file", case, row.pk), {"asli": "ya"}).status_code == 404


def test_a_box_without_width_keeps_what_was_typed(client, desk):
    case = complaint()
    row = photo(case)

    answer = client.post(at("file-redact", case, row.pk), {"x1": 10, "y1": 150})

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Isi lebar dan tinggi bagian 1" in page
    assert 'value="150"' in page


def test_a_hidden_photo_is_for_the_desk_only(client, desk):
    unit = make_unit()
    case = complaint(unit=unit)
    row = photo(case, is_public=True)

    client.post(at("file-hide", case, row.pk), {"reason": "Wajah anak"})

    row.refresh_from_db()
    assert (row.is_hidden, row.is_public) == (True, False)
    assert content_of(client.get(at("file", case, row.pk)))
    client.force_login(make_user(Role.OPERATOR_OPD, unit))
    assert client.get(at("file", case, row.pk)).status_code == 404


def test_a_file_of_another_case_is_not_found(client, desk):
    row = photo(complaint())

    assert client.get(at("file", complaint(), row.pk)).status_code == 404


def test_what_an_officer_wrote_is_no_markup_beside_the_field(client, desk):
    case = complaint(unit=make_unit())
    Message.objects.create(
        complaint=case, kind=MessageKind.ANSWER, author="petugas", state="terkirim",
        text="<script>alert(1)</script>",
    )  # fmt: skip

    page = client.get(at("moderate", case)).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
