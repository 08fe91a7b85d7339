"""Whether an answer is stored already."""

from __future__ import annotations

from uuid import UUID

from surveys.models import Response


def is_stored(key: UUID) -> bool:
    return Response.objects.filter(client_key=key).exists()
