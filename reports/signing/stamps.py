"""The time of a signature by a time stamping authority (RFC 3161)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reports.signing.calling import Limits, posted
from reports.signing.troubles import ServiceAway

WHO = "Layanan stempel waktu"
WRONG = f"{WHO} menjawab tidak benar. Tidak ada yang ditandatangani."


@dataclass(frozen=True)
class Clock:
    """Where the city gets its time stamps from."""

    url: str
    limits: Limits = field(default_factory=Limits)


def stamper(clock: Clock) -> Any:
    """A time stamper for pyHanko that never waits longer than the clock's limits."""
    from asn1crypto import tsp  # noqa: PLC0415
    from pyhanko.sign.timestamps import TimeStamper  # noqa: PLC0415

    class Stamper(TimeStamper):
        async def async_request_tsa_response(self, req: Any) -> Any:
            headers = {"Content-Type": "application/timestamp-query"}
            answer = posted(clock.url, req.dump(), headers, clock.limits, who=WHO)
            if answer.status != 200:
                raise ServiceAway(
                    f"{WHO} menolak permintaan (kode {answer.status}). Tidak ada yang ditandatangani."
                )
            return tsp.TimeStampResp.load(answer.body)

        async def async_timestamp(self, message_digest: Any, md_algorithm: Any) -> Any:
            try:
                return await super().async_timestamp(message_digest, md_algorithm)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise ServiceAway(WRONG) from error  # no answer of RFC 3161, or to another question

    return Stamper()
