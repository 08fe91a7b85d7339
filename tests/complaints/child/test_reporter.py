"""A report about a child from the other side of the screen: sent, followed, spoken about."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from complaints.models import ChildFile, ChildMessage, ChildReport, Complaint, Draft, TicketTry
from organizations.models import OutgoingMail
from tests.complaints.child.people import MARKERS, WORD, filed, opened, picture
from tests.factories.complaints import SECRET, complaint, reference_data
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ready():
    make_city()
    cache.clear()


def test_page_begins_with_the_numbers_and_asks_for_no_account_consent_or_script(client):
    body = client.get("/lapor/anak/").content.decode()

    main = body[body.index("<main") :]
    assert (
        main.index("tel:129") < main.index("tel:110") < main.index("tel:112") < main.index("<form")
    )
    assert "Keluar cepat" in main
    assert main.count("required") == 1
    assert "<script" not in main


def test_sent_report_has_number_and_secret_and_no_other_table_knows_it(client):
    report, secret = filed(client, in_danger="on", files=[picture()])

    assert report.number.startswith("PA-")
    assert report.in_danger
    assert (report.text, report.child, report.place) == tuple(
        MARKERS[name] for name in ("text", "child", "place")
    )
    assert MARKERS["contact"] in report.contact
    assert MARKERS["safe"] in report.contact
    assert len(secret) == 19
    assert secret not in report.secret_digest
    assert ChildFile.objects.get().size > 0
    assert not Complaint.objects.exists()
    assert not Draft.objects.exists()


def test_one_sentence_is_enough(client):
    response = client.post("/lapor/anak/", {"text": "Tolong", "client_key": str(uuid4())})

    assert response.status_code == 200
    assert ChildReport.objects.get().text == "Tolong"


@pytest.mark.parametrize("count", [0, 1])
def test_only_who_chose_a_file_is_told_to_choose_it_again(client, count):
    data = {"text": " ", "client_key": str(uuid4()), "files": [picture()][:count]}

    body = client.post("/lapor/anak/", data).content.decode()

    assert body.count("Berkas yang tadi dipilih belum tersimpan") == count


def test_nothing_typed_is_lost_when_what_happened_is_missing(client):
    response = client.post(
        "/lapor/anak/", {**MARKERS, "text": " ", "client_key": str(uuid4()), "files": [picture()]}
    )

    body = response.content.decode()
    assert response.status_code == 400
    assert MARKERS["child"] in body
    assert "Pilih lagi berkasnya" in body
    assert not ChildReport.objects.exists()


def test_sent_twice_is_one_report_and_a_lost_answer_costs_nobody_the_secret(client):
    key = str(uuid4())

    first, lost = filed(client, client_key=key)
    second, secret = filed(client, client_key=key)

    assert first == second
    assert ChildReport.objects.count() == 1
    assert Client().post("/lacak/", {"number": first.number, "secret": lost}).status_code == 400
    opened(Client(), first, secret)


def test_secret_is_not_shown_again_later(client):
    key = str(uuid4())
    report, secret = filed(client, client_key=key)
    long_ago = "2026-01-01T00:00Z"
    ChildReport.objects.update(received_at=long_ago, entered_at=long_ago)

    assert filed(client, client_key=key) == (report, "")
    opened(Client(), report, secret)


def test_file_that_cannot_be_taken_is_named_and_nothing_is_kept(client):
    broken = picture()
    broken.file.truncate(200)

    data = {**MARKERS, "client_key": str(uuid4()), "files": [broken]}
    response = client.post("/lapor/anak/", data)

    assert response.status_code == 400
    assert not ChildReport.objects.exists()
    assert not ChildFile.objects.exists()


def test_following_goes_through_the_ordinary_page_and_shows_no_word_of_the_report(client):
    report, secret = filed(client, files=[picture()])
    holder = opened(Client(), report, secret)

    response = holder.get("/lacak/laporan/")

    body = response.content.decode()
    assert report.number in body
    assert not WORD.search(body)
    assert "/berkas/" not in body
    assert "anak" not in response.request["PATH_INFO"]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_wrong_secret_unknown_number_and_ordinary_ticket_answer_alike(
    client, django_assert_num_queries
):
    reference_data()
    report, _ = filed(client)
    case = complaint()
    answers = []
    for number in (report.number, case.number, "PA-0000-0000", "SK-0000-0000"):
        fresh = Client()
        with django_assert_num_queries(18, exact=False) as seen:
            response = fresh.post("/lacak/", {"number": number, "secret": SECRET[::-1]})
        body = response.content.decode().replace(number, "N")
        token = body.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
        answers.append((response.status_code, body.replace(token, ""), len(seen)))

    assert len(set(answers)) == 1, [answer[::2] for answer in answers]


def test_guessing_locks_the_ticket(client):
    report, secret = filed(client)
    for _ in range(6):
        Client().post("/lacak/", {"number": report.number, "secret": "ZZZZ-ZZZZ-ZZZZ-ZZZZ"})

    right = Client().post("/lacak/", {"number": report.number, "secret": secret})

    assert right.status_code == 429
    assert TicketTry.objects.get().locked_until


def test_reporter_adds_words_and_files_once_and_cannot_fetch_them(client):
    report, secret = filed(client)
    holder = opened(Client(), report, secret)
    key = str(uuid4())
    OutgoingMail.objects.all().delete()

    for _ in range(2):
        data = {"text": "TANDAPESANqx lagi", "key": key, "files": [picture()]}
        assert holder.post("/lacak/laporan/pesan/", data).status_code == 302

    assert ChildMessage.objects.get().text == "TANDAPESANqx lagi"
    file = ChildFile.objects.get()
    assert holder.get(f"/lacak/laporan/berkas/{file.pk}/").status_code == 302
    again = opened(Client(), report, secret)
    body = again.get("/lacak/laporan/").content.decode()
    assert "TANDAPESANqx" in body
    assert "1 berkas sudah sampai" in body


def test_an_ordinary_ticket_does_not_open_acts_of_a_child_ticket_and_back(client):
    reference_data()
    report, secret = filed(client)
    case = complaint()
    holder = opened(Client(), report, secret)

    for act in ("nilai", "kerahasiaan", "kontak", "selesai"):
        assert holder.get(f"/lacak/laporan/{act}/").status_code == 302
    holder = opened(Client(), report, secret)
    holder.post("/lacak/", {"number": case.number, "secret": SECRET})
    assert case.subject in holder.get("/lacak/laporan/").content.decode()
    holder.get("/lacak/keluar/")
    assert holder.get("/lacak/laporan/").status_code == 302


def test_leaving_closes_the_ticket(client):
    holder = opened(Client(), *filed(client))

    assert holder.get("/lacak/keluar/").url == "/"
    assert holder.get("/lacak/laporan/").url == "/lacak/"


def test_ordinary_form_leads_here(client):
    reference_data()

    for path in ("/lapor/", "/lapor/kategori/", "/lapor/kejadian/"):
        assert "/lapor/anak/" in client.get(path).content.decode(), path
