"""One declaration a line in our stylesheets: `--write` formats them, without it they are compared.

Vendored stylesheets are left alone.
"""

import sys
from pathlib import Path

import cssbeautifier

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STYLES = BASE_DIR / "static" / "css"


def formatted(text: str) -> str:
    """The stylesheet as it should be written."""
    options = cssbeautifier.default_options()
    options.indent_size = 2
    options.end_with_newline = True
    options.space_around_combinator = True
    return cssbeautifier.beautify(text, options)


def unformatted(root: Path) -> list[Path]:
    """The stylesheets below `root` that are not written as they should be."""
    return [
        path
        for path in sorted(root.rglob("*.css"))
        if path.read_text(encoding="utf-8") != formatted(path.read_text(encoding="utf-8"))
    ]


def main(*, write: bool) -> int:
    found = unformatted(STYLES)
    for path in found:
        if write:
            path.write_text(formatted(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            print(f"{path.relative_to(BASE_DIR)}: not formatted (make format)")
    if not found:
        print("styles: formatted")
    return 1 if found and not write else 0


if __name__ == "__main__":
    sys.exit(main(write="--write" in sys.argv[1:]))
