"""What clients of GeoReport v2 send, read strictly."""

from collections.abc import Mapping


class Refused(Exception):
    """An error of the protocol: its HTTP status, what to do in a sentence, headers it goes with."""

    def __init__(
        self, status: int, sentence: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers or {})
