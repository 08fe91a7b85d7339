"""What hangs on a draft may change; on what is in use, nothing, whatever the way in."""

import pgtrigger


def changed(*columns: str) -> str:
    """SQL: whether an update gives any of these columns another value."""
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
    return f"(({old}) IS DISTINCT FROM ({new}))"


def draft_only(table: str, draft: str, *path: str) -> pgtrigger.Trigger:
    """Rows may be added, changed or taken away only while the row of `table` above is a draft.

    `path` leads there: the column of the row itself, then table and column of each step, such as
    ("question_id", "surveys_question.questionnaire_id"). A parent that is gone is being deleted
    itself, as a draft.
    """
    first, *steps = path
    keys = f"OLD.{first}, NEW.{first}"
    for step in steps:
        between, column = step.split(".")
        keys = f"SELECT t.{column} FROM {between} t WHERE t.id IN ({keys})"  # noqa: S608 - names of our own tables
    return pgtrigger.Trigger(
        name="draft_only",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=(
            f"IF EXISTS (SELECT 1 FROM {table} p WHERE p.id IN ({keys}) AND p.state <> '{draft}')"  # noqa: S608 - names of our own tables
            " THEN RAISE EXCEPTION 'surveys: this version is in use and stays as it is'"
            " USING ERRCODE = 'check_violation'; END IF; RETURN COALESCE(NEW, OLD);"
        ),
    )
