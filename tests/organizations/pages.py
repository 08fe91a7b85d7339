"""The pages of organizations: accounts, people, units, the city."""

from __future__ import annotations

from organizations.models import Assignment, FileImport, Holiday, Organization, User
from tests.pages.places import (
    BPD,
    INS,
    KPL,
    ORG,
    PUBLIC,
    SIGNED_IN,
    SYS,
    Args,
    Page,
    Place,
    first,
    once,
)

O = "organizations:"  # noqa: E741 - reads like the others


PAGES = (
    Page("home", PUBLIC),
    Page("dashboard", SIGNED_IN),
    Page(f"{O}login", PUBLIC, status=(200, 302)),
    Page(f"{O}reset", PUBLIC),
    Page(f"{O}reset-sent", PUBLIC),
    Page(f"{O}sitemap", PUBLIC, is_file=True),
    Page(f"{O}sitemap-part", PUBLIC, lambda place: ["kinerja", "beranda"], is_file=True),
    Page(f"{O}robots", PUBLIC, is_file=True),
    # One's own account
    Page(f"{O}profile", SIGNED_IN),
    Page(f"{O}password", SIGNED_IN),
    Page(f"{O}second-factor", SIGNED_IN, steady="the steps"),
    Page(f"{O}second-factor-off", SIGNED_IN),
    Page(f"{O}recovery-codes", SIGNED_IN),
    Page(f"{O}token", SIGNED_IN, status=(302,)),
    Page(f"{O}style-guide", SIGNED_IN, steady="samples"),
    Page(f"{O}rights", SIGNED_IN, steady="every right of the table"),
    # Administration
    Page(f"{O}user-list", frozenset({SYS})),
    Page(f"{O}user-create", frozenset({SYS})),
    Page(f"{O}user-detail", frozenset({SYS}), first(User)),
    Page(f"{O}user-edit", frozenset({SYS}), first(User)),
    Page(
        f"{O}user-state", frozenset({SYS}), lambda place: [User.objects.first().pk, "nonaktifkan"]
    ),
    Page(f"{O}assignment-create", frozenset({SYS}), first(User)),
    Page(f"{O}assignment-end", frozenset({SYS}), first(Assignment)),
    Page(f"{O}user-import", frozenset({SYS}), steady="the columns of the file"),
    Page(f"{O}user-import-template", frozenset({SYS}), is_file=True),
    Page(f"{O}unit-import", frozenset({SYS}), steady="the columns of the file"),
    Page(f"{O}unit-import-template", frozenset({SYS}), is_file=True),
    Page(f"{O}unit-list", frozenset({SYS})),
    Page(f"{O}unit-create", frozenset({SYS})),
    Page(f"{O}unit-detail", frozenset({SYS}), first(Organization)),
    Page(f"{O}unit-edit", frozenset({SYS}), first(Organization)),
    Page(f"{O}unit-succession", frozenset({SYS}), first(Organization)),
    # Shut while somebody administers the city
    Page(f"{O}setup-code", PUBLIC, status=(404,)),
    Page(f"{O}setup", PUBLIC, status=(404,)),
    Page(f"{O}city", frozenset({SYS})),
    Page(f"{O}holiday-list", frozenset({SYS, ORG})),
    Page(f"{O}holiday-create", frozenset({SYS, ORG})),
    Page(f"{O}holiday-edit", frozenset({SYS, ORG}), first(Holiday)),
    Page(f"{O}holiday-delete", frozenset({SYS, ORG}), first(Holiday)),
    Page(f"{O}history", frozenset({KPL, BPD, INS, SYS})),
)

ACTS = {
    f"{O}logout": "organizations/test_sign_in.py",
    f"{O}reset-confirm": "organizations/test_sign_in.py",
    f"{O}session-end": "organizations/test_sign_in.py",
    f"{O}user-invite": "organizations/test_users.py",
    f"{O}file-import": "organizations/test_imports.py",
    f"{O}file-import-confirm": "organizations/test_imports.py",
    f"{O}file-import-cancel": "organizations/test_imports.py",
    f"{O}city-logo": "organizations/test_city.py",
}


@once
def file_import(place: Place) -> FileImport:
    owner = User.objects.earliest("pk")
    return FileImport.objects.create(kind="users", file_name="uji.xlsx", uploaded_by=owner)


def imported(place: Place) -> list[int]:
    return [file_import(place).pk]


SUBJECTS: dict[str, Args] = {
    f"{O}user-invite": first(User),
    f"{O}file-import": imported,
    f"{O}file-import-confirm": imported,
    f"{O}file-import-cancel": imported,
}
