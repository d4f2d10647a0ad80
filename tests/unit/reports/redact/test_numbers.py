from __future__ import annotations

import time

import pytest

from coercionscan.reports.redact.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("My social is 219-09-9999, okay?", "219-09-9999", "social security number"),
        ("Social security number: 219 09 9999.", "219 09 9999", "social security number"),
        ("call me at (555) 010-0199 tonight", "(555) 010-0199", "phone number"),
        ("it's 555-0142", "555-0142", "phone number"),
        ("ring +44 20 7946 0018", "+44 20 7946 0018", "phone number"),
        ("ring 01632 960 983", "01632 960 983", "phone number"),
        ("write to a.pell+x@mail.example.org please", "a.pell+x@mail.example.org", "e-mail address"),
        ("DOB 03/09/1989", "03/09/1989", "date of birth"),
        ("I was born on the 4th of March 1990.", "4th of March 1990", "date of birth"),
        ("my birthday is June 7, 1991", "June 7, 1991", "date of birth"),
        ("I live at 12 Quay Street.", "12 Quay Street", "address"),
        ("1420 N. Old Mill Road, apartment 4", "1420 N. Old Mill Road", "address"),
        ("license plate 4KD 882", "4KD 882", "licence or plate"),
        ("card 4000 1234 5678 9010", "4000 1234 5678 9010", "card or account number"),
        ("five five five, oh one four two", "five five five, oh one four two", "spoken number"),
    ],
)
def test_each_kind_is_found_whole(text: str, value: str, kind: str) -> None:
    assert [(text[start:end].rstrip("."), found) for start, end, found in numbers_in(text)] == [(value, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "It is 11:20 PM on the 4th of May.",
        "He was born in a barn and he had 2 brothers, 14 cows.",
        "page 12, line 231, turn 63",
        "about 20 minutes, maybe 1,500 dollars",
        "one two three, go",
        "the 3 of us drove 40 miles",
        "room 10 on floor 3",
        "He got his license in 2009.",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    assert list(numbers_in(text)) == []


@pytest.mark.parametrize("unit", ["1", "1-", "a@", "one ", "12 Aa ", "born is ", "+1 2"])
def test_long_lines_take_linear_time(unit: str) -> None:
    def took(length: int) -> float:
        text = unit * (length // len(unit))
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            list(numbers_in(text))
            best = min(best, time.process_time() - start)
        return best

    assert took(80_000) < 40 * max(took(10_000), 0.001)
