"""No city stands in the code: the one it serves is data."""

import re
from pathlib import Path

from django.conf import settings

NAMES = re.compile(r"pekalongan|deli serdang", re.IGNORECASE)
SOURCES = re.compile(r"Source:|source|published|workbook|Kabupaten Deli", re.IGNORECASE)


def test_code_and_templates_name_no_city():
    found = []
    for pattern in ("**/*.py", "**/*.html", "**/*.js", "**/*.css", "**/*.txt"):
        for app in ("config", "organizations", "performance", "reports", "templates", "static"):
            for path in (Path(settings.BASE_DIR) / app).glob(pattern):
                if "demo" in path.parts or "reference" in path.parts:
                    continue
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    if NAMES.search(line) and not SOURCES.search(line):
                        found.append(f"{path.name}:{number}: {line.strip()[:80]}")
    assert found == []
