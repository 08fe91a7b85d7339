"""The menu entries of performance."""

from organizations.web import NAVIGATION, NavGroup, NavItem
from performance.permissions import FOLLOW_UP_RIGHTS

VIEW = "performance.view"
TEXTS = ("performance.edit_text", "performance.edit_city_text")
COMMENTS = ("performance.moderate_comment", "performance.answer_comment")
DECIDE, RULES = "performance.decide_unlock", "performance.manage_settings"

KINERJA = NavGroup("Kinerja", "chart", order=20, path="/kinerja/")


def entry(label: str, page: str, icon: str, order: int, right: str | tuple[str, ...]) -> None:
    NAVIGATION.file(NavItem(label, f"performance:{page}", icon, order, KINERJA, right))


entry("Sorotan kota", "leaders", "chart", 10, VIEW)
entry("Rencana", "plan-list", "tree", 20, VIEW)
entry("Perjanjian Kinerja", "agreement-list", "text", 25, VIEW)
entry("Pengisian", "submission-list", "pencil", 30, VIEW)
entry("Jadwal", "window-list", "calendar", 40, VIEW)
entry("Buka kunci", "unlock-list", "unlock", 50, DECIDE)
entry("SAKIP", "sakip-list", "check", 60, VIEW)
entry("Tindak lanjut", "follow-up-list", "tasks", 70, FOLLOW_UP_RIGHTS)
entry("Komentar warga", "comment-list", "comment", 80, COMMENTS)
entry("Naskah LKjIP", "text-home", "text", 90, TEXTS)
entry("Reviu LKjIP", "review-list", "check", 95, "performance.review_lkjip")
entry("Data LKPJ", "record-home", "table", 100, VIEW)
entry("Aturan", "settings", "sliders", 110, RULES)
