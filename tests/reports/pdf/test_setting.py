"""Text set in type: lines, signs a face lacks, words from right to left."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pytest

from reports.pdf.document import Document
from reports.pdf.metadata import Metadata
from reports.pdf.scripts import pieces
from reports.pdf.setting import HYPHEN, STRONG, UNSAID, WEAK, Setter
from reports.pdf.sheet import Style
from reports.pdf.syllables import breaks
from reports.rendering.typeface import portal_typeface


@pytest.fixture
def setter():
    return Setter(portal_typeface())


def read_back(*texts: str) -> tuple[str, pikepdf.Pdf]:
    target = io.BytesIO()
    moment = datetime(2026, 11, 27, tzinfo=UTC)
    document = Document(target, Metadata("Uji", moment), Setter(portal_typeface()), (595, 842))
    sheet = document.turn()
    for place, text in enumerate(texts):
        element = document.structure.begin("P")
        sheet.text(element, [text], 50, 700 - place * 20, Style(10, 12))
        document.structure.end(element)
    document.finish()
    content = target.getvalue()
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return told.stdout.decode(), pikepdf.open(io.BytesIO(content))


def test_lines_are_no_wider_than_their_room_and_lose_no_sign(setter):
    text = "Penyediaan jasa penunjang urusan pemerintahan daerah Kabupaten/Kota"
    lines = setter.wrap(text, 6, 60)

    assert all(setter.width(line.rstrip(), 6) <= 60 for line in lines)
    assert "".join(lines) == text
    assert all(line.endswith(" ") for line in lines[:-1])


def test_strong_words_are_measured_strong_from_the_first_to_the_last(setter):
    words = ("kuat menguatkan diperkuat " * 12).strip()
    styled = f"biasa {STRONG}{words}{WEAK} lalu\n{STRONG}satu\ndua{WEAK}"
    for room in range(60, 130):
        lines = setter.wrap(styled, 8, room)

        assert all(setter.width(line.rstrip(), 8) <= room for line in lines)
        unmarked = "".join(lines).replace(STRONG, "").replace(WEAK, "")
        assert unmarked == f"biasa {words} lalu satu dua"
        assert len(lines) <= len(setter.wrap(words, 8, room, bold=True)) + 4
        assert lines[-1].startswith(STRONG)


def test_line_breaks_of_the_text_stay_and_a_long_word_is_cut_behind_a_sign(setter):
    assert setter.wrap("satu\n\ndua\r\ntiga", 6, 500) == ["satu ", "", "dua ", "tiga"]
    lines = setter.wrap("https://contoh.go.id/verifikasi/ABCD-EFGH", 6, 50)
    assert "".join(lines) == "https://contoh.go.id/verifikasi/ABCD-EFGH"
    assert all(setter.width(line, 6) <= 50 for line in lines)
    assert lines[0].endswith(("/", "."))


def test_a_long_word_is_parted_by_syllables_and_read_whole(setter):
    room = setter.width("Kemasyaraka", 6)
    lines = setter.wrap("Lembaga Kemasyarakatan", 6, room)

    assert lines == ["Lembaga ", f"Kemasyara{HYPHEN}", "katan"]
    assert all(setter.width(line.rstrip(), 6) <= room for line in lines)
    told, _ = read_back(*lines[1:])
    assert UNSAID in told  # a soft hyphen, which no reader says
    assert "-" not in told


@pytest.mark.parametrize("word", ["contoh.go.id", "1.02.02.2.01.0001", "nama@contoh"])
def test_nothing_is_added_to_an_address_or_a_code(setter, word):
    assert "".join(setter.wrap(word, 6, 12)) == word


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Penyelenggara", "Pe-nye-leng-gara"),
        ("Masyarakat", "Ma-sya-ra-kat"),
        ("Rekomendasi", "Re-ko-men-dasi"),
        ("ABCDE", "ABCDE"),
    ],
)
def test_a_word_is_parted_before_a_consonant_with_its_vowel(word, parts):
    places = [0, *breaks(word), len(word)]
    assert "-".join(word[a:b] for a, b in pairwise(places)) == parts


@pytest.mark.parametrize("room", [0, 0.5, 3])
def test_a_room_too_narrow_for_a_letter_still_ends(setter, room):
    assert setter.wrap("abc", 6, room) == ["a", "b", "c"]


def test_an_empty_text_has_no_lines(setter):
    assert setter.wrap(" \n\t", 6, 50) == []


def test_signs_of_other_scripts_are_drawn_with_a_fallback_and_read_back():
    told, pdf = read_back("Kurang ≥ 3 → Ω я 😀")

    assert "Kurang ≥ 3 → Ω я 😀" in told
    fonts = pdf.pages[0].Resources.Font
    assert len(fonts) == 3
    assert not [
        f for f in fonts.values() if "/FontFile2" not in f.DescendantFonts[0].FontDescriptor
    ]


def test_a_sign_no_face_has_is_a_box_that_says_it():
    told, _ = read_back("Batik ꦧꦠꦶꦏ꧀ 日本 🫠 tulis")

    assert all(word in told for word in ("Batik", "ꦧꦠꦶꦏ꧀", "日本", "🫠", "tulis"))


def test_private_signs_that_somebody_typed_are_no_figures_and_no_emphasis():
    typed = "Kode \ue000\ue009 dan \ue010tebal\ue011"
    told, pdf = read_back(typed)

    assert typed in told
    content = pdf.pages[0].Contents.read_bytes()
    assert b"/F2 " not in content  # the strong face
    assert len(set(told) & set("0123456789")) == 0


def test_words_from_right_to_left_are_joined_turned_and_said_as_written():
    (before, stretch, after) = pieces("Kata سلام 12 (نص) akhir")

    assert (before.drawn, after.drawn) == ("Kata ", " akhir")
    assert stretch.said == "سلام 12 (نص)"
    assert stretch.drawn == "(\ufeba\ufee7) 12 \ufee1\ufe8e\ufee0\ufeb3"
    told, _ = read_back("Kata سلام akhir")
    assert "سلام" in told or "مالس" in told


@pytest.mark.parametrize("figure", ["1.250", "1.250,75", "12/05/2026", "08:30", "5"])
def test_a_figure_among_words_from_right_to_left_keeps_its_order(figure):
    drawn = "".join(piece.drawn for piece in pieces(f"\u0627 {figure} \u0628"))
    assert f" {figure} " in drawn


def test_unseen_and_forbidden_signs_are_left_out():
    assert [piece.drawn for piece in pieces("a\u200bb\ufe0f\x00c\ud800")] == ["abc"]


def test_a_face_that_was_not_used_is_not_in_the_file():
    _, pdf = read_back("Biasa")
    assert len(pdf.pages[0].Resources.Font) == 2
