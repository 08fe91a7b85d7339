"""The panel of the front page."""

from __future__ import annotations

from django.http import HttpRequest

from complaints.public.queries.front import latest, open_count
from organizations.panels import FrontPanel

LEAD = "Laporkan keluhan dalam dua menit, lihat jawabannya, dan baca kinerja kota."


def front_panel(request: HttpRequest) -> FrontPanel:
    template = "complaints/public/front.html"
    panel = {"lines": latest(), "open": open_count()}
    return FrontPanel(template, panel, title="Laporan warga dan kinerja", lead=LEAD)
