"""One door for every report: what comes in, what is kept, what is refused."""

import math
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from complaints import secrecy
from complaints.choices import Channel, ComplaintState
from complaints.clock.queries.terms import last_day_of
from complaints.intake.actions import coming
from complaints.intake.actions.coming import ContactGiven, Place
from complaints.intake.actions.filing import file_complaint
from complaints.intake.queries.senders import fingerprint_of
from complaints.models import Area, Ban, Complaint, Notice, Reporter
from organizations.choices import Role
from organizations.models import Activity
from tests.factories.complaints import category, reference_data
from tests.factories.organizations import make_assignment, make_unit, make_user

pytestmark = pytest.mark.django_db
TEXT = "Jalan di depan pasar berlubang.\nSudah dua minggu."


@pytest.fixture(autouse=True)
def terms():
    reference_data()


def filed(**given):
    return file_complaint(
        **{"kind": "non_pengawasan", "category": category(), "text": TEXT, **given}
    )


def test_report_has_number_secret_due_dates_and_a_line_of_history():
    done = filed()

    case = Complaint.objects.get()
    assert case.number.startswith("SK-")
    assert len(done.secret) == 19
    assert case.secret_digest == coming.ticket_digest(case.number, done.secret)
    assert case.subject == "Jalan di depan pasar berlubang."
    assert case.state == ComplaintState.RECEIVED
    assert case.unit is None
    assert case.verify_due_at
    assert case.resolve_due_at
    assert case.respond_due_at is None
    line = Activity.objects.get(object_type="complaints.complaint")
    assert "pasar" not in line.summary
    assert done.secret not in repr(done)


def test_a_secret_has_more_than_64_bits_and_none_is_like_another():
    secrets = {secrecy.plain(secrecy.new_secret()) for _ in range(500)}

    letters = set("".join(secrets))
    assert len(secrets) == 500
    assert len(letters) == 32  # five bits each
    assert {len(secret) for secret in secrets} == {16}
    assert 16 * math.log2(len(letters)) >= 64


def test_contact_is_encrypted_and_news_promised():
    filed(contact=ContactGiven("Budi Santoso", "Budi@Contoh.test", mail_wanted=True))

    row = Reporter.objects.values("shown_name", "fingerprint").get()
    assert row["shown_name"] == "B*** S***"
    assert row["fingerprint"] == fingerprint_of(email="budi@contoh.test")
    notice = Notice.objects.get()
    assert "pasar" not in notice.body
    assert "Budi" not in notice.body


def test_without_contact_nobody_is_kept():
    filed()

    assert not Reporter.objects.exists()
    assert not Notice.objects.exists()


def test_same_form_twice_is_one_report():
    key = uuid4()

    first, second = filed(client_key=key), filed(client_key=key)

    assert first.case == second.case
    assert not second.is_new
    assert second.secret == ""


def test_clock_counts_from_receipt_not_from_entry():
    officer = make_user()
    make_assignment(officer, Role.BAGIAN_ORGANISASI, make_unit())
    received = timezone.now() - timedelta(days=3)

    early = filed(received_at=received, channel=Channel.LETTER, by=officer).case
    later = filed().case

    assert last_day_of(early.resolve_due_at) < last_day_of(later.resolve_due_at)
    assert early.entered_at > early.received_at


def test_receipt_in_the_future_is_refused():
    with pytest.raises(ValidationError, match="belum terjadi"):
        filed(received_at=timezone.now() + timedelta(hours=1))


@pytest.mark.parametrize("text", ["", " \n\u200b ", "\x00"])
def test_empty_text_is_refused(text):
    with pytest.raises(ValidationError, match="Ceritakan"):
        filed(text=text)


def test_100_kb_of_text_is_refused_in_a_sentence():
    with pytest.raises(ValidationError, match=r"10\.000 huruf"):
        filed(text="kata " * 20_000)


def test_pin_in_the_sea_is_taken_and_rounded_for_the_public():
    case = filed(place=Place(latitude=Decimal("-3.123456"), longitude=Decimal("110.987654"))).case

    assert (case.latitude, case.public_latitude) == (Decimal("-3.123456"), Decimal("-3.123"))


def test_secret_report_has_no_public_place():
    case = filed(
        is_secret=True, place=Place(latitude=Decimal("-6.8"), longitude=Decimal("109.6"))
    ).case

    assert case.public_latitude is None
    assert case.latitude is not None


def test_banned_sender_is_taken_but_looked_at_first():
    Ban.objects.create(
        fingerprint=fingerprint_of(phone="+62 812-1111-222"),
        told="0812***",
        reason="Uji",
        until=timezone.now() + timedelta(days=1),
        made_by=make_user(),
    )

    case = filed(contact=ContactGiven(phone="0812 1111 222")).case

    assert case.look_first == coming.KEPT_OUT


def test_class_without_a_term_is_refused_in_a_sentence():
    with pytest.raises(ValidationError, match="belum diatur"):
        filed(received_at=timezone.now() - timedelta(days=365 * 9), happened_on=date(2017, 1, 1))


def test_person_without_the_right_may_not_enter():
    with pytest.raises(PermissionDenied):
        filed(by=make_user(), channel=Channel.COUNTER)


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        ("-6.5", "109.5", "Barat"),
        ("-6.5", "110.5", "Timur"),
        ("-6.5", "110", "Timur"),
        ("0", "0", None),
    ],
    ids=["inside", "in two parts", "on the border", "in the sea"],
)
def test_pin_finds_its_kelurahan_and_never_blocks(latitude, longitude, name):
    parent = Area.objects.create(code="91", name="Kecamatan")
    west = [[[109, -7], [110, -7], [110, -6], [109, -6], [109, -7]]]
    east = [[[110, -7], [111, -7], [111, -6], [110, -6], [110, -7]]]
    far = [[[120, -7], [121, -7], [121, -6], [120, -6], [120, -7]]]
    shapes = {
        "Barat": {"type": "Polygon", "coordinates": west},
        "Timur": {"type": "MultiPolygon", "coordinates": [far, east]},
    }
    for number, (label, shape) in enumerate(shapes.items()):
        Area.objects.create(code=f"91.{number}", name=label, parent=parent, outline=shape)

    case = filed(place=Place(latitude=Decimal(latitude), longitude=Decimal(longitude))).case

    assert (case.area.name if case.area else None) == name
