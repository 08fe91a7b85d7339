"""What the demonstration accounts share."""

DEMO_PASSWORD = "Demo-Selaras-2026"  # noqa: S105 - printed by `make run`, only for is_demo accounts
