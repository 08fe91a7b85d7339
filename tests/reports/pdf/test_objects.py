"""Objects as bytes, and the file they are written to."""

from __future__ import annotations

import io
from decimal import Decimal

import pikepdf
import pytest

from reports.pdf.colour import srgb_profile
from reports.pdf.objects import TOGETHER, FileWriter, Name, Raw, Ref, number, serialise


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"null"),
        (True, b"true"),
        (Decimal("1.2345"), b"1.234"),
        (-0.0001, b"0"),
        (Name("A B#/é"), b"/A#20B#23#2F#C3#A9"),
        ("a(b)\\", b"(a\\(b\\)\\\\)"),
        ("≥", b"<feff2265>"),
        ("a\nb", b"<feff0061000a0062>"),
        (b"\x00\xff", b"<00ff>"),
        ([1, 2, Ref(7), Name("N"), True, "x"], b"[1 2 7 0 R/N true(x)]"),
        ({"K": [], "V": None, "R": Raw(b"<</X 1>>")}, b"<</K[]/V null/R<</X 1>>>>"),
    ],
)
def test_an_object_is_written_as_pdf_has_it(value, written):
    assert serialise(value) == written


def test_what_is_no_object_is_refused():
    with pytest.raises(TypeError, match="set"):
        serialise({1})


def test_numbers_have_no_exponent():
    assert [number(v) for v in (1e-7, 123456.5, 2.0, 1 / 3)] == ["0", "123456.5", "2", "0.333"]


def written(count: int) -> bytes:
    target = io.BytesIO()
    writer = FileWriter(target)
    tree = writer.reserve()
    page = writer.add(
        {"Type": Name("Page"), "Parent": tree, "MediaBox": [0, 0, 9, 9], "Resources": {}}
    )
    writer.add({"Type": Name("Pages"), "Kids": [page], "Count": 1}, tree)
    kept = [writer.add({"Number": n}) for n in range(count)]
    stream = writer.add_stream(b"q Q " * 50)
    root = {"Type": Name("Catalog"), "Pages": tree, "Kept": kept, "Stream": stream}
    writer.finish(root=writer.add(root))
    return target.getvalue()


@pytest.mark.parametrize("count", [0, TOGETHER - 4, 3 * TOGETHER])
def test_every_object_is_found_again(count):
    pdf = pikepdf.open(io.BytesIO(written(count)))

    assert [int(one.Number) for one in pdf.Root.get("/Kept", [])] == list(range(count))
    assert pdf.Root.Stream.read_bytes() == b"q Q " * 50
    assert not pdf.check_pdf_syntax()
    assert not pdf.get_warnings()


def test_equal_content_makes_equal_files_and_another_identifier_otherwise():
    assert written(3) == written(3)
    first, second = (pikepdf.open(io.BytesIO(written(n))) for n in (3, 4))
    assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def test_a_number_is_written_once_and_not_forgotten():
    writer = FileWriter(io.BytesIO())
    ref = writer.add_stream(b"")
    with pytest.raises(ValueError, match="twice"):
        writer.add_stream(b"", ref=ref)
    writer.reserve()
    with pytest.raises(ValueError, match="never written"):
        writer.finish(root=ref)


def test_the_colour_profile_is_one_that_readers_know():
    from PIL import ImageCms

    profile = srgb_profile()
    assert len(profile) == int.from_bytes(profile[:4], "big")
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    assert ImageCms.getProfileDescription(opened).strip() == "sRGB IEC61966-2.1"
    white, red = opened.profile.media_white_point, opened.profile.red_primary
    assert white[0] == pytest.approx((0.9642, 1, 0.8249), abs=0.001)
    assert red[1][:2] == pytest.approx((0.64, 0.33), abs=0.02)
