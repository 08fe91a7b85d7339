"""The menu entries of performance."""

from organizations.web import NavItem
from performance.permissions import FOLLOW_UP_RIGHTS

ITEMS = [
    NavItem("Sorotan kota", "performance:leaders", "chart", right="performance.view", order=15),
    NavItem(
        "Pengisian", "performance:submission-list", "entry", right="performance.view", order=20
    ),
    NavItem("Rencana", "performance:plan-list", "tree", right="performance.view", order=30),
    NavItem("Jadwal", "performance:window-list", "calendar", right="performance.view", order=40),
    NavItem(
        "Buka kunci", "performance:unlock-list", "lock", right="performance.decide_unlock", order=45
    ),
    NavItem(
        "Komentar warga",
        "performance:comment-list",
        "comment",
        right=("performance.moderate_comment", "performance.answer_comment"),
        order=50,
    ),
    NavItem(
        "Tindak lanjut", "performance:follow-up-list", "tasks", right=FOLLOW_UP_RIGHTS, order=51
    ),
    NavItem(
        "Naskah LKjIP",
        "performance:text-home",
        "text",
        right=("performance.edit_text", "performance.edit_city_text"),
        order=55,
    ),
    NavItem("Data LKPJ", "performance:record-home", "text", right="performance.view", order=56),
    NavItem("SAKIP", "performance:sakip-list", "check", right="performance.view", order=57),
    NavItem(
        "Aturan", "performance:settings", "settings", right="performance.manage_settings", order=60
    ),
]
