"""What is not public is nowhere: every public response of innovations is searched for its marks."""

from __future__ import annotations

import re
import subprocess
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from innovations import urls, words
from innovations.choices import Ending, InnovationState, Origin, WishState
from innovations.choices.citizens import CommentState
from innovations.choices.journal import JournalState
from innovations.journal.urls import public_urls as journal
from innovations.models import (
    Application,
    FormerAddress,
    Innovation,
    JournalEntry,
    JournalPhoto,
    ProcessStep,
)
from organizations.small_cells import SMALL_CELL
from tests.factories.complaints import reference_data
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit
from tests.innovations.citizens_objects import make_comment, make_wish
from tests.innovations.consultation_objects import make_consultation, make_desk
from tests.innovations.journal_objects import make_entry, make_journal_photo
from tests.innovations.public_objects import make_award, make_comparison, make_photo

pytestmark = pytest.mark.django_db
MARK, SHARED = "zqxrahasia", "serupasekali"
HIDDEN = sorted(set(InnovationState.values) - {InnovationState.PUBLISHED})
TEXTS = (
    "name", "expansion", "summary", "problem", "idea", "purpose", "benefit", "outcome",
    "how_to_copy", "beneficiaries", "place", "contact", "theme",
)  # fmt: skip


@pytest.fixture
def shown() -> Innovation:
    """A public innovation that everything hidden is tied to, and searches find by the same words."""
    make_city()
    reference_data()
    entry = make_innovation(name="TAMPAK", summary=f"Antrean {SHARED}.")
    application = Application.objects.create(innovation=entry, platform="Web")
    for number, state in enumerate(HIDDEN):
        secret = _secret(entry, state, number)
        application.overlaps.add(secret)
    Innovation.objects.filter(pk=entry.pk).update(
        original=secret, origin=Origin.REPLICATION, successor=secret, ending=Ending.RETIRED,
        ended_on=date(2026, 1, 5),
    )  # fmt: skip
    _activities(entry, secret)
    for row in Innovation.objects.all():
        words.index(row)
    return Innovation.objects.get(pk=entry.pk)


@pytest.fixture
def going() -> Innovation:
    """One that goes on, so that the front page has something to show."""
    entry = make_innovation(name="TAMPAK TERUS", published_at=timezone.now())
    words.index(entry)
    make_desk(entry)
    for one in (entry, *Innovation.objects.filter(name="TAMPAK")):
        make_comment(one, text=MARK, public_text="", state=CommentState.WAITING)
        make_comment(one, text=MARK, public_text="", state=CommentState.HIDDEN)
        make_wish(one, institution=MARK, needs=MARK, state=WishState.REPLICATING)
        make_wish(one, institution=MARK, needs=MARK, is_open=True)
    return entry


def _activities(entry: Innovation, secret: Innovation) -> None:
    """Of both, of the hidden one alone, not for everybody, and withdrawn."""
    told = {"title": f"{MARK} kegiatan", "place": MARK, "story": MARK, "topics": [MARK]}
    today = timezone.localdate()
    make_entry(entry, secret, title="Kunjungan TAMPAK", day=today)
    make_entry(entry, day=today, is_public=False, **told)
    make_entry(entry, day=today, state=JournalState.WITHDRAWN, reason=MARK, **told)
    make_journal_photo(make_entry(secret, day=today, links=[f"https://{MARK}.test/"], **told))
    make_desk(entry)
    make_desk(secret, words=MARK)
    ProcessStep.objects.create(innovation=secret, place=1, name=MARK)
    for _ in range(SMALL_CELL):
        month = timezone.now() - timedelta(days=45)
        make_consultation(entry, topic=MARK, name=MARK, answer=MARK, received_at=month)


def _secret(entry: Innovation, state: str, number: int) -> Innovation:
    texts = {field: f"{MARK} {field} {SHARED}" for field in TEXTS}
    secret = make_innovation(
        make_unit(name=f"Dinas {MARK} {number}"), slug=f"{MARK}-{number}", state=state,
        original=entry, origin=Origin.REPLICATION, category="bencana",
        affairs=["3.32"], goals=[14], implemented_on=date(2011, 1, 3), trial_on=None,
        published_at=timezone.now(), website=f"https://{MARK}.test/",
        video_url=f"https://{MARK}.test/video", ending=Ending.MERGED, ended_on=date(2026, 1, 5),
        ending_reason=MARK, successor=entry, **texts,
    )  # fmt: skip
    make_photo(secret, caption=MARK, file_name=f"{MARK}.jpg")
    make_award(secret)
    make_comparison(secret, MARK)
    Application.objects.create(innovation=secret, platform=MARK, users=123_457)
    FormerAddress.objects.create(slug=f"lama-{number}", innovation=secret)
    return secret


def addresses(shown: Innovation, going: Innovation) -> list[str]:
    """Every address for everybody; a new one of the public room is added by being there."""
    found = [
        "/",
        "/sitemap.xml",
        "/sitemap/inovasi/halaman.xml",
        f"/sitemap/inovasi/{timezone.localdate().year}.xml",
        "/data/",
    ]
    year = timezone.localdate().year
    found += [f"/data/inovasi/?tahun={year}"]
    found += [f"/data/inovasi.{ending}?tahun={year}" for ending in ("csv", "json")]
    found += [f"/inovasi/?kata={asked}" for asked in (MARK, MARK[:-1], SHARED, "Dinas")]
    found += [f"/inovasi/?{asked}" for asked in ("urusan=3.32", "tahun=2011", "tpb=14")]
    open_to_all = [one for one in urls.citizens if str(one.pattern).startswith("inovasi/")]
    open_to_all += [one for one in journal if one.name == "public-consultation"]
    told = [one for one in (*urls.public, *journal) if one not in open_to_all]
    for entry, patterns in ((shown, told), (going, open_to_all)):
        for pattern in patterns:
            if not {"pk", "token"} & set(re.findall(r":(\w+)>", str(pattern.pattern))):
                found.append("/" + str(pattern.pattern).replace("<slug:slug>", entry.slug))
    return found


def test_no_public_answer_holds_a_mark_of_what_is_not_public(client, shown, going):
    for address in addresses(shown, going):
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        text = b"".join(answer).decode().lower()
        asked = text.replace(f"kata={MARK}", "").replace(f'value="{MARK}', "")
        asked = asked.replace(f"“{MARK}", "")
        for mark in (MARK, "123.457", "transmigrasi</a>", "https://lama-"):
            assert mark not in asked, (address, mark)


def test_the_addresses_that_are_searched_are_there(client, shown, going):
    answers = {address: client.get(address) for address in addresses(shown, going)}
    there = [one for one, answer in answers.items() if answer.status_code == 200]
    texts = {one: b"".join(answers[one]).decode() for one in there}

    assert [one for one in answers if one not in there] == []
    assert {one for one, text in texts.items() if "TAMPAK" in text} >= {
        "/", "/inovasi/", "/inovasi/umpan.xml", f"/inovasi/?kata={SHARED}",
        f"/data/inovasi.csv?tahun={timezone.localdate().year}", shown.get_absolute_url(),
        "/inovasi/kalender/", "/inovasi/kalender.ics", f"/inovasi/{shown.slug}/kegiatan/",
        f"/inovasi/{shown.slug}/kalender.ics",
    }  # fmt: skip


def test_counts_and_facets_count_only_what_is_public(client, shown):
    text = client.get("/inovasi/").content.decode()

    assert "3.32" not in text
    assert "tahun=2011" not in text
    assert "kategori=bencana" not in text
    assert 'class="facet-count">5' not in text


def test_neither_its_page_nor_its_former_address_nor_its_files_are_given(client, shown):
    for secret in Innovation.objects.exclude(state=InnovationState.PUBLISHED):
        former = secret.former_addresses.get().slug
        file = secret.files.get().pk
        for address in (
            secret.get_absolute_url(), f"/inovasi/{former}/",
            f"/inovasi/{secret.slug}/berkas/{file}/", f"/inovasi/{shown.slug}/berkas/{file}/",
        ):  # fmt: skip
            assert client.get(address).status_code == 404, address


def test_neither_hidden_activities_nor_their_calendar_nor_their_photos_are_given(client, shown):
    hidden = JournalEntry.objects.filter(title__contains=MARK)
    secret = Innovation.objects.filter(journal__in=hidden).exclude(pk=shown.pk).get()
    pages = ("kegiatan/", "kalender.ics", "konsultasi/")
    addresses = [f"/inovasi/{secret.slug}/{page}" for page in pages]
    addresses += [f"/inovasi/kegiatan/{row.pk}/" for row in hidden]
    addresses += [f"/inovasi/kegiatan/foto/{row.pk}/" for row in JournalPhoto.objects.all()]

    assert len(addresses) == 3 + 3 + 1
    assert {client.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize("fmt", ["pdf", "csv"])
def test_the_printed_catalogue_holds_only_what_is_public(shown, tmp_path, fmt):
    path = tmp_path / f"katalog.{fmt}"
    call_command("render_report", "inovasi-katalog", param=[], format=fmt, out=str(path))

    if fmt == "pdf":
        asked = ["pdftotext", "-layout", str(path), "-"]
        text = subprocess.run(asked, capture_output=True, check=True).stdout.decode()
    else:
        text = path.read_text()
    assert "TAMPAK" in text
    assert MARK not in text.lower()
