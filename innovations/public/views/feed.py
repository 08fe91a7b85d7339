"""New innovations for feed readers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Rss201rev2Feed

from innovations.models import Innovation
from innovations.public.queries.front import newest
from organizations.texts import clean_lines, clean_text

NEWEST = 30


class InnovationFeed(Feed):
    feed_type = Rss201rev2Feed
    title = "Inovasi baru"
    description = "Inovasi kota yang baru ditayangkan."
    link = reverse_lazy("innovations:public-catalogue")

    def items(self) -> list[Innovation]:
        return newest(NEWEST)

    def item_title(self, item: Innovation) -> str:  # type: ignore[override]
        return clean_text(f"{item.name}: {item.expansion}" if item.expansion else item.name)

    def item_description(self, item: Innovation) -> str:  # type: ignore[override]
        return clean_lines(item.summary)

    def item_link(self, item: Innovation) -> str:
        return reverse("innovations:public-innovation", args=[item.slug])

    def item_guid(self, item: Innovation) -> str:
        return f"{settings.SITE_URL}{self.item_link(item)}"

    def item_pubdate(self, item: Innovation) -> Any:
        return item.published_at

    def item_categories(self, item: Innovation) -> list[str]:
        return [item.get_category_display()] if item.category else []
