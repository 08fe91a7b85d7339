"""The one table that grants rights to roles, and the rules of this app.

A right is named `<app>.<verb>`. OWN means: for the unit of the assignment and the units
below it. ALL means: for the whole city. What is not listed is denied.
"""

from __future__ import annotations

from enum import Enum

from organizations.choices import Role


class Scope(Enum):
    OWN = "own"
    ALL = "all"


OWN, ALL = Scope.OWN, Scope.ALL

ROLE_RIGHTS: dict[str, dict[str, Scope]] = {
    Role.OPERATOR_OPD: {
        "performance.view": OWN,
        "performance.edit_plan": OWN,
        "performance.enter": OWN,
        "performance.submit": OWN,
        "performance.request_unlock": OWN,
        "performance.answer_comment": OWN,
        "performance.edit_text": OWN,
        "performance.edit_records": OWN,
        "performance.view_lke": OWN,
        "performance.fill_lke": OWN,
        "complaints.view": OWN,
        "complaints.intake": OWN,
        "complaints.handle": OWN,
        "surveys.view": OWN,
        "surveys.enter": OWN,
        "reports.request": OWN,
        "reports.view": OWN,
    },
    Role.KEPALA_OPD: {
        "performance.view": OWN,
        "performance.verify": OWN,
        "performance.request_unlock": OWN,
        "performance.answer_comment": OWN,
        "performance.edit_text": OWN,
        "performance.edit_records": OWN,
        "performance.view_lke": OWN,
        "performance.submit_lke": OWN,
        "complaints.view": OWN,
        "complaints.handle": OWN,
        "complaints.answer": OWN,
        "surveys.view": OWN,
        "surveys.publish": OWN,
        "reports.request": OWN,
        "reports.view": OWN,
        "organizations.view_activity": OWN,
    },
    Role.ADMIN_PENGHUBUNG: {
        "complaints.view": OWN,
        "complaints.read_secret": OWN,
        "complaints.intake": OWN,
        "complaints.handle": OWN,
        "complaints.answer": OWN,
        "complaints.view_figures": OWN,
        "reports.request": OWN,
    },
    Role.PENGELOLA_SURVEI: {
        "surveys.view": OWN,
        "surveys.manage": OWN,
        "surveys.enter": OWN,
        "surveys.moderate": OWN,
        "reports.request": OWN,
    },
    Role.BAGIAN_ORGANISASI: {
        "performance.view": ALL,
        "performance.edit_records": ALL,
        "performance.edit_city_text": ALL,
        "performance.return": ALL,
        "performance.moderate_comment": ALL,
        "performance.view_lke": ALL,
        "performance.manage_sakip": ALL,
        "complaints.view": ALL,
        "complaints.read_secret": ALL,
        "complaints.intake": ALL,
        "complaints.verify": ALL,
        "complaints.handle": ALL,
        "complaints.answer": ALL,
        "complaints.moderate": ALL,
        "complaints.manage": ALL,
        "complaints.view_retention": ALL,
        "complaints.exchange": ALL,
        "complaints.request_identity": ALL,
        "complaints.view_figures": ALL,
        "surveys.view": ALL,
        "surveys.manage": ALL,
        "surveys.enter": ALL,
        "surveys.moderate": ALL,
        "surveys.publish": ALL,
        "surveys.manage_city": ALL,
        "reports.request": ALL,
        "reports.view": ALL,
        "organizations.manage_holidays": ALL,
    },
    Role.BAPPEDA: {
        "performance.view": ALL,
        "performance.edit_records": ALL,
        "performance.edit_city_text": ALL,
        "performance.edit_plan": ALL,
        "performance.manage_period": ALL,
        "performance.manage_windows": ALL,
        "performance.manage_settings": ALL,
        "performance.accept": ALL,
        "performance.return": ALL,
        "performance.decide_unlock": ALL,
        "performance.moderate_comment": ALL,
        "performance.view_lke": ALL,
        "reports.request": ALL,
        "reports.view": ALL,
        "reports.publish": ALL,
        "organizations.view_activity": ALL,
    },
    Role.INSPEKTORAT: {
        "performance.view": ALL,
        "performance.view_lke": ALL,
        "performance.evaluate_sakip": ALL,
        "performance.review_lkjip": ALL,
        "performance.manage_sakip": ALL,
        "complaints.view_supervisory": ALL,
        "complaints.request_identity": ALL,
        "complaints.view_secret_reads": ALL,
        "complaints.view_figures": ALL,
        "reports.request": ALL,
        "reports.view": ALL,
        "organizations.view_activity": ALL,
    },
    Role.JURI: {},
    Role.PIMPINAN: {
        "performance.view": ALL,
        "performance.agree_city": ALL,
        "complaints.view_figures": ALL,
        "reports.request": ALL,
        "reports.view": ALL,
    },
    Role.PENJAGA_IDENTITAS: {
        "complaints.grant_identity": ALL,
        "complaints.view_secret_reads": ALL,
    },
    Role.TIM_PPA: {"complaints.protect_children": ALL},
    Role.ADMIN_SISTEM: {
        "complaints.view_retention": ALL,
        "organizations.manage_users": ALL,
        "organizations.manage_units": ALL,
        "organizations.manage_city": ALL,
        "organizations.view_activity": ALL,
        "organizations.manage_holidays": ALL,
    },
}
