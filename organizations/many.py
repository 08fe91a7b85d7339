"""Thousands of rows saved in one statement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from typing import Any

from django.db import connection, models


def update_many(rows: Sequence[models.Model], fields: Collection[str]) -> None:
    """`bulk_update` for thousands of rows: one list for each field, where that writes a branch for
    each row and field. The database tells its triggers of every row, as always."""
    if not rows:
        return
    meta = rows[0]._meta
    columns = [meta.pk, *(meta.get_field(name) for name in fields)]
    given = ", ".join(f"%s::{field.cast_db_type(connection)}[]" for field in columns)
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    key, *others = names.split(", ")
    settings = ", ".join(f"{name} = given.{name}" for name in others)
    table = connection.ops.quote_name(meta.db_table)
    sql = (
        f"UPDATE {table} SET {settings} FROM unnest({given}) AS given ({names}) "  # noqa: S608
        f"WHERE {table}.{key} = given.{key}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [[_written(field, row) for row in rows] for field in columns])


def _written(field: Any, row: models.Model) -> Any:
    value = field.get_db_prep_save(getattr(row, field.attname), connection)
    return value.value if isinstance(value, Enum) else value  # a list of the database has one type
