"""Wanting to do the same: the form for everybody; list, page and moves for the unit."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from innovations import permissions, states
from innovations.citizens.actions.wishes import kept_until, move_wish, receive_wish
from innovations.citizens.forms.wishes import WishFilterForm, WishForm
from innovations.citizens.queries.wishes import wish_page, wishes_of
from innovations.citizens.views.open import OpenFormPage
from innovations.models import Wish
from innovations.registry.views.base import REGISTRY
from organizations import activity
from organizations.access import allow
from organizations.web import Crumb, StaffView, TransitionView, buttons, chosen, marker, page
from organizations.workflow import Transition

MOVES = {move.name: move for move in states.WISH}


class WishCreateView(OpenFormPage):
    form_class = WishForm
    heading = "Kami ingin mereplikasi"
    submit = "Kirim kepada pemilik inovasi"
    done = "Terkirim. Perangkat daerah pemilik inovasi akan menghubungi Anda."
    limit = ("inovasi-minat", 10)

    def keep(self, given: dict[str, Any]) -> Wish:
        return receive_wish(innovation=self.entry, **given)


class WishListView(StaffView):
    right = "innovations.edit"

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = WishFilterForm(request.GET or None)
        rows = wishes_of(request.user, chosen(filters).get("status", ""))
        found, following = wish_page(rows, marker(request))
        context = {
            "wishes": found,
            "following": following,
            "is_first": marker(request) is None,
            "filters": filters,
        }
        return page(request, "innovations/citizens/wishes.html", context, crumbs=[REGISTRY])


class WishView(StaffView):
    """404 for whoever does not write for the innovation."""

    @cached_property
    def wish(self) -> Wish:
        found = wishes_of(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found


class WishDetailView(WishView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        wish, user = self.wish, request.user
        allow(permissions.answers_wish(user, wish))
        context = {
            "wish": wish,
            "kept_until": kept_until(wish),
            "buttons": buttons(MOVES, user, wish, url=lambda name: _move_url(pk, name), ask=True),
            "history": activity.history_of(wish),
        }
        crumbs = [REGISTRY, Crumb("Minat mereplikasi", reverse("innovations:wish-list"))]
        return page(request, "innovations/citizens/wish.html", context, crumbs=crumbs)


def _move_url(pk: int, name: str) -> str:
    return reverse("innovations:wish-transition", args=[pk, name])


class WishTransitionView(WishView, TransitionView):
    transitions: ClassVar = MOVES

    def get_object(self) -> Wish:
        return self.wish

    def move(self, obj: Wish, transition: Transition, note: str) -> Wish:
        return move_wish(wish=obj, transition=transition, by=self.request.user, note=note)

    def success_url(self, obj: Wish) -> str:
        return reverse("innovations:wish-detail", args=[obj.pk])
