"""The published figures of 2025 that the demonstration planning agency carries."""

from __future__ import annotations

from pathlib import Path

from organizations.models import Organization

FILE = Path(__file__).parent / "evaluasi_renja_2025.csv"
