"""Names of a file found among the city's own: categories, units, kelurahan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from complaints.formulas.words import suggested, words_of
from complaints.models import Area, Category, Sp4nCategory
from organizations.models import Organization

LONG = 5  # letters a keyword has before it counts inside another word
NEAR = 3
OTHER = "lainnya"
# Categories, of the city and of SP4N-LAPOR!, whose reports belong to the team that protects children.
OF_CHILDREN = (
    "perlindungan anak", "eksploitasi anak", "anak terlantar", "kekerasan terhadap anak",
    "kekerasan pada anak", "kekerasan di satuan pendidikan",
)  # fmt: skip


def folded(text: str) -> str:
    """Case, no-break spaces, signs and doubled spaces make no difference."""
    return " ".join(words_of(text.replace("\xa0", " ")))


def is_of_children(*names: str) -> bool:
    """Whether a category, in any of its parts, speaks of the protection of children."""
    said = f" {' '.join(folded(name) for name in names)} "
    return any(f" {words} " in said for words in OF_CHILDREN)


@dataclass
class Names:
    """Everything of the city by name, read once for a file."""

    categories: list[Category] = field(default_factory=list)
    units: dict[str, Organization] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    national: frozenset[tuple[str, str]] = frozenset()  # main and name at SP4N-LAPOR!
    is_theirs: bool = False  # the file is of SP4N-LAPOR!: what it knows is a category
    found: dict[tuple[str, str], Category | None] = field(default_factory=dict)

    @classmethod
    def read(cls, *, is_theirs: bool = False) -> Names:
        rows = Category.objects.filter(is_active=True).select_related("sp4n", "unit")
        units = Organization.objects.filter(valid_to=None)
        named = {
            folded(name): unit for unit in units for name in (unit.name, unit.short_name, unit.code)
        }
        areas = Area.objects.filter(is_active=True).order_by("-parent")
        pairs = Sp4nCategory.objects.values_list("main", "name")
        national = frozenset((folded(main), folded(name)) for main, name in pairs)
        by_name = {folded(area.name): area for area in areas}
        return cls(list(rows), named, by_name, national, is_theirs)

    def category(self, text: str, main: str = "") -> Category | None:
        """By its name, its name at SP4N-LAPOR!, its keywords; None for what nothing fits.

        Of SP4N-LAPOR! `main` and `text` together are the name. What it knows and the city has
        no category for is “lainnya”.
        """
        key = folded(main), folded(text)
        if key not in self.found:
            self.found[key] = self._category(*key) or self._known_there(*key)
        return self.found[key]

    def _category(self, main: str, name: str) -> Category | None:
        said = name or main
        if not said:
            return None
        for row in self.categories:
            if main and row.sp4n and (folded(row.sp4n.main), folded(row.sp4n.name)) == (main, name):
                return row
        for names in (_own, _national):
            found = [row for row in self.categories if said in names(row)]
            if found:
                return found[0]
        return self._by_words(said) or (self._category("", main) if name and main else None)

    def _known_there(self, main: str, name: str) -> Category | None:
        if not (main or self.is_theirs):
            return None
        said = f"{main} {name}".strip()
        for pair in self.national:
            if said in (pair[0], pair[1], " ".join(pair)):
                return self._category("", OTHER)
        return None

    def mains(self, text: str, main: str = "") -> frozenset[str]:
        """The main categories of SP4N-LAPOR! that a name may stand under."""
        if main:
            return frozenset({folded(main)})
        said = folded(text)
        return frozenset(pair[0] for pair in self.national if said in (*pair, " ".join(pair)))

    def _by_words(self, said: str) -> Category | None:
        words = set(said.split())
        for row in self.categories:
            if words <= set(folded(row.name).split()):
                return row
        keywords = [(row.code, f"{row.keywords},{row.code}") for row in self.categories]
        codes = suggested(said, keywords)
        if not codes:
            inside = (
                row.code
                for row in self.categories
                for word in row.keywords.split(",")
                if len(word.strip()) >= LONG and word.strip() in said
            )
            codes = list(inside)
        return next((row for row in self.categories if codes and row.code == codes[0]), None)

    def unit(self, text: str) -> Organization | None:
        return self.units.get(folded(text))

    def area(self, text: str) -> Area | None:
        said = folded(text)
        return self.areas.get(said.removeprefix("kelurahan ").removeprefix("desa "))

    def near_category(self, text: str) -> str:
        return near(text, (row.name for row in self.categories))

    def near_unit(self, text: str) -> str:
        return near(text, (unit.short_name for unit in self.units.values()))

    def near_area(self, text: str) -> str:
        return near(text, (area.name for area in self.areas.values()))


def _own(row: Category) -> set[str]:
    return {folded(row.name), folded(row.code)}


def _national(row: Category) -> set[str]:
    if row.sp4n is None:
        return set()
    main, name = folded(row.sp4n.main), folded(row.sp4n.name)
    return {main, name, f"{main} {name}".strip()} - {""}


def near(text: str, names: Iterable[str]) -> str:
    """The names that are spelled most alike, for the sentence of an error."""
    by_fold = {folded(name): name for name in names}
    found = get_close_matches(folded(text), by_fold, n=NEAR, cutoff=0.3)
    return ", ".join(by_fold[name] for name in found)
