"""What citizens and other governments say. All of it is invented and says "(contoh)"; ratings have
no words, so they stand at an invented innovation alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.utils import timezone

from innovations import states
from innovations.citizens.actions.comments import send_comment, show_comment
from innovations.citizens.actions.ratings import rate
from innovations.citizens.actions.wishes import move_wish, receive_wish
from innovations.demo.days import morning
from innovations.demo.endings import HEIR, RETIRED
from innovations.models import Innovation, Wish
from organizations import moment
from organizations.demo.registry import DemoCity
from organizations.models import User

STEPS = 1
SCORES = (5, 4, 4, 3, 5, 4, 2)
COMMENTS = (
    "Bahan pers kegiatan mudah dicari. (contoh)",
    "Mohon fotonya dapat diunduh sekaligus. (contoh)",
)
UNREAD = "Jadwalnya kadang terlambat satu hari. (contoh)"
WISHES = (
    ("Dinas Kominfo Kabupaten Sebelah (contoh)", "Kepala bidang", True),
    ("Sekretariat Daerah Kota Tetangga (contoh)", "Kepala bagian", False),
)
SPACE = uuid.UUID("6d5cfb1e-5a0f-4b1c-9a35-6c2f7f0f7c11")  # the same demonstration every time


def load(city: DemoCity) -> Iterator[str]:
    desk = city.people["organisasi@contoh.test"]
    with moment.at(morning(timezone.localdate())):  # nobody gets mail of the demonstration
        _say(desk)
    yield "Komentar, penilaian, dan minat mereplikasi"


def _say(desk: User) -> None:
    retired = Innovation.objects.get(name=RETIRED)
    for number, score in enumerate(SCORES):
        rate(innovation=retired, score=score, browser=f"contoh-{number}")
    heir = Innovation.objects.get(name=HEIR)
    for words in COMMENTS:
        comment = send_comment(innovation=heir, text=words, key=_key(words))
        show_comment(comment=comment, text=words, reason="", by=desk)
    send_comment(innovation=heir, text=UNREAD, key=_key(UNREAD))
    _wishes(heir, desk)


def _wishes(innovation: Innovation, desk: User) -> None:
    found: list[Wish] = [
        receive_wish(
            innovation=innovation, key=_key(institution), institution=institution,
            position=position, contact="0285 000000", is_open=is_open,
            needs="Pedoman dan contoh jadwal. (contoh)",
        )
        for institution, position, is_open in WISHES
    ]  # fmt: skip
    contacted = move_wish(wish=found[0], transition=states.CONTACT, by=desk)
    move_wish(wish=contacted, transition=states.REPLICATE, by=desk)


def _key(words: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, words)
