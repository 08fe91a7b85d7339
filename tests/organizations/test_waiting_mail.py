"""Mail that waits in the database goes out one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from organizations.actions.mail import MOST_ATTEMPTS, queue_mail, send_waiting
from organizations.models import OutgoingMail

pytestmark = pytest.mark.django_db


class Refusing(EmailBackend):
    """A server that does not know one address."""

    def send_messages(self, messages: Any) -> int:
        if any("tidak-ada@contoh.test" in message.to for message in messages):
            raise OSError("550 no such user")
        return super().send_messages(messages)


def test_one_address_that_is_refused_holds_up_no_other(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    for to in ("tidak-ada@contoh.test", "satu@contoh.test", "dua@contoh.test"):
        queue_mail(to=to, subject="Uji", body="Isi")

    assert send_waiting() == 2
    assert [message.to for message in mail.outbox] == [["satu@contoh.test"], ["dua@contoh.test"]]
    refused = OutgoingMail.objects.get(sent_at=None)
    assert (refused.to, refused.attempts, refused.error) == (
        "tidak-ada@contoh.test", 1, "550 no such user",
    )  # fmt: skip
    for _ in range(MOST_ATTEMPTS):
        assert send_waiting() == 0
    refused.refresh_from_db()
    assert refused.attempts == MOST_ATTEMPTS
