"""Uploads: judged by content, cleaned in a limited child, refused in a sentence."""

from __future__ import annotations

import io
import resource
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from organizations import child, files
from organizations.files import PHOTOS, FileRefused, Kind, clean_name, tame
from tests.factories import hostile

UPLOADS = Path(__file__).parents[1] / "data" / "uploads"
MARKS = (
    b"RAHASIA",
    b"NAMA-PEMILIK-UJI",
    b"SERIAL-UJI-0001",
    b"KOMENTAR-RAHASIA-UJI",
    b"Exif",
    b"PK\x03\x04",
)


def stored(name: str) -> bytes:
    return (UPLOADS / name).read_bytes()


def kept(content: bytes, **more: object) -> files.TamedFile:
    return tame(io.BytesIO(content), len(content), **more)


def refused(content: bytes, **more: object) -> str:
    with pytest.raises(FileRefused) as caught:
        kept(content, **more)
    return str(caught.value)


def packed_streams(content: bytes) -> bytes:
    """All of a PDF in the open, so that a mark cannot hide in a packed stream."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return hostile.saved(
            pdf,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (lambda: stored("gps_orientasi1.jpg"), "image/jpeg"),
        (lambda: stored("gps_orientasi6.jpg"), "image/jpeg"),
        (lambda: stored("poliglot_jpg_zip.jpg"), "image/jpeg"),
        (lambda: stored("iphone_gps.heic"), "image/jpeg"),
        (hostile.telling_jpeg, "image/jpeg"),
        (hostile.telling_png, "image/png"),
        (hostile.telling_webp, "image/jpeg"),
        (lambda: hostile.picture() + b"<script>RAHASIA</script>", "image/jpeg"),
        (lambda: hostile.with_zip_behind(hostile.picture("PNG")), "image/png"),
        (lambda: hostile.moving_png(300), "image/png"),
    ],
    ids=[
        "gps", "gps, lying", "zip tail", "heic", "exif comment icc", "png text xmp", "webp xmp",
        "html tail", "png zip tail", "apng",
    ],
)  # fmt: skip
def test_nothing_but_the_pixels_of_a_picture_is_kept(content, mime):
    clean = kept(content())
    assert clean.mime == mime
    assert not [mark for mark in MARKS if mark in clean.content]
    with Image.open(io.BytesIO(clean.content)) as picture:
        assert not picture.getexif()
        assert not {"comment", "icc_profile", "xmp", "Author"} & set(picture.info)
        assert getattr(picture, "n_frames", 1) == 1


def test_a_lying_photo_is_put_upright():
    with Image.open(io.BytesIO(kept(stored("gps_orientasi6.jpg")).content)) as picture:
        red, green, blue = picture.convert("RGB").getpixel((8, 8))
    assert red > 150
    assert max(green, blue) < 100


@pytest.mark.parametrize(
    "content", [lambda: stored("metadata_penulis.pdf"), hostile.acting_pdf], ids=["author", "acts"]
)
def test_nothing_in_a_pdf_acts_hides_or_tells(content):
    before, after = packed_streams(content()), packed_streams(kept(content()).content)
    telling = [mark for mark in MARKS if mark in before]
    assert telling
    assert not [mark for mark in telling if mark in after]
    for key in (
        b"/JavaScript",
        b"/Launch",
        b"/URI",
        b"/EmbeddedFile",
        b"/OpenAction",
        b"/XFA",
        b"/Author",
    ):
        assert key not in after, key


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: stored("bom_20000x20000.png"), "25 megapiksel"),
        (lambda: hostile.flat_png(13_000), "25 megapiksel"),
        (lambda: hostile.flat_png(5_001), "25 megapiksel"),
        (hostile.text_bomb_png, "rusak"),
        (lambda: hostile.picture(size=(900, 900))[:2000], "rusak"),
        (lambda: b"\xff\xd8\xff" + bytes(500), "rusak"),
        (lambda: b"RIFF\x00\x00\x00\x00WEBP" + bytes(90), "rusak"),
        (lambda: stored("iphone_gps.heic")[:1500], "rusak"),
        (lambda: b"\x00\x00\x00\x1cftypavif" + bytes(90), "AVIF"),
        (lambda: stored("html_sebagai.jpg"), "bukan salah satunya"),
        (lambda: stored("kosong.jpg"), "kosong"),
        (lambda: b"x", "bukan salah satunya"),
        (lambda: b"<svg><script>1</script></svg>", "bukan salah satunya"),
        (lambda: hostile.picture("GIF"), "bukan salah satunya"),
        (lambda: hostile.picture("BMP"), "bukan salah satunya"),
        (lambda: hostile.picture("TIFF"), "bukan salah satunya"),
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "bukan salah satunya"),
        (lambda: b"MZ\x90\x00" + bytes(300), "bukan salah satunya"),
        (hostile.locked_pdf, "kata sandi"),
        (hostile.looping_pdf, "rusak"),
        (lambda: hostile.nested_pdf(20_000), "rusak"),
        (lambda: b"%PDF-1.7 rusak", "rusak"),
        (lambda: hostile.saved(hostile.paper(2_001)), "2.000 halaman"),
        (lambda: hostile.saved(hostile.paper(edge=20_000)), "tidak wajar"),
        (lambda: hostile.crowded_pdf(200_001), "terlalu rumit"),
        (lambda: b"%PDF-" + bytes(10 * 1024 * 1024), "10 MB"),
    ],
    ids=[
        "20000²", "13000²", "just over 25 Mpx", "text bomb", "cut jpeg", "no jpeg", "no webp", "cut heic",
        "avif",
        "html", "empty", "1 byte", "svg", "gif", "bmp", "tiff", "eps", "exe", "locked", "xref loop",
        "nested", "no pdf", "2001 pages", "huge page", "200001 objects", "10 MB",
    ],
)  # fmt: skip
def test_other_files_are_refused_in_a_sentence(content, words):
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    given = content()
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert words in refused(given)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - max(own, made)
    assert grown < 50 * 1024  # KiB; what a bomb unpacks to is many times more


def test_the_largest_allowed_picture_passes():
    with Image.open(io.BytesIO(kept(hostile.flat_png(5_000)).content)) as picture:
        assert picture.size == (5_000, 5_000)


def test_only_the_kinds_that_were_asked_for():
    sentence = refused(hostile.saved(hostile.paper()), kinds=PHOTOS)
    assert "harus JPG, PNG, WebP atau HEIC." in sentence
    assert "1 MB" in refused(hostile.picture() + bytes(2**20), kinds=PHOTOS, most_bytes=2**20)
    small = kept(hostile.picture(size=(900, 300)), kinds=(Kind.JPEG,), fit=512, drawn_as=Kind.PNG)
    with Image.open(io.BytesIO(small.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (512, 171))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/x.jpg", "x.jpg"),
        ("C:\\foto\\a.php.jpg", "a.php.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("nul\0.jpg", "nul.jpg"),
        ("📷.jpg", "📷.jpg"),
        ("<b>.jpg", "b.jpg"),
        ("", "berkas.jpg"),
        ("x" * 300 + ".jpg", "x" * 150 + ".jpg"),
    ],
)
def test_a_name_is_words_and_never_a_path(name, shown):
    assert clean_name(name, "jpg") == shown


def script(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "script.py"
    path.write_text(
        f"import os, socket\ndef prepare(*_):\n    pass\ndef answer(content):\n    {body}\n"
    )
    return path


@pytest.mark.parametrize(
    "body",
    [
        "return open('/etc/hostname', 'rb').read()",
        "open('/tmp/selaras-uji-anak', 'wb')",
        "socket.socket()",
        "os.system('true') and 1; os.pipe()",
        "return os.environ['PATH'].encode()",
    ],
    ids=["read", "write", "network", "process", "environment"],
)
def test_a_child_has_no_way_out(tmp_path, body):
    with pytest.raises(child.ChildTrouble):
        child.ask(script(tmp_path, body), b"", child.Limits())


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        ("return bytes(10**9)", child.Limits(memory_mb=200)),
        ("while True: pass", child.Limits(cpu_seconds=1)),
        ("import time; time.sleep(60)", child.Limits(wall_seconds=1)),
        ("return bytes(10**6)", child.Limits(answer_bytes=1000)),
        ("os.kill(os.getpid(), 9)", child.Limits()),
    ],
    ids=["memory", "cpu", "time", "answer", "killed"],
)
def test_a_child_that_takes_too_much_is_ended(tmp_path, body, limits):
    with pytest.raises(child.TooMuch):
        child.ask(script(tmp_path, body), b"", limits)


def test_a_child_gets_the_content_and_its_options(tmp_path):
    echo = tmp_path / "echo.py"
    echo.write_text(
        "def prepare(*_): pass\ndef answer(content, *more): return content + repr(more).encode()"
    )
    assert child.ask(echo, b"isi", child.Limits(), "a", "b") == b"isi('a', 'b')"


def test_more_children_wait_for_their_turn(monkeypatch):
    class NoTurn:
        def acquire(self, timeout: float) -> bool:
            return False

    monkeypatch.setattr(child, "_turns", NoTurn())
    assert refused(hostile.picture()) == files.BUSY


def test_the_portal_itself_opens_no_upload():
    """The libraries that decode are not even loaded by what judges uploads."""
    source = Path(files.__file__).read_text() + Path(child.__file__).read_text()
    assert "PIL" not in source
    assert "pikepdf" not in source
    assert sys.modules["organizations.files"].__dict__.get("Image") is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("gps_orientasi6.jpg", True),
        ("iphone_gps.heic", True),
        ("poliglot_jpg_zip.jpg", None),
    ],
)
def test_place_of_a_photo_is_read_only_to_be_offered(name, place):
    content = stored(name)

    found = files.place_of(io.BytesIO(content), len(content))

    if place is None:
        return
    latitude, longitude = found
    assert -7 < latitude < -6
    assert 109 < longitude < 110


def test_place_of_a_photo_without_one_is_nothing():
    content = hostile.picture()

    assert files.place_of(io.BytesIO(content), len(content)) is None


@pytest.mark.parametrize("content", [b"\xff\xd8\xff" + bytes(500), b"x", b""])
def test_place_of_what_is_no_photo_is_refused(content):
    with pytest.raises(FileRefused):
        files.place_of(io.BytesIO(content), len(content))
