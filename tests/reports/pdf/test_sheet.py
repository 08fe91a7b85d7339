"""Pages, the tree over them, and what a file says of itself."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from reports.pdf.attachments import Attached
from reports.pdf.document import Document
from reports.pdf.metadata import Metadata, info_entries, pdf_moment, xmp
from reports.pdf.outline import Entry
from reports.pdf.setting import Setter
from reports.pdf.sheet import Style
from reports.rendering.typeface import portal_typeface

MOMENT = datetime(2026, 11, 27, 8, 5, tzinfo=UTC)
TEXT = Style(10, 12)


@pytest.fixture
def document():
    return Document(
        io.BytesIO(), Metadata("Uji & Coba ≥", MOMENT), Setter(portal_typeface()), (595, 842)
    )


def opened(document: Document) -> pikepdf.Pdf:
    document.finish()
    return pikepdf.open(document.writer.target)


def test_a_file_says_title_language_days_and_standards(document):
    document.turn()
    pdf = opened(document)

    assert str(pdf.Root.Lang) == "id"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "Uji & Coba ≥"
    with pdf.open_metadata() as said:
        assert said["dc:title"] == "Uji & Coba ≥"
        assert said["xmp:CreateDate"] == "2026-11-27T08:05:00+00:00"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
        assert said["pdfuaid:part"] == "1"
    assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_signs_that_xml_cannot_hold_do_not_break_the_metadata():
    bad = Metadata("a\x00b\n<c>\ud800", MOMENT, author="\x1f", subject="x\ty")

    assert b"a b &lt;c&gt;" in xmp(bad)
    assert info_entries(bad)["Title"] == "a b <c>"
    with pytest.raises(ValueError, match="time zone"):
        pdf_moment(datetime(2026, 1, 1))


def test_an_element_may_stand_on_two_pages(document):
    tree = document.structure
    paragraph = tree.begin("P")
    first = document.turn()
    first.text(paragraph, ["satu"], 50, 700, TEXT)
    first.text(paragraph, ["dua"], 50, 680, TEXT)
    second = document.turn()
    second.text(paragraph, ["tiga"], 50, 700, TEXT)
    tree.end(paragraph)
    pdf = opened(document)

    element = pdf.Root.StructTreeRoot.K[0].K
    assert element.S == "/P"
    assert [int(kid) for kid in list(element.K)[:2]] == [0, 1]
    assert element.K[2].Pg.objgen == pdf.pages[1].obj.objgen
    assert int(element.K[2].MCID) == 0
    for page in pdf.pages:
        owners = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        assert owners[int(page.StructParents)][0].objgen == element.objgen


def test_everything_is_marked_content_or_an_artifact(document):
    sheet = document.turn()
    heading = document.structure.begin("H1")
    sheet.text(heading, ["Judul"], 50, 700, Style(12, 14, bold=True, align="middle"))
    document.structure.end(heading)
    sheet.fill((0, 0, 9, 9), (1, 0, 0))
    sheet.lines([(0, 0, 9, 9)], 0.3, (0, 0, 0))
    sheet.artifact(["Halaman 1"], 50, 20, Style(7, 8, align="right"), "Footer")
    pdf = opened(document)
    depth, painted = 0, 0
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
        if str(operator) in ("Tj", "f", "S"):
            painted += 1
            assert depth == 1, operands
    assert (depth, painted) == (0, 4)


def test_a_link_is_an_element_with_its_annotation(document):
    sheet = document.turn()
    link = document.structure.begin("Link")
    sheet.text(link, ["contoh.go.id"], 50, 700, TEXT)
    document.link(sheet, link, (50, 698, 120, 712), "https://contoh.go.id/", "Buka contoh.go.id")
    document.structure.end(link)
    pdf = opened(document)

    annotation = pdf.pages[0].Annots[0]
    assert str(annotation.A.URI) == "https://contoh.go.id/"
    assert str(annotation.Contents) == "Buka contoh.go.id"
    kids = pdf.Root.StructTreeRoot.K[0].K.K
    assert kids[1].Obj.objgen == annotation.objgen


def test_the_outline_nests_and_leads_to_its_pages(document):
    first, second = document.turn(), document.turn()
    document.outline += [
        Entry("Satu", first.ref, 700),
        Entry("Satu a", first.ref, 600, 1),
        Entry("Satu b", second.ref, 700, 1),
        Entry("Dua", second.ref, 500),
    ]
    pdf = opened(document)

    with pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Satu", "Dua"]
        assert [entry.title for entry in outline.root[0].children] == ["Satu a", "Satu b"]
        assert outline.root[1].destination[0].objgen == pdf.pages[1].obj.objgen


def test_attachments_are_in_the_file_and_named_once(document):
    document.turn()
    document.attached += [
        Attached("b.csv", b"x,y\r\n", "Tabel b"),
        Attached("a.csv", b"1,2\r\n", "Tabel a ≥"),
    ]
    pdf = opened(document)

    assert [str(name) for name in pdf.Root.Names.EmbeddedFiles.Names[::2]] == ["a.csv", "b.csv"]
    specification = pdf.Root.AF[0]
    assert specification.AFRelationship == "/Data"
    assert specification.EF.F.read_bytes() == b"x,y\r\n"
    assert specification.EF.F.Subtype == "/text/csv"


def test_two_attachments_of_one_name_are_refused(document):
    document.turn()
    document.attached += [Attached("a.csv", b"", ""), Attached("a.csv", b"", "")]
    with pytest.raises(ValueError, match=r"a\.csv"):
        document.finish()
