"""The menu entries of complaints."""

from organizations.web import NAVIGATION, NavGroup, NavItem

PENGADUAN = NavGroup("Pengaduan", "comment", order=15, path="/pengaduan/")
READERS = ("complaints.view", "complaints.view_supervisory")


def entry(label: str, page: str, icon: str, order: int, right: str | tuple[str, ...]) -> None:
    NAVIGATION.file(NavItem(label, f"complaints:{page}", icon, order, PENGADUAN, right))


entry("Kotak masuk", "case-list", "comment", 10, READERS)
entry("Perlindungan anak", "child-case-list", "people", 80, "complaints.protect_children")
entry("Pembacaan laporan anak", "child-case-reads", "history", 90, "complaints.view_secret_reads")
entry("Permintaan identitas", "case-identity-list", "unlock", 20, "complaints.grant_identity")
entry("Permintaan ekspor rahasia", "secret-export-list", "unlock", 25, "complaints.grant_identity")
entry("Pembacaan laporan rahasia", "secret-read-list", "check", 30, "complaints.view_secret_reads")
entry("Masa simpan", "retention", "history", 35, "complaints.view_retention")
entry("SP4N-LAPOR!", "sp4n", "link", 33, "complaints.exchange")
entry("Pengaturan pengaduan", "settings", "sliders", 40, "complaints.manage")


def for_all(label: str, page: str, icon: str, order: int) -> None:
    """An entry for everybody, signed in or not."""
    NAVIGATION.file(
        NavItem(label, f"complaints:{page}", icon, 100 + order, PENGADUAN, staff_only=False)
    )


for_all("Laporkan keluhan", "report", "pencil", 1)
for_all("Lacak laporan", "ticket", "search", 2)
for_all("Semua laporan", "public-list", "comment", 3)
for_all("Peta laporan", "public-map", "building", 4)
for_all("Rapor perangkat daerah", "public-cards", "table", 5)
for_all("Statistik laporan", "public-statistics", "chart", 6)
