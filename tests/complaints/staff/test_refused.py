"""Forms of officers that cannot be taken: said in a sentence, what was typed stays, nothing moves."""

from __future__ import annotations

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.models import Complaint
from organizations.choices import Role
from tests.complaints.staff.officer import at
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
WORDS = "Kata-kata yang sudah ditulis."


@pytest.fixture(autouse=True)
def desk(client):
    make_city()
    reference_data()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))


@pytest.mark.parametrize(
    ("page", "given", "said"),
    [
        ("close", {"outcome": "tidak_terselesaikan", "text": " "}, "Isi penjelasan penutupan"),
        ("close", {"text": WORDS}, "Pilih hasilnya"),
        ("merge", {"number": "SK-0000-0000"}, "Tidak ada laporan dengan nomor ini"),
        ("merge", {"number": ""}, "Isi nomor laporan utama"),
        ("hand-back", {"reason": " "}, "Isi alasan dan unit yang seharusnya menangani"),
        ("ask", {"text": ""}, "Isi yang perlu dilengkapi"),
        ("answer", {"act": "kirim", "text": " ", "public_text": WORDS}, "Isi jawaban"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays(client, page, given, said):
    case = complaint(state=S.IN_PROGRESS, unit=make_unit())

    answer = client.post(at(page, case), given)

    told = answer.content.decode()
    assert answer.status_code == 400
    assert said in told
    assert all(value in told for value in given.values() if value in (WORDS, "SK-0000-0000"))
    assert Complaint.objects.get().state == S.IN_PROGRESS
    assert not case.messages.exists()


def test_moving_it_to_another_unit_needs_the_reason(client):
    case, other = complaint(state=S.ROUTED, unit=make_unit()), make_unit()

    answer = client.post(at("route", case), {"unit": other.pk})

    assert answer.status_code == 400
    assert "Tulis mengapa laporan dipindahkan" in answer.content.decode()
    assert Complaint.objects.get().unit == case.unit


@pytest.mark.parametrize("state", sorted(S.ended()))
def test_what_has_ended_is_moved_by_no_form(client, state):
    main, now = complaint(), timezone.now()
    case = complaint(
        state=state, unit=make_unit(), closed_at=now, answered_at=now,
        merged_into=main if state == S.MERGED else None,
    )  # fmt: skip
    text = {"text": WORDS}
    forms = {
        "classify": {"kind": "aspirasi", "category": case.category_id},
        "route": {"unit": make_unit().pk, "reason": WORDS},
        "hand-back": {"reason": WORDS},
        "start": {},
        "delegate": {"officer": ""},
        "ask": text,
        "reply": text,
        "progress": text,
        "answer": {"act": "kirim", **text},
        "close": {"outcome": "tidak_terselesaikan", **text},
        "merge": {"number": main.number},
        "split": {"units": [make_unit().pk], "subject": "Uji", **text},
        "escalate": {},
        "archive": {"reason": WORDS},
    }
    before = Complaint.objects.filter(pk=case.pk).values().get()

    answers = {name: client.post(at(name, case), data) for name, data in forms.items()}

    codes = {name: answer.status_code for name, answer in answers.items()}
    assert {name for name, code in codes.items() if code not in (400, 403)} == {"start"}
    lost = [
        name for name, answer in answers.items()
        if WORDS in forms[name].values() and WORDS not in answer.content.decode()
    ]  # fmt: skip
    assert lost == []
    assert Complaint.objects.filter(pk=case.pk).values().get() == before
    assert not case.messages.exists()
    assert not case.parts.exists()
