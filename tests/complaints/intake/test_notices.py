"""News for reporters: written with what caused it, sent by a worker, tried again, told in the log."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from complaints import periodic
from complaints.choices import NoticeState
from complaints.intake.actions.notices import tell_followers, tell_reporter
from complaints.intake.actions.sending import RETRIES, send_due_notices
from complaints.models import Notice, Supporter
from organizations.schedule import SCHEDULE
from tests.factories.complaints import complaint, reporter

pytestmark = pytest.mark.django_db


def news(**contact):
    case = complaint()
    reporter(case, **contact)
    tell_reporter(case=case, subject="ada perkembangan", body="Ada perkembangan.", key="1")
    return Notice.objects.get()


def sent(now=None):
    send_due_notices(now=now or timezone.now())
    return Notice.objects.get()


def test_mail_holds_number_and_link_only(mailoutbox):
    notice = news()

    assert sent().state == NoticeState.SENT
    (mail,) = mailoutbox
    assert mail.to == ["warga@contoh.test"]
    assert notice.complaint.number in mail.subject
    assert "/lacak/" in mail.body
    assert "pasar" not in mail.subject + mail.body


def test_address_stands_in_no_column_of_the_notice():
    news()

    assert "warga@contoh.test" not in str(list(Notice.objects.values()))


def test_same_news_is_written_once():
    case = complaint()
    reporter(case)
    for _ in range(2):
        tell_reporter(case=case, subject="x", body="x", key="1")

    assert Notice.objects.count() == 1


@pytest.fixture
def nobody_listens(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def test_mail_server_away_is_tried_again_then_told(nobody_listens):
    news()
    now = timezone.now()

    for wait in RETRIES:
        notice = sent(now)
        assert (notice.state, notice.next_at) == (NoticeState.WAITING, now + wait)
        assert sent(now).attempts == notice.attempts  # not before its time
        now += wait

    notice = sent(now)
    assert (notice.state, notice.attempts) == (NoticeState.FAILED, len(RETRIES) + 1)
    assert notice.error.startswith("ConnectionRefusedError")


def test_mail_server_back_again_delivers(nobody_listens, settings, mailoutbox):
    news()
    now = timezone.now()
    sent(now)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sent(now + RETRIES[0]).state == NoticeState.SENT


def test_who_no_longer_wants_news_gets_none(mailoutbox):
    notice = news()
    notice.complaint.reporter.mail_wanted = False
    notice.complaint.reporter.save()

    assert sent().state == NoticeState.SKIPPED
    assert not mailoutbox


def test_whatsapp_goes_through_the_gateway_of_the_setting(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    news(mail_wanted=False, whatsapp_wanted=True, phone="0812 3456 7890")

    assert sent().state == NoticeState.SENT
    (file,) = Path(tmp_path / "whatsapp").iterdir()
    assert file.read_text().startswith("6281234567890\n")
    assert "pasar" not in file.read_text()


def test_without_a_gateway_the_log_says_so(settings):
    settings.WHATSAPP_GATEWAY = ""
    news(mail_wanted=False, whatsapp_wanted=True, phone="081234567890")

    notice = sent()
    assert (notice.state, notice.error) == (NoticeState.SKIPPED, "WhatsApp kota belum disambungkan")


def test_gateway_down_is_tried_again(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "file"
    (tmp_path / "file").write_text("no folder")
    news(mail_wanted=False, whatsapp_wanted=True, phone="081234567890")

    assert sent().state == NoticeState.WAITING


def test_followers_get_their_own_notice(mailoutbox):
    case = complaint(shown=True)
    Supporter.objects.create(
        complaint=case, secret_digest="1" * 64, email="tetangga@contoh.test", mail_wanted=True
    )

    tell_followers(case=case, subject="x", body="x", key="1")
    send_due_notices(now=timezone.now() + timedelta(seconds=1))

    assert mailoutbox[0].to == ["tetangga@contoh.test"]


def test_sweep_sends_every_minute_what_nobody_woke(mailoutbox):
    news()

    periodic.send_notices()

    assert len(mailoutbox) == 1
    assert any(work.task == "complaints.send_notices" for work in SCHEDULE.all())
