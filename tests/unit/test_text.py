"""Lines and words of a text, and its plain form."""

from __future__ import annotations

import pytest

from coercionscan.text import count_words, newline_lines, straighten


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a\nb\n", ["a", "b"]),
        ("a\r\nb\rc", ["a", "b", "c"]),
        ("a\n\n", ["a", ""]),
        ("a\u2028b\x85c\x0cd\n", ["a\u2028b\x85c\x0cd"]),
    ],
)
def test_only_a_newline_ends_a_line(text: str, lines: list[str]) -> None:
    assert newline_lines(text) == lines


@pytest.mark.parametrize("text", ["", " ", "\n \n", "one", " one\n", "one two", "one  two\n\nthree   four "])
def test_words_are_counted_as_split_parts_them(text: str) -> None:
    assert count_words(text) == len(text.split())


def test_any_white_space_parts_words() -> None:
    signs = [sign for sign in map(chr, range(0x3100)) if count_words(f"a{sign}b") != len(f"a{sign}b".split())]
    assert signs == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("go on", "go on"),
        ("go\non", "go on"),
        ("go`on", "go'on"),
        ("go\ton\r\n\f\von", "go on    on"),
        ("\u201cgo\u201d \u2014 on\u2019s", '"go" - on\'s'),
    ],
)
def test_a_text_is_made_plain_one_for_one(text: str, plain: str) -> None:
    assert straighten(text) == plain
