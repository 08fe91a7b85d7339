"""The command `verify_formulas` and the registry behind it."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from organizations import formula_registry
from organizations.exact import FormulaError
from organizations.formula_given import Given
from organizations.management.commands.verify_formulas import as_json, same_json

HIGHER = {"target": "100", "realization": "80", "polarity": "higher"}


def vector(name="v", formula="performance.achievement", given=HIGHER, expect="80.00"):
    return {"name": name, "formula": formula, "given": given, "expect": expect}


@pytest.fixture
def verify(tmp_path):
    """Run the command on vectors or on raw text: (exit status, lines)."""

    def run(vectors):
        file = tmp_path / "vectors.json"
        text = vectors if isinstance(vectors, str) else json.dumps(vectors)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        out, status = io.StringIO(), 0
        try:
            call_command("verify_formulas", str(file), stdout=out)
        except SystemExit as stop:
            status = stop.code
        return status, out.getvalue().splitlines()

    return run


def test_vectors_that_hold(verify):
    assert verify([vector("satu"), vector("dua")]) == (
        0,
        ["ok satu", "ok dua", "2 passed, 0 failed"],
    )


def test_a_vector_that_fails(verify):
    status, lines = verify([vector("satu"), vector("dua", expect="81.00")])

    assert status == 1
    assert lines == ["ok satu", 'FAIL dua: expected "81.00", got "80.00"', "1 passed, 1 failed"]


def test_an_unknown_formula_fails_with_a_sentence(verify):
    status, lines = verify([vector("x", "sakip.tidak-ada", {}, {"error": True}), vector("y")])

    assert status == 1
    assert lines[0] == 'FAIL x: expected {"error": true}, got rumus "sakip.tidak-ada" belum dikenal'
    assert lines[1:] == ["ok y", "1 passed, 1 failed"]


def test_any_error_is_met_by_a_sentence(verify):
    given = {**HIGHER, "realization": "1,5"}

    status, lines = verify([vector("e", given=given, expect={"error": True})])

    assert (status, lines[0]) == (0, "ok e")


def test_an_expected_sentence_is_compared_word_by_word(verify):
    given = {**HIGHER, "realization": "1,5"}
    sentence = 'realization: "1,5" bukan angka; tulis angka desimal dengan titik, misalnya 12.5'

    assert verify([vector(given=given, expect={"error": sentence})])[0] == 0
    assert verify([vector(given=given, expect={"error": "lain"})])[0] == 1


def test_a_figure_where_an_error_was_expected_fails(verify):
    status, lines = verify([vector("x", expect={"error": True})])

    assert (status, lines[0]) == (1, 'FAIL x: expected {"error": true}, got "80.00"')


def test_a_null_is_not_an_error(verify):
    given = {**HIGHER, "realization": None}

    assert verify([vector(given=given, expect={"error": True})])[0] == 1
    assert verify([vector(given=given, expect=None)])[0] == 0


def test_numbers_in_the_file_are_exact(verify):
    text = (
        json.dumps([vector(expect="33.333333333333")])
        .replace('"80"', "0.1")
        .replace('"100"', "0.3")
    )
    text = text.replace('"polarity"', '"decimals": 12, "polarity"')

    assert verify(text)[0] == 0


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999999999999999999999"])
def test_numbers_no_decimal_can_hold_fail_alone(verify, number):
    text = json.dumps([vector(expect={"error": True}), vector("b")]).replace('"80"', number, 1)

    assert verify(text) == (0, ["ok v", "ok b", "2 passed, 0 failed"])


def test_no_vectors_no_failures(verify):
    assert verify([]) == (0, ["0 passed, 0 failed"])


def test_a_name_stays_on_its_line(verify):
    assert verify([vector("dua\nbaris ≥ \ud800")])[1][0].startswith("ok dua baris ≥ ")


def test_a_byte_order_mark_is_read_over(verify):
    assert verify("\ufeff" + json.dumps([vector()]))[0] == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "bukan JSON"),
        ("{", "baris 1"),
        ('{"name": 1}', "daftar vektor"),
        ("[1]", "ke-1 harus berupa objek"),
        ('[{"name": "x", "formula": "y"}]', "ke-1 tidak memuat given, expect"),
        ('[{"name": 1, "formula": "y", "given": {}, "expect": 1}]', "name harus berupa teks"),
        ('[{"name": "x", "formula": " ", "given": {}, "expect": 1}]', "formula harus berupa teks"),
        ("[" * 100_000, "terlalu dalam"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(verify, text, sentence):
    with pytest.raises(CommandError, match=sentence):
        verify(text)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match="UTF-8"):
        call_command("verify_formulas", str(binary))
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("verify_formulas", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("verify_formulas", str(tmp_path))


@pytest.fixture
def filed(monkeypatch):
    monkeypatch.setattr(formula_registry.FORMULAS, "_things", {})
    return formula_registry.formula


def test_two_formulas_of_one_name_are_refused(filed):
    filed("x.y")(lambda _: 1)

    with pytest.raises(TypeError, match=r"x\.y"):
        filed("x.y")(str)


def test_the_same_formula_may_be_filed_again(filed):
    filed("x.y")(str)
    filed("x.y")(str)

    assert formula_registry.FORMULAS.names() == ["x.y"]


def test_a_broken_formula_fails_alone(filed, verify):
    filed("x.broken")(lambda _: 1 / 0)
    filed("x.fine")(lambda _: [1, {"a": Decimal("2.50")}, True])

    status, lines = verify(
        [
            vector("a", "x.broken", {}, {"error": True}),
            vector("b", "x.fine", {}, [1, {"a": 2.5}, True]),
        ]
    )

    assert status == 1
    assert "kesalahan program: ZeroDivisionError" in lines[0]
    assert lines[1] == "ok b"


def test_all_performance_formulas_are_found():
    assert {"performance.achievement", "performance.accumulate", "performance.band"} <= set(
        formula_registry.FORMULAS.names()
    )
    assert "performance.e81" in formula_registry.FORMULAS.names()


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (Decimal("2.50"), Decimal("2.5"), True),
        (1, Decimal(1), True),
        (True, 1, False),
        (False, Decimal(0), False),
        ("1", 1, False),
        (None, False, False),
        ([1, 2], [1, 2], True),
        ([1, 2], [2, 1], False),
        ([1], [1, 2], False),
        ({"a": 1, "b": None}, {"b": None, "a": 1}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([], {}, False),
    ],
)
def test_values_are_compared_as_json(left, right, same):
    assert same_json(left, right) is same
    assert same_json(right, left) is same


def test_numbers_are_shown_as_written():
    assert as_json({"a": [Decimal("2.50"), True, None, "é"]}) == '{"a": [2.50, true, null, "é"]}'


def test_given_reads_whole_numbers_and_texts():
    read = Given({"n": "3", "half": Decimal("2.5"), "text": "x", "none": None})

    assert read.whole("n", 0, 12) == 3
    assert read.whole("absent", 0, 12, default=2) == 2
    assert read.decimal("none") is None
    with pytest.raises(FormulaError, match="bilangan bulat"):
        read.whole("half", 0, 12)
    with pytest.raises(FormulaError, match="harus berupa teks"):
        read.text("half")


def test_long_values_are_quoted_short():
    with pytest.raises(FormulaError) as refusal:
        Given({"n": "x" * 500}).decimal("n")

    assert len(str(refusal.value)) < 160
