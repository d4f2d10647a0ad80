"""An invented interview of 60,000 words in short turns, as dense with findings as the densest real ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coercionscan import records as r
from tests.unit.reports.made import LINES, Line, analysis_of, fact_of, risk_of, transcript_of

WORDS = 60_000
_TURN = 10
_SAID = (
    "You told us the door was open when you got there",
    "I don't know, maybe it was, I wasn't looking at it",
    "What did you do with the keys after you left him",
    "I put them back on the hook, like I always do",
    "That isn't what the other one says, so try it again",
    "Okay, then I guess I could have had them with me",
)
_CODES = (
    ("implied_leniency", "inducement"),
    ("knowledge_claim", "pressure"),
    ("fact_feeding", "contamination"),
    ("denial", "suspect"),
)
_EVERY_FACT, _EVERY_CONFESSION = 10, 160
"""Turns between two details, and between two confessions."""


def long_analysis() -> r.Analysis:
    """About one finding for two turns, a detail for ten, a confession for 160."""
    count = WORDS // _TURN
    lines = [_line(at) for at in range(count)]
    transcript, base = transcript_of(lines, name="long.txt"), analysis_of()
    turns = transcript.turns
    confessions = tuple(_confessions(turns))
    fact = fact_of(turns)
    return replace(
        base,
        transcript=transcript,
        tagging=replace(
            base.tagging,
            tags=tuple(_tags(turns)),
            question_forms=tuple(base.tagging.question_forms[at % len(LINES)] for at in range(count)),
        ),
        ledger=replace(
            base.ledger,
            facts=tuple(
                replace(fact, id=f"f{at}", label=f"keys on hook {at}", first_turn_index=at, uptake_turn_index=at + 3)
                for at in range(0, count - 3, _EVERY_FACT)
            ),
        ),
        confessions=confessions,
        risks=tuple(risk_of(one.id) for one in confessions),
        trajectory=tuple(
            r.StanceChange(turn_index=at, stance=list(r.Stance)[at % 3], changed=True) for at in range(1, count, 5)
        ),
    )


def _line(at: int) -> Line:
    speaker, role, _ = LINES[at % len(LINES)]
    return speaker, role, _SAID[at % len(_SAID)]


def _tags(turns: Sequence[r.Turn]) -> Iterator[r.Tag]:
    for turn in turns:
        if turn.index % 5 < 2:
            yield _tag(turn, *_CODES[turn.index % len(_CODES)], "rule")
        if turn.role.asks and turn.index % 3 == 0:
            yield _tag(turn, "closed_question", "questioning", "question_form")


def _tag(turn: r.Turn, code: str, domain: str, tagger: str) -> r.Tag:
    words = f"matches the pattern '{' '.join(f'(word {turn.index % 40}|other)' for _ in range(12))}'"
    return r.Tag(
        id=f"{code}-{turn.index * 2_654_435_761 % 2**40:010x}",
        code=code,
        domain=domain,
        turn_index=turn.index,
        span=r.Span(start=turn.span.start, end=turn.span.start + 12),
        text=turn.text[:12],
        confidence=0.5 + turn.index % 500 / 1000,
        tagger=tagger,
        status=(r.TagStatus.ACTIVE, r.TagStatus.SUGGESTED, r.TagStatus.SUPPRESSED)[turn.index % 7 % 3],
        evidence=r.Evidence(rule_id="rule", explanation=f"{words} Probability 0.{turn.index % 100:02}."),
    )


def _confessions(turns: Sequence[r.Turn]) -> Iterator[r.Confession]:
    for at in range(_EVERY_CONFESSION, len(turns), _EVERY_CONFESSION):
        start = at - at % 2 + 1
        yield r.Confession(
            id=f"c{at}",
            kind=r.ConfessionKind.PARTIAL,
            first_turn_index=start,
            last_turn_index=min(start + 90, len(turns) - 1),
            acts=(turns[start].text,),
            admission_tag_ids=(),
        )
