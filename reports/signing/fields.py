"""Signature fields of a document: where there is room for them, and how they are tagged.

All fields of a document are added in one revision before the first signature, so that signing only
fills one in and changes nothing a signature before it stands for. Source: ISO 32000-1, 12.7.4.5;
ISO 14289-1, 7.18.4 (a widget stands in a Form element and has a name for people).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.signing.troubles import DocumentRefused

# The name of the place that a document leaves for its n-th signer, from 1 (an anchor of its page).
PLACE = "tanda-tangan-{}"
WIDTH, HEIGHT = 176.0, 54.0  # points; the room that css/document.css keeps (62 × 19 mm)
UNREADABLE = "Berkas PDF dokumen ini tidak dapat dibaca untuk ditandatangani. Buat dokumen baru."


@dataclass(frozen=True)
class Field:
    """One signature to come: the field's name, its name for people, and who it is in the order."""

    name: str
    label: str
    number: int


def field_name(number: int) -> str:
    return f"TandaTangan{number}"


def with_fields(content: bytes, fields: Sequence[Field]) -> bytes:
    """The file with these fields appended as one revision; every byte before stays.

    A field whose place the document did not keep is invisible. Raises DocumentRefused.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415

    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        places = _places(writer)
        for field in fields:
            _append(writer, field, places.get(PLACE.format(field.number)))
        target = io.BytesIO()
        writer.write(target)
    except (PdfError, KeyError, IndexError, TypeError, ValueError) as error:
        raise DocumentRefused(UNREADABLE) from error
    return target.getvalue()


def place_of(content: bytes, name: str) -> dict[str, str]:
    """Page (from 1) and box of a field in points, for services that draw their own block.

    An invisible field has no width.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415

    reader = PdfFileReader(io.BytesIO(content))
    _, _, field = next(iter(enumerate_sig_fields(reader, with_name=name)))
    widget = field.get_object()
    left, bottom, right, top = (float(side) for side in widget["/Rect"])
    page = _number_of(reader, widget.raw_get("/P")) + 1
    box = {"left": left, "bottom": bottom, "width": right - left, "height": top - bottom}
    return {"page": str(page), **{side: f"{value:.2f}" for side, value in box.items()}}


def _places(writer: Any) -> dict[str, tuple[Any, float, float]]:
    """Name → page, left and top of every destination of the file."""
    tree = _at(_at(writer.root, "/Names", {}), "/Dests", {})
    found = {}
    for name, target in _named(tree):
        if hasattr(target, "get"):
            target = target["/D"]  # noqa: PLW2901 - a destination may stand in a dictionary
        found[str(name)] = (target.raw_get(0), float(target[2]), float(target[3]))
    return found


def _named(node: Any) -> list[tuple[Any, Any]]:
    names = _at(node, "/Names", ())
    pairs = [(names[at], names[at + 1]) for at in range(0, len(names), 2)]
    wanted = PLACE.format("")
    return [
        *(pair for pair in pairs if str(pair[0]).startswith(wanted)),
        *(pair for kid in _at(node, "/Kids", ()) for pair in _named(kid)),
    ]


def _append(writer: Any, field: Field, place: tuple[Any, float, float] | None) -> None:
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field  # noqa: PLC0415

    page, box = 0, None
    if place is not None:
        where, left, top = place
        page = _number_of(writer, where)
        box = (left, top - HEIGHT, left + WIDTH, top)
    spec = SigFieldSpec(field.name, on_page=page, box=box, readable_field_name=field.label)
    append_signature_field(writer, spec)
    _tag(writer, field.name, writer.find_page_for_modification(page)[0])


def _number_of(file: Any, wanted: Any) -> int:
    """The number of a page, from 0, by its reference."""
    count = int(file.root["/Pages"]["/Count"])
    for number in range(count - 1, -1, -1):  # signatures stand near the end
        if _page(file, number).reference == wanted.reference:
            return number
    raise IndexError(wanted)


def _page(file: Any, number: int) -> Any:
    """The reference of a page, of a file that is read or written."""
    if hasattr(file, "find_page_for_modification"):
        return file.find_page_for_modification(number)[0]
    parent, place, _ = file.find_page_container(number)
    return parent.get_object()["/Kids"].raw_get(place)


def _tag(writer: Any, name: str, page: Any) -> None:
    """A Form element for the widget, found both ways; nothing in a file without a structure."""
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    root = _at(writer.root, "/StructTreeRoot", None)
    if root is None:
        return
    fields = writer.root["/AcroForm"]["/Fields"]
    widget = next(ref for ref in reversed(list(_raw(fields))) if ref.get_object()["/T"] == name)
    pdf_name, number = generic.NameObject, generic.NumberObject
    parent = next(_raw(root["/K"])) if isinstance(root["/K"], list) else root.raw_get("/K")
    element = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): parent,
                pdf_name("/Pg"): page,
                pdf_name("/K"): generic.DictionaryObject(
                    {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget}
                ),
            }
        )
    )
    _add_kid(writer, parent.get_object(), element)
    key = _next_key(root)
    _file_parent(writer, root, key, element)
    root[pdf_name("/ParentTreeNextKey")] = number(key + 1)
    widget.get_object()[pdf_name("/StructParent")] = number(key)
    page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")
    for changed in (root, widget.get_object(), page.get_object()):
        writer.update_container(changed)


def _at(node: Any, key: str, default: Any) -> Any:
    """What stands under a key, its reference followed (`get` would give the reference)."""
    try:
        return node[key]
    except KeyError:
        return default


def _raw(values: Any) -> Any:
    return (values.raw_get(at) for at in range(len(values)))


def _add_kid(writer: Any, parent: Any, element: Any) -> None:
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    kids = _at(parent, "/K", None)
    if isinstance(kids, list):
        kids.append(element)
        writer.update_container(kids)
        return
    held = [] if kids is None else [parent.raw_get("/K")]
    parent[generic.NameObject("/K")] = generic.ArrayObject([*held, element])
    writer.update_container(parent)


def _next_key(root: Any) -> int:
    given = _at(root, "/ParentTreeNextKey", None)
    return int(given) if given is not None else 1 + max(_keys(root["/ParentTree"]), default=-1)


def _keys(node: Any) -> list[int]:
    own = [int(key) for key in list(_at(node, "/Nums", ()))[::2]]
    return [*own, *(key for kid in _at(node, "/Kids", ()) for key in _keys(kid))]


def _file_parent(writer: Any, root: Any, key: int, element: Any) -> None:
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    tree, number = root["/ParentTree"], generic.NumberObject
    if "/Nums" in tree:
        held = tree["/Nums"]
        held.extend([number(key), element])
    else:
        leaf = generic.DictionaryObject(
            {
                generic.NameObject("/Nums"): generic.ArrayObject([number(key), element]),
                generic.NameObject("/Limits"): generic.ArrayObject([number(key), number(key)]),
            }
        )
        held = tree["/Kids"]
        held.append(writer.add_object(leaf))
    writer.update_container(held)
