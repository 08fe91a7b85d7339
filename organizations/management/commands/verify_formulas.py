"""Check the project's formulas against a file of vectors."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations import formula_registry

KEYS = ("name", "formula", "given", "expect")
ANY_ERROR = {"error": True}


class Command(BaseCommand):
    help = "Memeriksa rumus terhadap berkas vektor JSON (docs/formulas/verify-formulas.md)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FILE.json", help="daftar vektor: name, formula, given, expect"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        vectors = read_vectors(Path(options["file"]))
        failures = 0
        for vector in vectors:
            complaint = verify(vector)
            failures += complaint is not None
            name = one_line(vector["name"])
            self.say(f"ok {name}" if complaint is None else f"FAIL {name}: {complaint}")
        self.say(f"{len(vectors) - failures} passed, {failures} failed")
        if failures:
            raise SystemExit(1)

    def say(self, line: str) -> None:
        # A name may hold what the terminal's encoding cannot show.
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        self.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding))


def verify(vector: dict[str, Any]) -> str | None:
    """None when the vector holds, otherwise "expected X, got Y"."""
    expected = vector["expect"]
    try:
        answer = formula_registry.evaluate(vector["formula"], vector["given"])
    except formula_registry.UnknownFormulaError as unknown:
        return f"expected {as_json(expected)}, got {unknown}"
    except Exception as fault:  # noqa: BLE001 - a broken formula must not hide the other results
        return (
            f"expected {as_json(expected)}, got kesalahan program: {type(fault).__name__}: {fault}"
        )
    if same_json(expected, answer) or (same_json(expected, ANY_ERROR) and is_error(answer)):
        return None
    return f"expected {as_json(expected)}, got {as_json(answer)}"


def is_error(answer: object) -> bool:
    return isinstance(answer, dict) and set(answer) == {"error"}


def same_json(left: object, right: object) -> bool:
    """Equal as JSON values: numbers by value, and true is not 1."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same_json(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same_json, left, right))
    if is_number(left) and is_number(right):
        return left == right
    return type(left) is type(right) and left == right


def is_number(value: object) -> bool:
    return isinstance(value, Decimal | int) and not isinstance(value, bool)


def as_json(value: object) -> str:
    """JSON text in one line; numbers keep the digits they were written with."""
    if isinstance(value, dict):
        inside = ", ".join(f"{as_json(key)}: {as_json(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_json, value))}]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def one_line(text: str) -> str:
    return " ".join(text.split())


def read_vectors(path: Path) -> list[dict[str, Any]]:
    """The vectors of a file, with every number exact; a CommandError says what is wrong."""
    try:
        # NaN and Infinity are no JSON, but reach the formula, which refuses them by name.
        vectors = json.loads(
            path.read_text(encoding="utf-8-sig"),
            parse_float=exact_number,
            parse_int=exact_number,
            parse_constant=Decimal,
        )
    except OSError as fault:
        raise CommandError(
            f"Berkas {path} tidak dapat dibuka; periksa letak dan izinnya."
        ) from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"Berkas {path} bukan teks UTF-8.") from fault
    except json.JSONDecodeError as fault:
        raise CommandError(
            f"Berkas {path} bukan JSON yang sah: baris {fault.lineno}, kolom {fault.colno}."
        ) from fault
    except RecursionError as fault:
        raise CommandError(f"Berkas {path} bersarang terlalu dalam.") from fault
    if not isinstance(vectors, list):
        raise CommandError(f"Berkas {path} harus berisi daftar vektor.")
    for position, vector in enumerate(vectors, start=1):
        require_shape(position, vector)
    return vectors


def require_shape(position: int, vector: object) -> None:
    if not isinstance(vector, dict):
        raise CommandError(f"Vektor ke-{position} harus berupa objek dengan {', '.join(KEYS)}.")
    missing = [key for key in KEYS if key not in vector]
    if missing:
        raise CommandError(f"Vektor ke-{position} tidak memuat {', '.join(missing)}.")
    for key in ("name", "formula"):
        if not isinstance(vector[key], str) or not vector[key].strip():
            raise CommandError(f"Vektor ke-{position}: {key} harus berupa teks.")


def exact_number(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent no decimal can hold
        return Decimal("Infinity")
