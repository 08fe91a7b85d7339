"""Answers of GeoReport v2 in JSON and XML: bare arrays, one root for each kind, errors with codes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator

from complaints.open311.forms import Refused
from complaints.open311.queries.services import local
from organizations.texts import clean_lines

XML, JSON = "text/xml; charset=utf-8", "application/json; charset=utf-8"


@dataclass(frozen=True)
class Root:
    """What the list and each of its members are called in XML."""

    many: str
    one: str


SERVICES = Root("services", "service")
REQUESTS = Root("service_requests", "request")
ERRORS = Root("errors", "error")


def answer(rows: Iterable[Any], root: Root, form: str, status: int = 200) -> HttpResponse:
    """Dataclasses or mappings as an array."""
    told = [_told(row) for row in rows]
    if form == "json":
        return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=JSON, status=status)
    return HttpResponse(_xml(lambda xml: _list(xml, told, root)), content_type=XML, status=status)


def document(name: str, told: Mapping[str, Any], form: str) -> HttpResponse:
    """One object: the definition of a service, discovery."""
    if form == "json":
        return HttpResponse(json.dumps(told, ensure_ascii=False), content_type=JSON)
    return HttpResponse(_xml(lambda xml: _element(xml, name, told)), content_type=XML)


def refused(error: Refused, form: str) -> HttpResponse:
    row = {"code": str(error.status), "description": error.sentence}
    told = answer([row], ERRORS, form, status=error.status)
    for name, value in error.headers.items():
        told.headers[name] = value
    return told


def _told(row: Any) -> dict[str, Any]:
    values = row if isinstance(row, Mapping) else asdict(row)
    return {name: _value(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return local(value)
    return float(value) if isinstance(value, Decimal) else value


def _xml(write: Any) -> str:
    out = io.StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    write(xml)
    xml.endDocument()
    return out.getvalue()


def _list(xml: SimplerXMLGenerator, rows: list[dict[str, Any]], root: Root) -> None:
    xml.startElement(root.many, {})
    for row in rows:
        _element(xml, root.one, row)
    xml.endElement(root.many)


# Members of lists inside an object, named after it.
_MEMBERS = {
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


def _element(xml: SimplerXMLGenerator, name: str, value: Any) -> None:
    xml.startElement(name, {})
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _element(xml, key, inner)
    elif isinstance(value, list):
        for inner in value:
            _element(xml, _MEMBERS[name], inner)
    elif value is not None:
        xml.characters(clean_lines(str(value)))  # errors tell back what was asked
    xml.endElement(name)
