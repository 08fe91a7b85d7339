"""The number one holds goes on working: for a merged report, for the parts of a split one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Author, ComplaintState
from complaints.intake.actions.following import follow_report
from complaints.intake.actions.own import raise_privacy
from complaints.models import Notice
from complaints.staff.actions.answering import send_answer
from complaints.staff.actions.joining import merge_case, split_case
from complaints.staff.actions.lapsing import lapse_answered
from organizations.choices import Role
from tests.complaints.intake.citizen import unlocked
from tests.factories.complaints import SECRET, category, complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S, PAGE = ComplaintState, "/lacak/laporan/"


@pytest.fixture
def desk():
    make_city()
    reference_data()
    return make_user(Role.BAGIAN_ORGANISASI)


def body(client: Client) -> str:
    return client.get(PAGE).content.decode()


def answered(main, by, text="Sudah ditambal kemarin."):
    case = send_answer(case=main, text=text, by=by, public_text=text)
    case.messages.update(is_public=True)
    return case


def test_the_old_number_shows_how_the_main_report_goes_on_and_writes_to_it(desk):
    main = complaint(shown=True, state=S.IN_PROGRESS, unit=make_unit())
    last = complaint(shown=True, state=S.IN_PROGRESS, unit=make_unit())
    old = complaint(shown=True)
    reporter(old)
    followed = follow_report(case=old)
    merge_case(case=old, number=main.number, by=desk)
    merge_case(case=main, number=last.number, by=desk)
    answered(last, desk)

    holder = unlocked(Client(), old, SECRET)
    follower = unlocked(Client(), old, followed.secret)

    for client in (holder, follower):
        page = body(client)
        assert f"laporan {last.number}" in page
        assert "Sudah ditambal kemarin." in page
        assert old.number in page
    holder.post(f"{PAGE}pesan/", {"text": "Masih bocor di ujung"})
    message = last.messages.get(text="Masih bocor di ujung")
    assert (message.author, message.supporter.came_from) == (Author.SUPPORTER, old)
    assert "Masih bocor di ujung" not in body(follower)


def test_news_of_the_main_report_name_the_number_that_opens(desk):
    main, old = complaint(state=S.IN_PROGRESS, unit=make_unit()), complaint()
    reporter(old)
    merge_case(case=old, number=main.number, by=desk)
    Notice.objects.all().delete()

    answered(main, desk)

    notice = Notice.objects.get()
    assert notice.subject.startswith(f"Laporan {old.number}:")
    assert main.number in notice.body


def test_of_a_secret_main_report_nothing_more_is_shown(desk):
    main = complaint(is_secret=True, state=S.IN_PROGRESS, unit=make_unit(), subject="Pungli parkir")
    old = complaint(is_secret=True)
    merge_case(case=old, number=main.number, by=desk)
    send_answer(case=main, text="Diperiksa.", by=desk)

    page = body(unlocked(Client(), old, SECRET))

    assert "Pungli parkir" not in page
    assert "Diperiksa." not in page


def split(desk):
    case = complaint(unit=make_unit(), state=S.IN_PROGRESS)
    reporter(case)
    part = split_case(
        case=case, units=[make_unit()], subject="Lampunya", text="Lampu padam.", by=desk
    )[0]
    return case, part


def test_a_part_has_its_own_number_receipt_and_page(desk):
    case, part = split(desk)
    client = unlocked(Client(), case, SECRET)
    page = body(client)
    assert part.number in page
    assert "Bukti penerimaan" in page

    client.post(reverse("complaints:ticket-part"), {"number": part.number})

    assert "Lampu padam." in body(client)
    client.post(f"{PAGE}pesan/", {"text": "Dua tiang"})
    assert part.messages.get().author == Author.REPORTER
    client.post(reverse("complaints:ticket-part"), {"number": case.number})
    assert "Yang Anda laporkan" in body(client)
    direct = unlocked(Client(), part, SECRET)
    assert "Lampu padam." in body(direct)


def test_parts_become_secret_with_the_whole(desk):
    case, part = split(desk)

    raise_privacy(case=case, is_anonymous=True, is_secret=True)

    part.refresh_from_db()
    assert (part.is_anonymous, part.is_secret) == (True, True)


def test_only_parts_of_the_opened_report_are_opened(desk):
    case, part = split(desk)
    other = complaint(subject="Laporan orang lain")
    client = unlocked(Client(), case, SECRET)
    address = reverse("complaints:ticket-part")

    assert client.post(address, {"number": other.number}).status_code == 404
    assert Client().post(address, {"number": part.number}).status_code == 302
    assert client.get(address).status_code == 405
    wrong = {"number": part.number, "secret": "AAAA-BBBB-CCCC-DDDE"}
    assert Client().post("/lacak/", wrong).status_code == 400


def test_the_reporter_of_the_whole_hears_of_the_part_under_its_number(desk):
    case, part = split(desk)
    Notice.objects.all().delete()

    send_answer(case=part, text="Lampu sudah menyala.", by=desk)

    notice = Notice.objects.get()
    assert notice.subject.startswith(f"Laporan {part.number}:")
    assert "Lampu sudah menyala." in case.messages.get().text


FORWARDED = "Terima kasih, laporan Anda sudah kami teruskan ke PLN."


def test_an_answer_that_only_passes_on_is_asked_about_and_stays_open(client, desk):
    case = complaint(unit=make_unit(), state=S.IN_PROGRESS)
    case.segments.create(unit=case.unit)
    client.force_login(desk)
    address = reverse("complaints:case-answer", args=[case.number])
    mark = client.get(address).context["form"]["mark"].value()
    data = {"mark": mark, "text": FORWARDED, "act": "kirim"}

    asked = client.post(address, data)
    assert asked.status_code == 400
    assert "hanya memberi tahu bahwa laporan diteruskan" in asked.content.decode()
    assert FORWARDED in asked.content.decode()
    client.post(address, {**data, "nature": "diteruskan"})

    case.refresh_from_db()
    assert (case.state, case.answered_at) == (S.IN_PROGRESS, None)
    assert case.messages.get().text == FORWARDED


def test_what_was_only_passed_on_never_closes_by_itself(desk):
    now = timezone.now() + timedelta(days=40)
    passed, done = (
        complaint(unit=make_unit(), state=S.IN_PROGRESS, category=category("lainnya"))
        for _ in range(2)
    )
    send_answer(case=passed, text=FORWARDED, by=desk)
    send_answer(case=done, text="Diteruskan ke PLN dan lampunya sudah menyala.", by=desk)

    assert lapse_answered(now=now) == 1

    passed.refresh_from_db()
    assert passed.state == S.ANSWERED
