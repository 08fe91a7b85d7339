"""What clients of GeoReport v2 send, read strictly."""


class Refused(Exception):
    """An error of the protocol: its HTTP status, and what to do in a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
