"""What a file says of its structure, read back with another library."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """Pages by the number of their object, from 1."""
    return {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=1)}


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Names that links lead to, and the pages they stand on."""
    places = page_numbers(pdf)
    names = list(pdf.Root.Names.Dests.Names)
    return {
        str(name): places[target[0].objgen]
        for name, target in zip(names[::2], names[1::2], strict=True)
    }


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Level, title and page of every line, in their order."""
    places = page_numbers(pdf)

    def below(parent: Any, level: int) -> Iterator[tuple[int, str, int]]:
        node = parent.get("/First")
        while node is not None:
            yield level, str(node.Title), places[node.Dest[0].objgen]
            yield from below(node, level + 1)
            node = node.get("/Next")

    return list(below(pdf.Root.Outlines, 1))


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All elements in reading order."""

    def below(node: Any) -> Iterator[Any]:
        yield node
        for kid in kids(node):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid)

    for top in pdf.Root.StructTreeRoot.K:
        yield from below(top)


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def marks(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int, Any]]:
    """Page, number and element of all content that the tree names, in reading order."""
    places = page_numbers(pdf)
    for element in elements(pdf):
        for kid in kids(element):
            if not isinstance(kid, pikepdf.Object):
                yield places[element.Pg.objgen], int(kid), element


def parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """The parent tree: an array for each page, an element for each annotation."""
    found = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(found[::2], found[1::2], strict=True)}
