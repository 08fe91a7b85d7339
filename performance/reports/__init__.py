"""The reports of performance; importing a module files its definitions."""

from performance.reports import (
    action_plan,
    agreement,
    cascade,
    e58,
    e60,
    e80,
    e81,
    iku,
    lkjip,
    lkpj,
    sakip_lhe,
    sakip_ranking,
)

__all__ = [
    "action_plan",
    "agreement",
    "cascade",
    "e58",
    "e60",
    "e80",
    "e81",
    "iku",
    "lkjip",
    "lkpj",
    "sakip_lhe",
    "sakip_ranking",
]
