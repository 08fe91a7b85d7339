"""Filters and tags every template may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from organizations import formatting

register = template.Library()

register.filter("rupiah", formatting.format_rupiah)
register.filter("rupiah_ringkas", formatting.format_rupiah_short)
register.filter("tanggal", formatting.format_date)
register.filter("hari", formatting.weekday_name)
register.filter("waktu", formatting.format_datetime)
register.filter("triwulan", formatting.quarter_name)


@register.filter
def angka(value: Decimal | int | None, decimals: int | None = None) -> str:
    return formatting.format_number(value, decimals)


@register.filter
def persen(value: Decimal | None, decimals: int = 2) -> str:
    return formatting.format_percent(value, decimals)


@register.filter
def lalu(value: datetime | None) -> str:
    """How long ago, in words: "baru saja", "5 menit lalu", "3 hari lalu", else the date."""
    if value is None:
        return formatting.EMPTY
    seconds = (timezone.now() - value).total_seconds()
    if seconds < 60:
        return "baru saja"
    if seconds < 3600:
        return f"{int(seconds // 60)} menit lalu"
    if seconds < 86400:
        return f"{int(seconds // 3600)} jam lalu"
    if seconds < 7 * 86400:
        return f"{int(seconds // 86400)} hari lalu"
    return formatting.format_date(value)


@register.simple_tag(takes_context=True)
def url_with(
    context: RequestContext, given: Mapping[str, Any] | None = None, **changes: Any
) -> str:
    """The page's own query string with some values replaced, by name or `given` in one; None
    removes one."""
    query = context["request"].GET.copy()
    for name, value in {**(given or {}), **changes}.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
@cache  # a page shows some fifty of them
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decoration unless it has a label."""
    href = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.filter
def figur(text: str, label: str = "") -> str:
    """A stored figure ("1234567.5") or day as people read it; other texts and years stay."""
    found = formatting.stored_figure(text or "", label)
    if found is not None:
        return formatting.format_number(found)
    return formatting.stored_day(text or "") or text


@register.filter
def punya_berkas(form: BaseForm) -> bool:
    """Whether files came with it: `form.files` in a template is a field of that name first."""
    return bool(form.files)


@register.filter
def turunkan_judul(html: str) -> SafeString:
    """Headings one level lower: a document shown inside a page that has its own h1."""
    lower = re.sub(r"<(/?)h([1-4])\b", lambda m: f"<{m[1]}h{int(m[2]) + 1}", html)
    return mark_safe(lower)  # noqa: S308 - the input is a rendered, escaped template
