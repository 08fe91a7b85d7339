"""What a stated total keeps beside the details that arrive after it."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

Amount = TypeVar("Amount", int, Decimal)


def absorbed(remainder: Amount, change: Amount) -> tuple[Amount, Amount]:
    """What is left of a remainder when the details under it change, and what does not fit.

    left = remainder − change, while the details stay within the stated total
    over = what the stated total grows by, otherwise; 0 where everything fits
    Whole rupiah. A negative remainder (details above the stated total) takes what is taken away
    from the details and nothing that is added to them.
    Source: rule of this project (decision 31); a stated total is kept until a person raises it.

    >>> absorbed(40, 40), absorbed(40, 100), absorbed(40, -10), absorbed(-20, 5)
    ((0, 0), (0, 60), (50, 0), (-20, 5))
    """
    none = remainder - remainder
    over = max(change - max(remainder, none), none)
    return remainder - (change - over), over
