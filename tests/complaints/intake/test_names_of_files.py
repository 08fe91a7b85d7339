"""What files are called tells whose they are: not of anonymous reports, not to other citizens."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.following import follow_report
from complaints.intake.actions.own import raise_privacy
from complaints.models import Attachment
from tests.complaints.intake.citizen import sent, unlocked
from tests.factories.complaint_files import photo
from tests.factories.complaints import SECRET, complaint, reference_data
from tests.factories.hostile import picture

pytestmark = pytest.mark.django_db
TELLING = "Surat Markamandala.jpg"


@pytest.fixture(autouse=True)
def terms():
    reference_data()


def telling() -> SimpleUploadedFile:
    return SimpleUploadedFile(TELLING, picture(), "image/jpeg")


def test_files_of_an_anonymous_report_lose_their_names(client):
    case, _ = sent(client, files=[telling()], is_anonymous="on")
    add_message(case=case, text="Lagi", now=timezone.now(), uploads=[telling()])

    assert {file.shown_name for file in case.attachments.all()} == {"berkas-1.jpg"}


def test_files_of_a_report_that_becomes_anonymous_lose_theirs():
    case = complaint()
    photo(case, shown_name=TELLING)
    photo(case, shown_name="foto-hasil.jpg", author="petugas", is_result=True)

    raise_privacy(case=case, is_anonymous=True, is_secret=False)

    assert [file.shown_name for file in case.attachments.all()] == [
        "berkas-1.jpg",
        "foto-hasil.jpg",
    ]


def test_neither_who_follows_nor_the_reporter_reads_the_other_s_names(client):
    case = complaint(shown=True)
    public = photo(case, shown_name=TELLING, is_public=True)
    done = follow_report(case=case)
    own = SimpleUploadedFile("Foto Ketapel.jpg", picture(), "image/jpeg")
    add_message(case=case, text="Sama", now=timezone.now(), uploads=[own], supporter=done.supporter)
    sent_by_follower = Attachment.objects.latest("pk")

    for secret, foreign, mine, shut in (
        (done.secret, public, "Ketapel", "Markamandala"),
        (SECRET, sent_by_follower, "Markamandala", "Ketapel"),
    ):
        holder = unlocked(client, case, secret)
        page = holder.get("/lacak/laporan/").content.decode()
        file = holder.get(f"/lacak/laporan/berkas/{foreign.pk}/")
        b"".join(file.streaming_content)
        assert mine in page
        assert shut not in page
        assert shut not in file["Content-Disposition"]
