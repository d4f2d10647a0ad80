from __future__ import annotations

import pytest

from coercionscan.transcripts.quotes import quotations
from coercionscan.transcripts.read import read


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("\u201c", "\u201d"),
        ('"', '"'),
        ("\u2018", "\u2019"),
        ("'", "'"),
        ("``", "''"),
        ("''", "''"),
        ("\u00ab", "\u00bb"),
    ],
)
def test_all_styles_of_quotation_signs(opens: str, closes: str) -> None:
    text = f"{opens}Where were you?{closes} asked Amsel.\n{opens}I wasn't there,{closes} Brigg said.\n"
    found = quotations(text)
    assert [(text[quote.start : quote.end], quote.who) for quote in found] == [
        ("Where were you?", "Amsel"),
        ("I wasn't there,", "Brigg"),
    ]


@pytest.mark.parametrize(
    ("tag", "who"),
    [
        ('"Go," said Sergeant Amsel.', "Sergeant Amsel"),
        ('"Go," Det. Amsel then said.', "Det. Amsel"),
        ('"Go," the old sergeant whispered.', "the old sergeant"),
        ('Ida Brigg answered quietly, "Go."', "Ida Brigg"),
        ('Amsel: "Go."', "Amsel"),
        ('"Go," he said.', "he"),
        ('"Go." The door fell shut.', None),
    ],
)
def test_tags_name_the_speaker(tag: str, who: str | None) -> None:
    assert quotations(tag)[0].who == who


BOOK = """\u201cWhere were you?\u201d asked Amsel.

\u201cAt home,\u201d said Brigg. \u201cAll night.\u201d

\u201cAll night?\u201d

\u201cI told you.\u201d He looked away.

\u201cYou told me,\u201d Amsel said, \u201cthat you were out.\u201d

\u201cI was not out.\u201d
"""


def test_untagged_quotations_take_turns_and_are_doubtful() -> None:
    turns = [turn for turn in read(BOOK.encode()).turns if turn.origin == "spoken"]
    assert [turn.speaker for turn in turns] == ["Amsel", "Brigg", "Brigg", "Amsel", "Brigg", "Amsel", "Amsel", "Brigg"]
    assert [turn.attribution == "doubtful" for turn in turns] == [False, False, False, True, True, False, False, True]


def test_what_is_told_is_narration() -> None:
    told = [turn.text for turn in read(BOOK.encode()).turns if turn.origin == "narration"]
    assert "He looked away." in told
