"""Posters of service points: what stands on them.

An address is printed only where it opens a form that takes an answer (`takes_answers`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString

from reports.rendering.codes import qr_svg
from surveys.instrument.queries.points import is_used, sign_point, takes_any
from surveys.models import ServicePoint, ServiceUnit


@dataclass(frozen=True)
class Poster:
    point: ServicePoint
    typed: str  # the short address, whole
    scanned: str  # the address in the QR

    @property
    def shown(self) -> str:
        """The short address as people read it: without https:// and the last stroke."""
        return self.typed.partition("://")[2].rstrip("/")

    @property
    def qr(self) -> SafeString:
        return qr_svg(self.scanned, f"Kode QR survei {self.point.name}")


def poster_of(point: ServicePoint) -> Poster:
    return Poster(point, address_of(point), address_of(point, signed=True))


def address_of(point: ServicePoint, *, signed: bool = False) -> str:
    """`/s/<kode>/` to type, `/s/<kode>/<tanda>/` in the QR."""
    mark = f"{sign_point(point)}/" if signed else ""
    return f"{settings.SITE_URL}/s/{point.code}/{mark}"


def posters_of(unit: ServiceUnit) -> list[Poster]:
    """Of every point of a unit that takes answers; none where the unit takes none."""
    if not takes_any(unit):
        return []
    points = ServicePoint.objects.filter(unit=unit, is_active=True).select_related("service")
    return [poster_of(point) for point in points.order_by("name") if is_used(point)]
