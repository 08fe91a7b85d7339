"""Following an area by mail: confirmed twice, nothing twice, nothing secret, nobody told on."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from complaints.choices import NoticeState, Publicity
from complaints.intake.actions.sending import send_due_notices
from complaints.models import Area, AreaFollow, Complaint, Notice
from complaints.public.actions.digests import queue_digests
from complaints.public.actions.following import ASKED_A_DAY, confirm_follow, drop_unconfirmed
from complaints.staff.actions.moderation import hide_case, show_case
from organizations import moment
from organizations.choices import Role
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Jakarta"))
DAY, ADDRESS = timedelta(days=1), "Warga@Contoh.test"
URL = "/pengaduan/langganan/"


@pytest.fixture(autouse=True)
def areas():
    cache.clear()
    make_city()
    reference_data()
    district = Area.objects.create(code="33.75.01", name="Pekalongan Barat")
    return district, Area.objects.create(code="33.75.01.1001", name="Medono", parent=district)


def ask(client: Client, **given):
    data = {"area": "33.75.01.1001", "category": "", "every": "harian", "email": ADDRESS}
    return client.post(URL, {**data, **given})


def follow(client: Client, now: datetime = MORNING - DAY, **given) -> AreaFollow:
    assert ask(client, **given).status_code == 200
    row = AreaFollow.objects.latest("pk")
    confirm_follow(follow=row, now=now)
    row.refresh_from_db()
    Notice.objects.all().delete()
    return row


def shown(at: datetime, **fields) -> Complaint:
    desk = make_user(Role.BAGIAN_ORGANISASI)
    case = complaint(received_at=at, **fields)
    with moment.at(at):
        show_case(case=case, by=desk, subject=case.subject, text=case.text, reason="")
    return case


def delivered(now: datetime) -> list[str]:
    mail.outbox.clear()
    queue_digests(now=now)
    send_due_notices(now=now)
    return [one.body for one in mail.outbox]


def test_an_address_follows_only_after_it_was_confirmed_from_its_own_mail(client):
    page = ask(client)
    assert "Periksa surel" in page.content.decode()
    send_due_notices(now=moment.now())
    sent = mail.outbox[-1]
    assert sent.to == ["warga@contoh.test"]
    link = re.search(r"http://[^/]+(/pengaduan/langganan/\S+/)", sent.body)[1]

    assert client.get(link).status_code == 200
    assert AreaFollow.objects.get().confirmed_at is None
    answer = Client(enforce_csrf_checks=False).post(link)

    assert "Langganan Anda aktif" in answer.content.decode()
    assert AreaFollow.objects.get().confirmed_at is not None


def test_a_digest_has_what_was_newly_shown_and_nothing_twice(client, areas):
    row = follow(client)
    before = shown(MORNING - 2 * DAY, area=areas[1], subject="Sudah lama tayang")
    new = shown(MORNING - timedelta(hours=2), area=areas[1], subject="Baru tayang")
    shown(MORNING - timedelta(hours=2), area=areas[0], subject="Wilayah lain")

    first = delivered(MORNING)

    assert len(first) == 1
    assert new.subject in first[0]
    assert before.subject not in first[0]
    assert "Wilayah lain" not in first[0]
    assert delivered(MORNING + timedelta(hours=3)) == []
    hide_case(case=new, by=make_user(Role.BAGIAN_ORGANISASI), reason="Uji")
    desk = make_user(Role.BAGIAN_ORGANISASI)
    show_case(case=new, by=desk, subject=new.subject, text=new.text, reason="")
    assert delivered(MORNING + DAY) == []
    row.refresh_from_db()
    assert row.last_sent_at is not None


def test_a_title_of_markup_and_lines_stays_one_plain_line_of_the_mail(client, areas):
    follow(client)
    told = "<b>Rusak</b><script>x()</script>\r\nBcc: a@b.test\n\nBerhenti: https://jahat.test"
    case = shown(MORNING - timedelta(hours=2), area=areas[1])
    Complaint.objects.filter(pk=case.pk).update(public_subject=told)

    (body,) = delivered(MORNING)
    (message,) = mail.outbox

    assert "- <b>Rusak</b><script>x()</script> Bcc: a@b.test Berhenti: https://jahat.test\n" in body
    assert message.content_subtype == "plain"
    assert not getattr(message, "alternatives", [])
    assert "\n" not in message.subject
    assert "Rusak" not in message.subject
    assert message.recipients() == ["warga@contoh.test"]


def test_a_district_has_its_kelurahan_and_a_category_narrows(client, areas):
    follow(client, area="33.75.01", category="lampu-jalan")
    lamp = shown(
        MORNING - timedelta(hours=2), area=areas[1], category=category("lampu-jalan"),
        subject="Lampu padam",
    )  # fmt: skip
    shown(MORNING - timedelta(hours=2), area=areas[1], subject="Jalan rusak")

    bodies = delivered(MORNING)

    assert lamp.subject in bodies[0]
    assert "Jalan rusak" not in bodies[0]


def test_a_weekly_one_comes_once_a_week(client, areas):
    follow(client, every="mingguan")
    shown(MORNING - timedelta(hours=2), area=areas[1])

    days = [bool(delivered(MORNING + day * DAY)) for day in range(9)]

    assert days.index(True) == 6
    assert sum(days) == 1


@pytest.mark.parametrize(
    "change", [{"publicity": Publicity.HIDDEN}, {"publicity": Publicity.HIDDEN, "is_secret": True}]
)
def test_what_is_hidden_before_the_mail_goes_out_is_not_in_it(client, areas, change):
    follow(client)
    gone = shown(MORNING - timedelta(hours=2), area=areas[1], subject="Ditarik lagi")
    kept = shown(MORNING - timedelta(hours=2), area=areas[1], subject="Tetap tayang")
    queue_digests(now=MORNING)
    Complaint.objects.filter(pk=gone.pk).update(**change)

    send_due_notices(now=MORNING)

    assert kept.subject in mail.outbox[-1].body
    assert gone.subject not in mail.outbox[-1].body
    assert gone.subject not in "".join(Notice.objects.values_list("body", flat=True))


def test_a_gateway_that_is_down_loses_nothing(client, areas, settings):
    follow(client)
    first = shown(MORNING - timedelta(hours=2), area=areas[1], subject="Hari pertama")
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.complaints.public.test_area_follow.Down"
    assert delivered(MORNING) == []
    second = shown(MORNING + timedelta(hours=20), area=areas[1], subject="Hari kedua")
    for day in range(1, 12):
        assert delivered(MORNING + day * DAY) == []
    assert Notice.objects.get().state == NoticeState.WAITING
    settings.EMAIL_BACKEND = backend

    bodies = [*delivered(MORNING + 13 * DAY), *delivered(MORNING + 14 * DAY)]

    assert [first.subject in body for body in bodies] == [True, False]
    assert [second.subject in body for body in bodies] == [False, True]


class Down:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError("connection refused")


def test_one_press_in_the_mail_program_stops_it_and_forgets_the_address(client, areas):
    follow(client)
    shown(MORNING - timedelta(hours=2), area=areas[1])
    delivered(MORNING)
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.search(r"<http://[^/]+(/\S+)>", headers["List-Unsubscribe"])[1]
    outside = Client(enforce_csrf_checks=True)
    assert outside.get(link).status_code == 200
    assert AreaFollow.objects.exists()

    answers = [outside.post(link, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert not AreaFollow.objects.exists()
    assert not Notice.objects.exists()


def test_nobody_learns_who_follows(client):
    new = ask(client)
    follow(client)
    again = ask(client)

    pages = [re.sub(r'"\w{64}"', "", answer.content.decode()) for answer in (new, again)]
    assert pages[0] == pages[1]
    assert AreaFollow.objects.count() == 1
    send_due_notices(now=moment.now())
    assert "sudah berlangganan" in mail.outbox[-1].body
    assert client.get(f"{URL}tebakan/").status_code == 404
    stored = AreaFollow.objects.raw("SELECT id, email::text AS sealed FROM complaints_areafollow")
    assert ADDRESS.lower() not in stored[0].sealed
    assert ADDRESS.lower() not in str(list(Notice.objects.values()))


def test_confirmation_goes_out_once_a_day_and_few_stay_open(client):
    for _ in range(3):
        ask(client)
    assert Notice.objects.count() == 1

    for number in range(8):
        code = f"33.75.02.{number}"
        Area.objects.create(code=code, name=code)
        assert ask(client, area=code).status_code == 200

    assert AreaFollow.objects.count() == 5


def test_an_address_nobody_confirms_is_dropped_after_three_days(client):
    ask(client)
    kept = follow(client, area="33.75.01")
    now = moment.now()
    assert drop_unconfirmed(now + timedelta(days=2, hours=23)) == 0

    drop_unconfirmed(now + timedelta(days=3, minutes=1))

    assert AreaFollow.objects.get() == kept


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"email": "bukan surel"}, "Tulis surel dengan lengkap"),
        ({"email": ""}, "Isi surel Anda"),
        ({"area": "99"}, "Wilayah ini tidak ada"),
        ({"every": "tahunan"}, "Pilih dari daftar"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, given, sentence):
    answer = ask(client, **given)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "harian" in answer.content.decode()
    assert not AreaFollow.objects.exists()


def test_a_machine_and_a_flood_get_nothing(client):
    assert ask(client, website="http://spam").status_code == 200
    assert not AreaFollow.objects.exists()

    codes = {ask(client, email=f"w{n}@contoh.test").status_code for n in range(32)}

    assert codes == {200, 429}


def test_a_stranger_cannot_have_mails_sent_again_and_again(client):
    for _ in range(12):
        ask(client)
        send_due_notices(now=moment.now())
        AreaFollow.objects.all().delete()  # stopped, or dropped as unconfirmed

    assert len(mail.outbox) == ASKED_A_DAY


def test_one_address_follows_at_most_twenty_areas(client):
    first = follow(client)
    for number in range(2, 21):
        area = Area.objects.create(code=f"33.75.01.20{number:02d}", name=f"Kelurahan {number}")
        values = {"token": f"t{number}", "token_digest": f"t{number}", "confirmed_at": MORNING}
        AreaFollow.objects.create(area=area, fingerprint=first.fingerprint, **values)

    assert ask(client, area="33.75.01").status_code == 200
    assert AreaFollow.objects.count() == 20


def test_who_only_knows_the_address_does_not_change_how_often_mail_comes(client):
    row = follow(client)

    ask(client, every="mingguan")

    row.refresh_from_db()
    assert row.every == "harian"


def test_a_confirmation_that_waits_holds_no_digest_back(client, areas):
    row = follow(client)
    Notice.objects.create(follow=row, channel="surel", subject="Sudah", body="", key="uji")
    shown(MORNING - timedelta(hours=5), area=areas[1])

    assert queue_digests(now=MORNING) == 1
