"""Log lines: one per event, with the number of the request they belong to."""

import logging
import time
from contextvars import ContextVar

request_number: ContextVar[str] = ContextVar("request_number", default="-")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_number = request_number.get()
        return True


class LineFormatter(logging.Formatter):
    """UTC time, level, request number, logger, message; control characters are escaped."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(request_number)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - name of the base class
        # A line break inside a message could forge a second log line.
        record.message = record.message.translate(_CONTROL)
        return super().formatMessage(record)


_CONTROL = {code: f"\\x{code:02x}" for code in [*range(32), 127] if code != 9}
