from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.errors import UsageError
from coercionscan.records import Analysis, Case, Ledger, Role, Span
from coercionscan.reports import formats
from coercionscan.reports.redact.records import redacted, redacted_ledger
from coercionscan.reports.redact.redaction import Moved, Piece
from tests.unit.reports.made import LINES, analysis_of, transcript_of

NAMES = ("Edgar", "edgar", "EDGAR", "Pell", "PELL", "pell", "Rowe", "ROWE", "Penrose", "Tobias")
SAID = [
    "Edgar, it will go a lot easier. You used the red can, right? Mr. Penrose says so.",
    "No. Tobias did. Call 555-0142, I live at 12 Quay Street.",
    "We can't promise you anything, Mr. Edgar Pell. What happened at the barn?",
    "Okay. I lit it, Detective Rowe. I, Edgar Pell, born 03/09/1989.",
    "Do you want a break? Penrose's van is outside.",
    "I take it back.",
]


def _made() -> Analysis:
    lines = [(speaker, role, said) for (speaker, role, _), said in zip(LINES, SAID, strict=True)]
    made = analysis_of(transcript_of(lines, name="Edgar-Pell-2019.txt"))
    fact = replace(made.ledger.facts[0], label="edgar pell used a red can", terms=("edgar", "red", "can"))
    return replace(made, ledger=replace(made.ledger, facts=(fact,)))


def test_findings_and_scores_stay_and_every_span_cuts_out_its_words() -> None:
    before = _made()
    after, _ = redacted(before, ("names", "numbers"))
    assert after.risks == before.risks
    assert [(tag.id, tag.code, tag.status) for tag in after.tagging.tags] == [
        (tag.id, tag.code, tag.status) for tag in before.tagging.tags
    ]
    for tag in after.tagging.tags:
        assert after.transcript.text[tag.span.start : tag.span.end] == tag.text
        turn = after.transcript.turns[tag.turn_index]
        assert tag.span.within(turn.span)
    assert [turn.speaker for turn in after.transcript.turns[:2]] == ["Officer", "Suspect"]
    assert after.transcript.turns[3].text.startswith(
        "Okay. I lit it, Detective Officer. I, Suspect, born [date of birth 1]"
    )


@pytest.mark.parametrize("name", [name for name in formats.NAMES if not formats.is_binary(name)])
def test_no_name_and_no_number_is_left_in_any_format(name: str) -> None:
    after, _ = redacted(_made(), ("names", "numbers"))
    made = str(formats.render(after, name, formats.Options(with_text=True)))
    for word in (*NAMES, "555-0142", "Quay", "03/09/1989"):
        assert not re.search(rf"\b{re.escape(word)}\b", made), word
    assert "Suspect" in made or name == "csv"


def test_the_report_says_that_it_was_redacted() -> None:
    after, _ = redacted(_made(), ("names",))
    assert ("redacted", "names") in after.run.config
    assert after.transcript.notices[-1].slug == "redacted"
    assert after.transcript.source.name == "transcript.txt"


def test_a_transcript_in_capitals_warns_that_other_names_stay() -> None:
    lines = [(speaker, role, said.upper()) for (speaker, role, _), said in zip(LINES, SAID, strict=True)]
    after, _, _ = redacted_ledger(transcript_of(lines), Ledger(facts=()), ("names",))
    assert [one.slug for one in after.notices][-2:] == ["redacted_without_capitals", "redacted"]


def test_one_thing_has_one_pseudonym_and_the_list_tells_them() -> None:
    after, redaction = redacted(_made(), ("names", "numbers"))
    told = dict(redaction.replacements)
    assert told["555-0142"] == "[phone number 1]"
    assert told["Edgar Pell"] == told["Edgar"] == "Suspect"
    assert after.transcript.text.count(told["Penrose"]) == 2
    again, _ = redacted(_made(), ("names", "numbers"))
    assert again == after


def test_numbers_alone_leave_names() -> None:
    after, _ = redacted(_made(), ("numbers",))
    assert "Edgar" in after.transcript.text
    assert "555-0142" not in after.transcript.text


def test_a_case_gives_the_pseudonym() -> None:
    case = Case(pseudonyms=(("Edgar Pell", "Mr A"),))
    after, _ = redacted(_made(), ("names",), case)
    assert {turn.speaker for turn in after.transcript.turns if turn.role is Role.SUSPECT} == {"Mr A"}


def test_a_ledger_alone_is_redacted_too() -> None:
    made = _made()
    transcript, ledger, _ = redacted_ledger(made.transcript, made.ledger, ("names",))
    assert ledger.facts[0].label == "Suspect used a red can"
    assert ledger.facts[0].mentions[0].text in transcript.text


@pytest.mark.parametrize("kinds", [(), ("faces",)])
def test_unknown_kinds_are_refused(kinds: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        redacted(_made(), kinds)


words = st.lists(
    st.sampled_from(["Edgar", "saw", "Mr", "Penrose", "barn", "the", "Pell's", ",", ".", "at", "\n"]), max_size=25
)


@given(words, st.data())
def test_spans_move_with_their_words(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    pieces = [
        Piece(at, at + 4, data.draw(st.sampled_from(["", "X", "longer one"])))
        for at in range(0, len(text) - 4, 7)
        if data.draw(st.booleans())
    ]
    moved = Moved.of(pieces)
    new, at = "", 0
    for piece in pieces:
        new += text[at : piece.start] + piece.new
        at = piece.end
    new += text[at:]
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    span = moved.span(Span(start=low, end=high))
    assert 0 <= span.start <= span.end <= len(new)
    if not any(piece.start < high and low < piece.end for piece in pieces):
        assert new[span.start : span.end] == text[low:high]
    assert moved.end(len(text)) == len(new) or not text
