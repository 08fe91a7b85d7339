"""What a file says of itself: PDF/A-3a and PDF/UA-1, title, days, colour space.

Sources: ISO 19005-3 (6.2.2 output intent, 6.6 metadata), ISO 14289-1 (5, 7.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reports.pdf.colour import srgb_profile
from reports.pdf.objects import FileWriter, Name, Ref

PRODUCER = "SELARAS"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{optional}
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="{property}">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Metadata:
    """`created` must know its time zone; `author` and `subject` may be empty."""

    title: str
    created: datetime
    author: str = ""
    subject: str = ""
    language: str = "id"


def xmp(metadata: Metadata) -> bytes:
    """The XMP packet; it says the same as `info_entries`."""
    optional = ""
    if metadata.author:
        named = f"<rdf:Seq><rdf:li>{_xml(metadata.author)}</rdf:li></rdf:Seq>"
        optional += f"\n<dc:creator>{named}</dc:creator>"
    if metadata.subject:
        said = f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(metadata.subject)}</rdf:li></rdf:Alt>'
        optional += f"\n<dc:description>{said}</dc:description>"
    return XMP.format(
        title=_xml(metadata.title),
        language=_xml(metadata.language),
        optional=optional,
        moment=metadata.created.isoformat(timespec="seconds"),
        producer=PRODUCER,
        property=PROPERTY,
    ).encode()


def info_entries(metadata: Metadata) -> dict[str, Any]:
    """The information dictionary of the trailer."""
    moment = pdf_moment(metadata.created)
    entries = {"Title": _clean(metadata.title), "CreationDate": moment, "ModDate": moment}
    if metadata.author:
        entries["Author"] = _clean(metadata.author)
    if metadata.subject:
        entries["Subject"] = _clean(metadata.subject)
    return {**entries, "Producer": PRODUCER}


def pdf_moment(moment: datetime) -> str:
    """A moment as dictionaries write it; ValueError without a time zone.

    >>> from datetime import timedelta, timezone
    >>> pdf_moment(datetime(2026, 11, 27, 8, 5, tzinfo=timezone(timedelta(hours=7))))
    "D:20261127080500+07'00'"
    """
    zone = moment.strftime("%z")
    if not zone:
        raise ValueError("a moment without a time zone")
    return f"{moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def write_information(writer: FileWriter, metadata: Metadata) -> tuple[dict[str, Any], Ref]:
    """Entries of the catalogue, and the information dictionary for the trailer."""
    described = writer.add_stream(
        xmp(metadata), {"Type": Name("Metadata"), "Subtype": Name("XML")}, compress=False
    )
    profile = writer.add_stream(srgb_profile(), {"N": 3})
    intent = {
        "Type": Name("OutputIntent"),
        "S": Name("GTS_PDFA1"),
        "OutputConditionIdentifier": "sRGB IEC61966-2.1",
        "Info": "sRGB IEC61966-2.1",
        "DestOutputProfile": profile,
    }
    entries = {
        "Lang": metadata.language,
        "MarkInfo": {"Marked": True},
        "ViewerPreferences": {"DisplayDocTitle": True},
        "Metadata": described,
        "OutputIntents": [writer.add(intent)],
    }
    return entries, writer.add(info_entries(metadata))


def _clean(text: str) -> str:
    """Without signs that XML cannot hold; one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _xml(text: str) -> str:
    return escape(_clean(text))
