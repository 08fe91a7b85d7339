"""The menu entries of innovations."""

from organizations.web import NAVIGATION, NavGroup, NavItem

INOVASI = NavGroup("Inovasi", "chart", order=18, path="/inovasi/")


def entry(label: str, page: str, icon: str, order: int, right: str | tuple[str, ...]) -> None:
    NAVIGATION.file(NavItem(label, f"innovations:{page}", icon, order, INOVASI, right))


def for_all(label: str, page: str, icon: str, order: int, *places: str) -> None:
    """An entry for everybody, signed in or not."""
    name, order = f"innovations:{page}", 100 + order
    NAVIGATION.file(NavItem(label, name, icon, order, INOVASI, staff_only=False, places=places))


entry("Registri inovasi", "innovation-list", "table", 10, "innovations.view")
entry("Peluncuran", "launch-list", "calendar", 20, "innovations.view")
entry("Jurnal kegiatan", "journal-list", "calendar", 25, "innovations.view")
entry("Daftar adopsi", "adoption-list", "check", 27, "innovations.view")
entry("Permintaan konsultasi", "consultation-list", "bell", 28, "innovations.edit")
entry("Pelatihan", "cohort-list", "people", 22, "innovations.view")
entry("Tonggak", "milestone-board", "check", 24, "innovations.view")
entry("Kabar semester", "check-in-list", "bell", 30, "innovations.view")
entry(
    "Tanpa penanggung jawab", "steward-orphans", "people", 40,
    ("innovations.verify", "innovations.publish", "innovations.oversee"),
)  # fmt: skip
entry("Penyederhanaan", "steward-overlaps", "sliders", 50, "innovations.oversee")
entry("Perangkat daerah penerus", "innovation-heirs", "people", 55, "innovations.manage")
entry("Keberlanjutan", "sustainability", "check", 60, "innovations.oversee")
entry("Komentar inovasi", "comment-list", "comment", 43, "innovations.edit")
entry("Minat mereplikasi", "wish-list", "people", 45, "innovations.edit")
entry("Indeks inovasi", "index-list", "chart", 70, "innovations.view")
entry(
    "Kompetisi", "edition-list", "tasks", 70,
    ("innovations.view", "innovations.run_competition", "innovations.announce_result"),
)  # fmt: skip
entry("Penilaian juri", "judging-list", "check", 75, "innovations.judge")
for_all("Katalog inovasi", "public-catalogue", "search", 1)
for_all("Peluncuran inovasi", "public-launch-list", "calendar", 5, "/inovasi/pelatihan/")
for_all("Kalender kegiatan", "public-calendar", "calendar", 6, "/inovasi/kegiatan/")
for_all("Kompetisi inovasi", "public-edition-list", "tasks", 6, "/inovasi/penghargaan/")
