"""Opening a ticket: what does not fit looks alike, guessing makes tries of that ticket cost work."""

import re
import time
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.intake.actions import unlocking, working
from complaints.intake.actions.following import follow_report
from complaints.models import Attachment, TicketTry
from organizations import clock
from tests.complaints.child.people import filed
from tests.complaints.intake.citizen import solved, unlocked
from tests.factories.complaints import SECRET, complaint, reference_data
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db
WRONG = "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


@pytest.fixture(autouse=True)
def no_counts():
    cache.clear()


@pytest.fixture
def roomy(monkeypatch):
    """A network from which any number of tries is free."""
    monkeypatch.setattr(unlocking, "FROM_ONE_NETWORK", 1_000)


def tried(client, number, secret=WRONG, **given):
    return client.post("/lacak/", {"number": number, "secret": secret, **given})


def work(case):
    return solved(f"lacak:{case.number}")


def test_number_and_secret_as_people_type_them(client):
    case = complaint()

    number = case.number.replace("-", " ").lower()
    assert tried(client, number, SECRET.lower().replace("-", "")).status_code == 302


def test_unknown_number_and_wrong_secret_look_alike(client):
    case = complaint()

    wrong, unknown = tried(client, case.number), tried(client, "SK-ZZZZ-ZZZZ")

    assert wrong.status_code == unknown.status_code == 400
    assert "tidak cocok" in wrong.content.decode()
    plain = [
        r.content.decode().replace(n, "")
        for r, n in ((wrong, case.number), (unknown, "SK-ZZZZ-ZZZZ"))
    ]
    plain = [re.sub(r'(csrf[^>]*value|data-csrf)="[^"]*"', "", text) for text in plain]
    assert plain[0] == plain[1]


def test_unknown_number_costs_the_same_queries(client):

    case = complaint()
    counts = []
    for number in (case.number, "SK-ZZZZ-ZZZZ"):
        clock.forget()
        with CaptureQueriesContext(
            connection,
        ) as caught:
            tried(client, number)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_a_hundred_wrong_secrets_lock_the_ticket_and_no_other(client):
    case, other = complaint(), complaint()

    answers = [tried(client, case.number).status_code for _ in range(100)]

    assert answers[0] == 400
    assert answers[-1] == 429
    locked = tried(client, case.number, SECRET)
    assert locked.status_code == 429
    assert "terlalu sering dicoba" in locked.content.decode()
    assert case.number in locked.content.decode()
    unlocked(client, other, SECRET)


def test_unknown_number_locks_as_well(client):
    answers = {tried(client, "SK-ZZZZ-ZZZZ").status_code for _ in range(8)}

    assert answers == {400, 429}


def test_a_stranger_who_guesses_does_not_keep_the_reporter_out(client, roomy):
    case = complaint()
    for _ in range(30):
        tried(client, case.number)

    asked = tried(client, case.number, SECRET)

    assert asked.status_code == 429
    assert "data-work" in asked.content.decode()
    assert tried(client, case.number, SECRET, proof=work(case)).status_code == 302


def test_each_guess_at_a_locked_ticket_is_worked_for_anew(client, roomy):
    case, other = complaint(), complaint()
    for _ in range(8):
        tried(client, case.number)
    proof = work(case)

    assert tried(client, case.number, proof=proof).status_code == 400
    assert tried(client, case.number, SECRET, proof=proof).status_code == 429
    assert tried(client, case.number, SECRET, proof=work(other)).status_code == 429
    assert TicketTry.objects.get(number=case.number).failures == unlocking.FREE_TRIES + 1


def test_without_javascript_waiting_opens_a_locked_ticket(client, roomy, monkeypatch):
    case = complaint()
    for _ in range(8):
        tried(client, case.number)
    note = working.waiting_note(f"lacak:{case.number}")

    assert tried(client, case.number, SECRET, waited=note).status_code == 429
    monkeypatch.setattr(working, "WAIT_SECONDS", 0)
    assert tried(client, case.number, waited=note).status_code == 400
    assert tried(client, case.number, SECRET, waited=note).status_code == 429
    later = working.waiting_note(f"lacak:{case.number}")
    monkeypatch.setattr(working, "time", SimpleNamespace(time=lambda: time.time() + 1))
    assert tried(client, case.number, SECRET, waited=later).status_code == 302


def test_many_numbers_from_one_network_cost_work_and_nobody_is_refused(client):
    case = complaint()
    answers = [tried(client, f"SK-ZZZZ-ZZ{n:02}").status_code for n in range(31)]

    assert answers == [400] * 30 + [429]
    assert tried(client, case.number, SECRET).status_code == 429
    assert tried(client, case.number, SECRET, proof=work(case)).status_code == 302


def test_another_network_is_not_slowed(client):
    case = complaint()
    for n in range(31):
        tried(client, f"SK-ZZZZ-ZZ{n:02}")

    answer = client.post(
        "/lacak/", {"number": case.number, "secret": SECRET}, REMOTE_ADDR="198.51.100.7"
    )

    assert answer.status_code == 302


@pytest.mark.parametrize("proof", ["x", "e30=", "bnVsbA==", "W10=", "\u2603", "1" * 4_000, "MQ=="])
def test_what_is_no_proof_is_none(client, roomy, proof):
    case = complaint()
    for _ in range(6):
        tried(client, case.number)

    assert tried(client, case.number, SECRET, proof=proof).status_code == 429


def test_lock_ends_and_the_right_secret_opens(client):
    case = complaint()
    for _ in range(8):
        tried(client, case.number)
    TicketTry.objects.update(locked_until=timezone.now())

    unlocked(client, case, SECRET)
    assert TicketTry.objects.get().failures == 0


def test_ticket_page_needs_the_secret_and_leaving_shuts_it(client):
    case = complaint()
    assert client.get("/lacak/laporan/").url == "/lacak/"

    unlocked(client, case, SECRET)
    assert client.get("/lacak/laporan/").status_code == 200
    client.get("/lacak/keluar/")
    assert client.get("/lacak/laporan/").url == "/lacak/"


def test_secret_is_in_no_address_and_not_in_the_session(client):
    case = complaint()

    response = client.post("/lacak/", {"number": case.number, "secret": SECRET})

    assert SECRET not in response.url
    assert SECRET not in str(dict(client.session))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("pesan", {"text": "Masih berlubang"}),
        ("kontak", {"name": "Sari"}),
        ("kerahasiaan", {"is_anonymous": "on"}),
    ],
)
def test_acts_lead_back_to_the_ticket_and_need_it_open(client, path, data):
    case = complaint()
    url = f"/lacak/laporan/{path}/"
    assert client.post(url, data).url == "/lacak/"

    unlocked(client, case, SECRET)
    assert client.get(url).status_code == 200
    assert client.post(url, data).url == "/lacak/laporan/"


@pytest.mark.parametrize("act", ["selesai", "belum", "buka-kembali"])
def test_move_that_the_state_does_not_allow_is_told(client, act):
    unlocked(client, complaint(), SECRET)

    response = client.post(f"/lacak/laporan/{act}/", {"text": "Belum selesai juga"})

    assert response.status_code == 400
    assert "Status sudah berubah" in response.content.decode()


def test_file_of_another_ticket_is_not_found(client):
    case, other = complaint(), complaint()
    foreign = Attachment.objects.create(
        complaint=other, file="x", shown_name="x.jpg", mime="image/jpeg", size=1, sha256="0",
        author="pelapor",
    )  # fmt: skip
    unlocked(client, case, SECRET)

    assert client.get(f"/lacak/laporan/berkas/{foreign.pk}/").status_code == 404


def asked_of_the_database(client, number: str) -> list[str]:
    """The statements, without what they look for; the city's zone, read once a minute, among them."""
    clock.forget()
    with CaptureQueriesContext(connection) as caught:
        assert tried(client, number).status_code == 400
    TicketTry.objects.all().delete()
    return [re.sub(r"'[^']*'|\b\d+\b|s\d+_x\d+", "?", query["sql"]) for query in caught]


def test_whatever_the_number_belongs_to_a_wrong_secret_costs_what_an_unknown_number_costs(client):
    """The same statements in the same order: nobody learns from the time taken what there is."""
    make_city()
    reference_data()
    whole = complaint()
    part = complaint(split_from=whole)
    followed = complaint(shown=True)
    follow_report(case=followed)
    child, _ = filed(Client())
    kinds = {
        "ordinary": whole.number,
        "secret": complaint(is_secret=True).number,
        "part": part.number,
        "part of a part": complaint(split_from=part).number,
        "merged": complaint(state="digabung", merged_into=whole).number,
        "followed": followed.number,
        "removed": complaint(erased_at=timezone.now()).number,
        "child": child.number,
    }
    asked_of_the_database(client, "SK-ZZZZ-ZZZZ")  # what is read once is read
    unknown = asked_of_the_database(client, "SK-ZZZZ-ZZZZ")

    assert asked_of_the_database(client, "PA-ZZZZ-ZZZZ") == unknown
    differs = [kind for kind, n in kinds.items() if asked_of_the_database(client, n) != unknown]
    assert differs == []
