"""What stands beside a field is text: words of people come in there too."""

from __future__ import annotations

from pathlib import Path

from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.utils.html import format_html


class _Form(forms.Form):
    name = forms.CharField(label="<i>Nama</i>", help_text="<b>tebal</b>")
    link = forms.CharField(help_text=format_html("<a href='/x'>{}</a>", "<u>"))


def test_a_hint_is_escaped_unless_the_code_says_it_is_markup() -> None:
    html = render_crispy_form(_Form())

    assert "<b>tebal" not in html
    assert "&lt;b&gt;tebal" in html
    assert "<i>Nama" not in html
    assert "<a href='/x'>&lt;u&gt;</a>" in html


def test_no_template_takes_text_for_markup() -> None:
    found = [
        str(path)
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        if "|safe" in path.read_text() or "autoescape off" in path.read_text()
    ]

    assert not found
