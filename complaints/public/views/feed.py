"""News of public reports for feed readers: all, of an area, of a category."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from complaints.models import Area, Category, Complaint
from complaints.public.queries.listing import filtered
from organizations.texts import clean_lines, clean_text

NEWEST = 30
WHICH = {"wilayah": Area, "kategori": Category}


class PublicFeed(Feed):
    """The moderated title and text only; who reported is nowhere in it."""

    feed_type = Rss201rev2Feed
    description = "Laporan warga yang ditayangkan, dan siapa yang menanganinya."

    def get_object(self, request: HttpRequest, which: str = "", code: str = "") -> dict[str, Any]:  # type: ignore[override]
        if not which:
            return {}
        found = WHICH[which].objects.filter(code=code, is_active=True).first()  # type: ignore[attr-defined]
        if found is None:
            raise Http404
        return {which: found}

    def title(self, obj: dict[str, Any]) -> str:
        names = [str(value) for value in obj.values()]
        return ": ".join(["Laporan warga", *names])

    def link(self, obj: dict[str, Any]) -> str:
        query = "&".join(f"{name}={value.code}" for name, value in obj.items())
        return reverse("complaints:public-list") + (f"?{query}" if query else "")

    def items(self, obj: dict[str, Any]) -> list[Complaint]:
        return list(filtered(obj, timezone.now())[:NEWEST])

    def item_title(self, item: Complaint) -> str:  # type: ignore[override]
        return clean_text(item.public_subject)

    def item_description(self, item: Complaint) -> str:  # type: ignore[override]
        return clean_lines(item.public_text)

    def item_link(self, item: Complaint) -> str:  # type: ignore[override]
        return reverse("complaints:public-ticket", args=[item.number])

    def item_guid(self, item: Complaint) -> str:
        return f"{settings.SITE_URL}{self.item_link(item)}"

    def item_pubdate(self, item: Complaint) -> Any:
        return item.received_at

    def item_categories(self, item: Complaint) -> list[str]:
        return [item.category.name] if item.category else []
