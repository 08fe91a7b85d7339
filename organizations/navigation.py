"""The menu entries of organizations."""

from organizations.web import NAVIGATION, NavGroup, NavItem

PENGATURAN = NavGroup("Pengaturan", "gear", order=90)


def entry(label: str, page: str, icon: str, order: int, right: str) -> None:
    """An entry of the settings, for holders of a right of this app."""
    url_name, right = f"organizations:{page}", f"organizations.{right}"
    NAVIGATION.file(NavItem(label, url_name, icon, order, PENGATURAN, right))


NAVIGATION.file(NavItem("Beranda", "home", "house", 1, staff_only=False))
NAVIGATION.file(NavItem("Dasbor", "dashboard", "grid", 2))

entry("Pengguna", "user-list", "people", 10, "manage_users")
entry("Unit", "unit-list", "building", 20, "manage_units")
entry("Kota", "city", "gear", 30, "manage_city")
entry("Hari libur", "holiday-list", "calendar", 40, "manage_holidays")
entry("Riwayat", "history", "history", 50, "view_activity")
