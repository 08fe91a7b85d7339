"""A tablet at the counter: begun and left with the unit's PIN, and nobody's account on it.

After every person it begins anew: pages are kept nowhere, the script swaps them in place so that
the browser has no history to go back in, and a form that was stored or lies untouched for ten
minutes is opened no more.
"""

from __future__ import annotations

import hashlib
import time
from functools import cached_property
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from organizations.actions.sign_in import try_pin
from organizations.limits import TooMany
from organizations.sender import address_of
from organizations.web import FormMixin
from surveys.choices import Mode, PointKind
from surveys.collection.forms.answer import began_at, read
from surveys.collection.forms.codes import PinForm
from surveys.collection.queries.kept import is_stored
from surveys.collection.views.answer import AnswerView
from surveys.instrument.queries.points import point_of
from surveys.models import ServicePoint

COOKIE, SALT = "kios", "surveys.kiosk"
A_DAY = 24 * 3600
A_JOURNEY = 31 * A_DAY  # of a mobile service, which may see no network for days
OFFLINE_ASKED = "luring"
LEFT_ALONE = 600  # seconds after which a form is nobody's
WRONG = "PIN tidak cocok. Tanyakan kepada pengelola survei unit ini."
NO_PIN = "Unit ini belum punya PIN kios. Pengelola survei membuatnya di halaman unit."
TRIED = "PIN terlalu sering dicoba dari jaringan ini. Coba lagi {minutes} menit lagi."


def _root(point: ServicePoint) -> str:
    return reverse("surveys:kiosk", args=[point.code])


def _token(point: ServicePoint) -> str:
    """Of this point and this PIN: a new PIN ends every kiosk that was begun with the old one."""
    return f"{point.pk}:{hashlib.sha256(point.unit.kiosk_pin.encode()).hexdigest()[:16]}"


def _lasts(point: ServicePoint) -> int:
    return A_JOURNEY if works_offline(point) else A_DAY


def works_offline(point: ServicePoint) -> bool:
    """A mobile service; a code cannot be judged without a network."""
    return point.kind == PointKind.MOBILE and not point.needs_code


def is_begun(request: HttpRequest, point: ServicePoint) -> bool:
    try:
        given = request.COOKIES.get(COOKIE, "")
        kept = signing.loads(given, salt=SALT, max_age=_lasts(point))
    except signing.BadSignature:
        return False
    return bool(point.unit.kiosk_pin) and kept == _token(point)


class PinView(FormMixin):
    """Asks for the PIN of the point's unit."""

    form_class = PinForm
    template = "surveys/collection/kiosk_pin.html"
    done = ""

    @cached_property
    def point(self) -> ServicePoint:
        found = point_of(self.kwargs["code"])
        if found.point is None or found.refusal is not None:
            raise Http404
        return found.point

    def save(self, form: Any) -> ServicePoint:
        unit = self.point.unit
        if not unit.kiosk_pin:
            raise ValidationError({"pin": NO_PIN})
        right, wait = try_pin(
            of=f"kios-{unit.pk}",
            sender=address_of(self.request),
            is_right=lambda: check_password(form.cleaned_data["pin"], unit.kiosk_pin),
        )
        if wait is not None:
            raise TooMany({"pin": TRIED.format(minutes=wait.seconds // 60)})
        if not right:
            raise ValidationError({"pin": WRONG})
        return self.point

    def context(self, form: Any) -> dict[str, Any]:
        return {"point": self.point}

    def show(self, form: BaseForm, status: int = 200, **more: Any) -> HttpResponse:
        response = super().show(form, status, **more)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class KioskBeginView(PinView):
    heading = "Mulai mode kios"
    lead = "Layar ini lalu hanya menampilkan survei. Untuk keluar, PIN yang sama diminta lagi."
    submit = "Mulai"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_begun(request, self.point):
            return redirect(self.into(), self.point.code)
        return super().get(request, *args, **kwargs)

    def into(self) -> str:
        offline = OFFLINE_ASKED in self.request.GET and works_offline(self.point)
        return "surveys:kiosk-offline" if offline else "surveys:kiosk-answer"

    def leave(self, saved: ServicePoint) -> HttpResponse:
        response = redirect(self.into(), saved.code)
        response.set_cookie(
            COOKIE, signing.dumps(_token(saved), salt=SALT), max_age=_lasts(saved),
            path=_root(saved),
            secure=self.request.is_secure(), httponly=True, samesite="Lax",
        )  # fmt: skip
        return response


class KioskLeaveView(PinView):
    heading = "Keluar dari mode kios"
    submit = "Keluar"

    def leave(self, saved: ServicePoint) -> HttpResponse:
        response = redirect("home")
        response.delete_cookie(COOKIE, path=_root(saved))
        return response

    def show(self, form: BaseForm, status: int = 200, **more: Any) -> HttpResponse:
        self.back = reverse("surveys:kiosk-answer", args=[self.point.code])
        return super().show(form, status, **more)


class KioskAnswerView(AnswerView):
    """The form of the point, for one person after another."""

    mode = Mode.KIOSK
    rests = {"step": 120, "thanks": 8}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._elsewhere() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._elsewhere() or super().post(request, *args, **kwargs)

    def _elsewhere(self) -> HttpResponseRedirect | None:
        """To the PIN where no kiosk was begun; to the start with a form that is nobody's."""
        if not is_begun(self.request, self.point):
            return HttpResponseRedirect(_root(self.point))
        if self.request.method != "POST":
            return None
        filled = read(self.request.POST, self.languages)
        began = began_at(filled.began) if filled else None
        is_old = began is None or time.time() - began > LEFT_ALONE
        if filled is None or is_old or is_stored(filled.key):
            return HttpResponseRedirect(self.address())
        return None

    def address(self) -> str:
        return reverse("surveys:kiosk-answer", args=[self.point.code])

    def common(self) -> dict[str, Any]:
        leave = reverse("surveys:kiosk-leave", args=[self.point.code])
        offline = works_offline(self.point) and reverse(
            "surveys:kiosk-offline", args=[self.point.code]
        )
        return {**super().common(), "leave_url": leave, "offline_url": offline}
