"""A page that says that it is an example, for whatever the demonstration must have a file of."""

from __future__ import annotations

import io
import textwrap

import pikepdf


def example_pdf(title: str) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    lines = [
        "Data demonstrasi, bukan dokumen resmi",
        *textwrap.wrap(title, 60),
    ]
    words = " ".join(f"({_escaped(line)}) Tj 0 -24 Td" for line in lines)
    page.Contents = document.make_stream(f"BT /F1 14 Tf 72 760 Td {words} ET".encode("latin-1"))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    target = io.BytesIO()
    document.save(target, deterministic_id=True)
    return target.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
