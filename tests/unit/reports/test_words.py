from __future__ import annotations

import pytest

from coercionscan.reports.words import counted, listed, percent, shortened


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0%"), (0.001, "under 1%"), (0.5, "50%"), (0.999, "over 99%"), (1, "100%")]
)
def test_percent_never_rounds_to_nothing_or_everything(share: float, words: str) -> None:
    assert percent(share) == words


def test_counted() -> None:
    assert (counted(1, "turn"), counted(2000, "turn"), counted(0, "turn")) == ("1 turn", "2,000 turns", "0 turns")


def test_long_lists_are_cut() -> None:
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert shortened("Not settled: a, b, c, d. Set it, please.") == "Not settled: a, b, c and 1 more. Set it, please."
    assert shortened("67 labels, all alike, were merged.") == "67 labels, all alike, were merged."
