"""The menu entries of organizations."""

from organizations.web import NavItem

ITEMS = [
    NavItem("Beranda", "home", "home", order=5, staff_only=False),
    NavItem("Dasbor", "dashboard", "dashboard", order=10),
    NavItem(
        "Pengguna",
        "organizations:user-list",
        "people",
        right="organizations.manage_users",
        order=80,
    ),
    NavItem(
        "Unit", "organizations:unit-list", "building", right="organizations.manage_units", order=82
    ),
    NavItem("Kota", "organizations:city", "gear", right="organizations.manage_city", order=84),
    NavItem(
        "Hari libur",
        "organizations:holiday-list",
        "calendar",
        right="organizations.manage_holidays",
        order=86,
    ),
    NavItem(
        "Riwayat", "organizations:history", "history", right="organizations.view_activity", order=88
    ),
]
