"""What comes with an answering page: everything given so far travels in the form itself.

There is no session and no draft: a page that is reloaded sends what it held once more, and going
back is a button that sends it too.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.core import signing
from django.http import QueryDict

from surveys.choices import Language, Mode
from surveys.collection.actions.judging import Given
from surveys.collection.queries.about import ABOUT

SALT = "surveys.answer"
LONGEST = 4_000  # of any one field; longer ones are cut before they are looked at
FIELDS = ("service", "code", "comment", "assisted", *ABOUT)


@dataclass
class Filled:
    """A form as it came: its key, when it began, the language, and the texts of its fields."""

    key: UUID
    began: str  # a signed moment
    language: str = Language.INDONESIAN
    texts: dict[str, str] = field(default_factory=dict)

    def chosen(self, name: str) -> int | None:
        """A field that holds a number; anything else counts as a value nobody offers."""
        text = self.texts.get(name, "").strip()
        if not text:
            return None
        number = number_of(text)
        return -1 if number is None else number

    def seconds(self) -> int | None:
        """Since the form was opened; None when that moment is not ours."""
        began = began_at(self.began)
        return None if began is None else max(0, int(time.time() - began))

    def given(self) -> Given:
        asked = [name for name in self.texts if name.startswith("q_")]
        return Given(
            chosen={name[2:]: value for name in asked if (value := self.chosen(name)) is not None},
            written={name[2:]: self.texts[name] for name in asked},
            comment=self.texts.get("comment", ""),
            about={name: self.texts.get(name, "") for name in ABOUT},
            service=self.chosen("service"),
            code=self.texts.get("code", ""),
            seconds=self.seconds(),
            language=self.language,
        )

    @property
    def mode(self) -> Mode:
        return Mode.ASSISTED if self.texts.get("assisted") else Mode.OWN


def fresh(language: str) -> Filled:
    return Filled(uuid4(), signing.dumps(int(time.time()), salt=SALT), language)


def read(data: QueryDict, languages: list[str]) -> Filled | None:
    """The form that was sent; None when its key is none. A question answered twice is answered
    with nothing that is offered."""
    try:
        key = UUID(data.get("key", ""))
    except ValueError:
        return None
    language = data.get("language", "")
    names = [name for name in data if name.startswith("q_") and len(name) <= 60]
    sent = {name: ",".join(data.getlist(name))[:LONGEST] for name in (*FIELDS, *names)}
    texts = {name: text for name, text in sent.items() if text}
    if language not in languages:
        language = languages[0]
    return Filled(key, data.get("began", "")[:200], language, texts)


def number_of(text: str) -> int | None:
    """A whole number as a form sends it; None for anything else, and for one that is far too long."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= 9
    return int(text) if is_number else None


def began_at(signed: str) -> int | None:
    try:
        return int(signing.loads(signed, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
