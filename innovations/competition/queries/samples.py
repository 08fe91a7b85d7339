"""Editions to begin from: the national competition of 2021 and 2025, KOVABLIK, a city of 2024.

Sources: PermenPANRB 7/2021 with KepmenPANRB 161/2021 (ten categories, groups, ages), Pedoman
Menteri PANRB 4/2025 (groups), the KOVABLIK form of 2022 (sections and word limits), the call of
Kota Tegal 2024 (categories and criteria). None of them publishes the weights of the criteria: they
are zero and the committee fills them in before the edition can be opened.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent.parent / "samples.json"


@cache
def _known() -> dict[str, Any]:
    return json.loads(_FILE.read_text())


def templates() -> list[tuple[str, str]]:
    """Code and label of each."""
    return [(row["code"], row["label"]) for row in _known()["editions"]]


def template(code: str) -> dict[str, Any]:
    """The rules of one, as `competition.queries.rules.rules_of` writes them; KeyError without it."""
    rules = {row["code"]: row["rules"] for row in _known()["editions"]}[code]
    groups = [_group(group) for group in rules["groups"]]
    return {**rules, "check_items": _known()["check_items"], "groups": groups}


def _group(given: dict[str, Any]) -> dict[str, Any]:
    """The group with the parts it shares with others written out."""
    known = _known()
    group = {name: value for name, value in given.items() if name != "stages"}
    sections = [row for part in given["sections"] for row in known["sections"][part]]
    later = [
        {**row, "tie_break": None} for row in known["criteria"]
    ]  # the first stage decides ties
    criteria = {**dict.fromkeys(given["stages"], later), given["stages"][0]: known["criteria"]}
    papers = known["papers"][given["papers"]]
    return {**group, "sections": sections, "papers": papers, "criteria": criteria}
