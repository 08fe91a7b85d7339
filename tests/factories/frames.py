"""The paper forms are drawn on in tests."""

from __future__ import annotations

from datetime import UTC, datetime

import segno

from reports.rendering.forms.frame import Frame

MOMENT = datetime(2026, 11, 27, 8, 5, tzinfo=UTC)
FRAME = Frame("Kota Uji", "", "", "", "", None, MOMENT)
ADDRESS = "https://contoh.go.id/verifikasi/ABCD-EFGH-JKLM/"
CHECKED = Frame(
    "Kota Uji",
    "ABCD-EFGH-JKLM",
    "27 November 2026 pukul 08.05",
    "0123456789abcdef",
    ADDRESS,
    segno.make(ADDRESS, error="m", micro=False),
    MOMENT,
    is_demo=True,
)
