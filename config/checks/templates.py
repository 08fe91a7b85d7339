"""No inline style, script or event handler in templates: the content policy would block them."""

import re
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent

FORBIDDEN = (
    (re.compile(r"\sstyle\s*=", re.IGNORECASE), "inline style"),
    (re.compile(r"<style\b", re.IGNORECASE), "style element"),
    (
        re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype=.application/json)", re.IGNORECASE),
        "inline script",
    ),
    (re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE), "inline event handler"),
    (
        re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
        "javascript: link",
    ),
    (
        re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:", re.IGNORECASE),
        "htmx attribute that needs eval",
    ),
)
COMMENT = re.compile(r"{#.*?#}|{% comment.*?{% endcomment %}|<!--.*?-->", re.DOTALL)


def findings(root: Path) -> list[str]:
    found = []
    for template in sorted(root.rglob("*.html")):
        text = COMMENT.sub(_blank, template.read_text(encoding="utf-8"))
        for pattern, name in FORBIDDEN:
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start() + 1) + 1
                found.append(f"{template.relative_to(BASE_DIR)}:{line}: {name}")
    return found


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment.group().count("\n")


def main() -> int:
    found = findings(BASE_DIR / "templates")
    print("\n".join(found) or "templates: nothing inline")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
