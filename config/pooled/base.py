"""PostgreSQL behind a transaction pooler (PgBouncer): time limits that hold all the same.

A pooler lends a server connection for one transaction only, refuses limits in the start-up packet
and would keep a plain SET for the next borrower. So the limits are set for the transaction, in the
same message as its first statement: no extra round trip, nothing left behind, and nothing that the
pooler has to be told. A statement outside a transaction is one by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.db.backends.postgresql import base
from psycopg import sql
from psycopg.pq import TransactionStatus


class LimitedCursor(base.Cursor):  # type: ignore[name-defined, misc]
    """A cursor that begins every transaction with the limits of its process."""

    limits: tuple[str, ...] = ()  # statements `SET LOCAL …`

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        if not self.limits or self._is_inside_transaction:
            return super().execute(query, params, **options)
        if isinstance(query, sql.Composable):
            query = query.as_string(self.connection)
        super().execute("; ".join([*self.limits, query]), params, **options)
        for _ in self.limits:
            self.nextset()  # past the results of the limits, to those of the statement
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        if not self.limits or self._is_inside_transaction:
            super().executemany(query, params_seq, **options)
            return
        with self.connection.transaction():
            super().execute("; ".join(self.limits))
            super().executemany(query, params_seq, **options)

    @property
    def _is_inside_transaction(self) -> bool:
        return self.connection.info.transaction_status != TransactionStatus.IDLE


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with `DATABASES[…]["LIMITS"]`: {"statement_timeout": milliseconds, …}."""

    def get_connection_params(self) -> dict[str, Any]:
        limits: Mapping[str, int] = self.settings_dict.get("LIMITS", {})
        lines = tuple(f"SET LOCAL {name} = {int(value)}" for name, value in limits.items())
        params = super().get_connection_params()
        return {**params, "cursor_factory": type("Cursor", (LimitedCursor,), {"limits": lines})}
