"""What every page owes its reader: language, one heading, a title of its own, labels."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from django.core.management import call_command
from django.test import Client

from organizations.models import User
from tests.pages.places import EMAILS, LOOKING, OWN, YEAR, Page
from tests.pages.table import READABLE

CONTROLS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button"}
# The code of a survey period, for machines; not part of a file's name.
PERIOD_CODE = re.compile(r"(?<![\w-])(?:19|20)\d\d-[ST][1-4]")
FOREIGN_WORDS = ("This field", "Submit", "None</", "Traceback", "lorem", "TODO")


@pytest.fixture(scope="module")
def browse(demo_city, tmp_path_factory):
    """GET a page as the first role that may read it."""
    where = tmp_path_factory.mktemp("dokumen") / "e81.pdf"
    params = [f"opd={OWN.code}", f"tahun={YEAR - 1}", "triwulan=4"]
    call_command("render_report", "e81", param=params, out=where)
    clients = {"": Client()}
    for role in LOOKING:
        clients[role] = Client()
        clients[role].force_login(User.objects.get(email=EMAILS[role]))

    def get(target: Page) -> str:
        role, place = target.reader()
        answer = clients[role].get(target.url(place))
        return answer.content.decode() if answer.status_code == 200 else ""

    return get


titles: Counter[str] = Counter()


@pytest.mark.parametrize("target", READABLE, ids=str)
def test_page_has_its_bones(browse, target: Page) -> None:
    text = browse(target)
    tree = tinyhtml5.parse(text, namespace_html_elements=False)
    assert tree.get("lang") == "id"
    assert [e.tag for e in tree.iter("h1")] == ["h1"]
    words = title_of(tree)
    assert words.endswith("Kota Pekalongan")
    titles[words] += 1
    assert titles[words] == 1, f"{words} is the title of two pages"
    assert tree.find(".//a[@class='skip-link']").get("href") == "#isi"
    assert tree.find(".//main").get("id") == "isi"
    assert tree.find(".//main//meta") is None
    assert unlabelled(tree) == []
    assert doubled_ids(tree) == []
    assert [word for word in FOREIGN_WORDS if word in text] == []
    for table in tree.find(".//main").iter("table"):
        assert table.find("caption") is not None, "a table without a caption"
    if target.name.startswith(("surveys:", "performance:follow-up")):
        assert PERIOD_CODE.findall(" ".join(tree.find(".//body").itertext())) == []


def title_of(tree: Element) -> str:
    return " ".join("".join(tree.find(".//title").itertext()).split())


def unlabelled(tree: Element) -> list[str]:
    """Names of controls without label, aria-label or aria-labelledby."""
    labelled = {label.get("for") for label in tree.iter("label")}
    inside = {id(control) for label in tree.iter("label") for control in label.iter()}
    return [
        control.get("name") or control.tag
        for control in tree.iter()
        if control.tag in CONTROLS
        and control.get("type") not in UNLABELLED
        and control.get("id") not in labelled
        and id(control) not in inside
        and not (control.get("aria-label") or control.get("aria-labelledby"))
    ]


def doubled_ids(tree: Element) -> list[str]:
    counts = Counter(e.get("id") for e in tree.iter() if e.get("id"))
    return [name for name, count in counts.items() if count > 1]
