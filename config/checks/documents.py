"""README and docs tell the truth: links, paths and commands they name exist."""

import re
import sys
from pathlib import Path

import django
from django.core.management import get_commands

BASE_DIR = Path(__file__).resolve().parent.parent.parent

LINK = re.compile(r"(?<!!)!?\[[^\]]*\]\(([^)\s]+)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
MAKE = re.compile(r"(?:^|[`\s;&])make ([a-z][a-z-]+)(?![\w.])", re.MULTILINE)
PATH = re.compile(
    r"`((?:config|organizations|reports|performance|innovations|surveys|complaints|tests|templates"
    r"|static|docs|bench|requirements)/[\w./-]+)`"
)
MANAGE = re.compile(r"manage\.py ([a-z][a-z_0-9]+)")


def documents() -> list[Path]:
    return [*sorted(BASE_DIR.glob("*.md")), *sorted((BASE_DIR / "docs").rglob("*.md"))]


def targets() -> set[str]:
    makefile = (BASE_DIR / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*)(?= ?[^=\n]*:(?!=))", makefile, re.MULTILINE))


def findings(document: Path, commands: set[str]) -> list[str]:
    text = document.read_text(encoding="utf-8")
    name = document.relative_to(BASE_DIR)
    found = [
        f"{name}: link to {link} leads nowhere"
        for link in LINK.findall(CODE.sub("", text))
        if not _leads_somewhere(document, link)
    ]
    code = "\n".join(CODE.findall(text))
    found += [f"{name}: make {t} does not exist" for t in MAKE.findall(code) if t not in targets()]
    found += [
        f"{name}: manage.py {c} does not exist" for c in MANAGE.findall(code) if c not in commands
    ]
    found += [f"{name}: {p} does not exist" for p in PATH.findall(text) if not _exists(p)]
    return found


def _exists(path: str) -> bool:
    return (BASE_DIR / path).exists()


def _leads_somewhere(document: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True  # the network is not asked
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists():
        return False
    return not anchor or target.suffix != ".md" or anchor in _anchors(target)


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def main() -> int:
    django.setup()
    commands = set(get_commands())
    found = [line for document in documents() for line in findings(document, commands)]
    print("\n".join(found) or f"{len(documents())} documents checked, nothing missing")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
