"""The menu entries of surveys."""

from organizations.web import NAVIGATION, NavGroup, NavItem

SURVEI = NavGroup("Survei kepuasan", "chart", order=16, path="/survei/")


def entry(label: str, page: str, icon: str, order: int, right: str | tuple[str, ...]) -> None:
    NAVIGATION.file(NavItem(label, f"surveys:{page}", icon, order, SURVEI, right))


def for_all(label: str, page: str, icon: str, order: int, *places: str) -> None:
    """An entry for everybody, signed in or not."""
    name, order = f"surveys:{page}", 100 + order
    NAVIGATION.file(NavItem(label, name, icon, order, SURVEI, staff_only=False, places=places))


entry("Unit layanan", "unit-list", "building", 10, "surveys.view")
entry("Hasil survei", "results", "chart", 15, "surveys.view")
entry("Kuesioner", "questionnaire-list", "table", 20, "surveys.view")
entry("Tindak lanjut survei", "plan-desk", "tasks", 30, "surveys.view")
for_all("Isi survei", "public-answer", "pencil", 1)
for_all("Nilai unit layanan", "public-list", "chart", 2)
for_all("Indeks seluruh kota", "public-city", "chart", 3)
for_all("Standar pelayanan", "public-standard-list", "check", 10, "/survei/maklumat/")
for_all("Forum Konsultasi Publik", "public-forum-list", "people", 20)
