"""Fields of the registry: links of the web, other entries by their name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from innovations.models import Innovation
from innovations.registry.queries.listing import entries_named
from organizations.forms.words import text

NO_LINK = "Tulis tautan lengkap yang dimulai dengan https://, misalnya https://contoh.go.id/video"
UNKNOWN = "Tidak ada inovasi bernama “{name}” yang dapat Anda lihat"
TWO = "Ada lebih dari satu inovasi bernama “{name}”. Tulis alamatnya, misalnya {slug}"
MOST_OVERLAPS = 20
MOST_INNOVATIONS, MOST_LINKS = 40, 10


class LinkField(forms.URLField):
    """A page of the web: http or https only, so that a link never runs anything."""

    widget = forms.TextInput
    default_validators = (URLValidator(schemes=["http", "https"]),)

    def __init__(self, **kwargs: Any) -> None:
        said = {
            "invalid": NO_LINK,
            "max_length": f"{kwargs.get('label', 'Tautan')} paling panjang 300 huruf",
        }
        kwargs.setdefault("required", False)
        super().__init__(max_length=300, assume_scheme="https", error_messages=said, **kwargs)
        self.widget.attrs.update(inputmode="url", autocomplete="off")


def link(label: str, hint: str = "") -> LinkField:
    return LinkField(label=label, help_text=hint)


def found_entry(user: Any, name: str) -> Innovation:
    """The one entry of this name or address. Raises ValidationError."""
    found = entries_named(user, name.strip())
    if not found:
        raise ValidationError(UNKNOWN.format(name=name.strip()))
    if len(found) > 1:
        raise ValidationError(TWO.format(name=name.strip(), slug=found[0].slug))
    return found[0]


def entry_field(label: str, hint: str) -> Any:
    return text(label, 120, required=False, hint=hint)


def lines_of(words: str) -> list[str]:
    """What was written one a line."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def found_entries(user: Any, words: str) -> list[Innovation]:
    """The entries named one a line, each once. Raises ValidationError."""
    names = lines_of(words)
    if len(names) > MOST_INNOVATIONS:
        raise ValidationError(f"Tulis paling banyak {MOST_INNOVATIONS} inovasi")
    found = {row.pk: row for row in (found_entry(user, name) for name in names)}
    return list(found.values())


def read_links(words: str) -> list[str]:
    """Pages of the web, one a line. Raises ValidationError."""
    links = lines_of(words)
    if len(links) > MOST_LINKS:
        raise ValidationError(f"Tulis paling banyak {MOST_LINKS} tautan")
    return [LinkField(label="Tautan").clean(link) for link in links]
