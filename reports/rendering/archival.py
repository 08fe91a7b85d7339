"""What WeasyPrint's file says of itself: it knows one standard a file, ours keeps two."""

from __future__ import annotations

from typing import Any

import pydyf
from django.utils import timezone

from reports.pdf.colour import srgb_profile
from reports.pdf.metadata import Metadata, info_entries, xmp
from reports.rendering.structure import mend

COLOURS = "sRGB IEC61966-2.1"


def finish(document: Any, pdf: Any) -> None:
    """A finisher of WeasyPrint: structure, metadata and colour space right before it is written."""
    mend(document, pdf)
    told = metadata_of(document.metadata)
    described = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    described.stream, described.compress = [xmp(told)], False
    pdf.info.clear()
    pdf.info |= {name: pydyf.String(text) for name, text in info_entries(told).items()}
    _name_colours(pdf)


def metadata_of(told: Any) -> Metadata:
    """From the head of the HTML page; made now."""
    return Metadata(
        title=told.title or "",
        created=timezone.localtime(),
        author=", ".join(told.authors),
        subject=told.description or "",
        language=told.lang or "id",
    )


def _name_colours(pdf: Any) -> None:
    """The output intent (ISO 19005-3, 6.2.2)."""
    profile = pydyf.Stream([srgb_profile()], pydyf.Dictionary({"N": 3}), compress=True)
    pdf.add_object(profile)
    intent = pydyf.Dictionary({"Type": "/OutputIntent", "S": "/GTS_PDFA1"})
    intent["OutputConditionIdentifier"] = intent["Info"] = pydyf.String(COLOURS)
    intent["DestOutputProfile"] = profile.reference
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
