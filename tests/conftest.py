"""What every test can ask for.

- `db`, `transactional_db` (pytest-django): a database with the reference data in it.
- `live_portal`, `demo_portal`: the real portal in its own processes (tests/harness/portal.py).
- `bucket`: an S3 server in its own process (tests/harness/bucket.py).
- `page`, `phone`, `open_page`, `axe`, `screenshot`: a real browser (tests/harness/browser.py).
"""

import os

# Playwright keeps an event loop in this thread; Django would refuse every query beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

pytest_plugins = [
    "tests.harness.database",
    "tests.harness.portal",
    "tests.harness.browser",
    "tests.harness.bucket",
]
