from organizations.access import Access
from organizations.choices import Role
from organizations.permissions import ROLE_RIGHTS, Scope
from organizations.rights import RIGHTS


def rights_of(access: Access) -> list[tuple[str, str]]:
    """What a person may do, in words, and where."""
    return [
        (words, "seluruh kota" if right in access.everywhere else "unit sendiri")
        for right, words in RIGHTS.items()
        if access.has(right)
    ]


def rights_table() -> list[tuple[str, list[str]]]:
    """Every right with the scope each role holds it in, in the order of the roles."""
    words = {Scope.ALL: "seluruh kota", Scope.OWN: "unit sendiri"}
    return [
        (text, [words.get(ROLE_RIGHTS[role].get(right), "") for role in Role.values])  # type: ignore[arg-type]
        for right, text in RIGHTS.items()
    ]
