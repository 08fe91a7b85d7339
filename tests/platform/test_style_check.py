"""Stylesheets that are not written as agreed are found, and writing them anew mends them."""

from pathlib import Path

from config.checks import styles

CROWDED = "a { color: red; margin: 0 } a > b, a + c { top: 0 }\n"


def test_a_crowded_stylesheet_is_found(tmp_path: Path):
    (tmp_path / "crowded.css").write_text(CROWDED, encoding="utf-8")
    (tmp_path / "neat.css").write_text(styles.formatted(CROWDED), encoding="utf-8")

    assert [path.name for path in styles.unformatted(tmp_path)] == ["crowded.css"]


def test_one_declaration_a_line():
    assert styles.formatted(CROWDED).splitlines() == [
        "a {", "  color: red;", "  margin: 0", "}", "",
        "a > b,", "a + c {", "  top: 0", "}",
    ]  # fmt: skip


def test_our_stylesheets_are_formatted():
    assert styles.unformatted(styles.STYLES) == []
