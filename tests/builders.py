"""Builds transcripts, tags and details by hand, so that a stage can be tested without the stages before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from coercionscan.lexicon.catalogue import HOME
from coercionscan.lexicon.profile import Profile, SessionFactorEntry, parse_profile, parse_session_factor
from coercionscan.records import (
    Confession,
    ConfessionKind,
    Evidence,
    Fact,
    FactForm,
    Ledger,
    Quality,
    QuestionForm,
    Role,
    Source,
    Span,
    Speaker,
    Tag,
    Tagging,
    TagStatus,
    Transcript,
    Turn,
    Uptake,
)
from coercionscan.risk.codes import CodeScoring

Line = tuple[str, str]
ROLES = {
    "I": Role.INTERROGATOR,
    "J": Role.INTERROGATOR,
    "S": Role.SUSPECT,
    "T": Role.SUSPECT,
    "W": Role.WITNESS,
    "C": Role.COUNSEL,
    "A": Role.APPROPRIATE_ADULT,
    "U": Role.UNKNOWN,
}
NAMES = {"I": "DET. ROWE", "J": "SGT. IKEDA", "S": "PELL", "T": "MARR", "W": "MS. OYELARAN", "C": "MR. BAPTISTE"}


def transcript(
    *lines: Line, roles: dict[str, Role] | None = None, names: dict[str, str] | None = None, **more: Any
) -> Transcript:
    """A transcript of (speaker key, words); ``more`` goes to its quality card, ``times_ms`` to its turns."""
    times: Sequence[int] = more.pop("times_ms", ())
    known, called = {**ROLES, **(roles or {})}, {**NAMES, **(names or {})}
    text, turns = "", []
    for index, (key, said) in enumerate(lines):
        label = called.get(key, key)
        text += f"{label}: "
        start = len(text)
        text += f"{said}\n"
        turns.append(
            Turn(
                index=index,
                speaker=label,
                speaker_id=label.lower(),
                role=known[key],
                span=Span(start=start, end=start + len(said)),
                text=said,
                first_line=index + 1,
                start_ms=times[index] if times else None,
            )
        )
    used = list(dict.fromkeys(key for key, _ in lines))
    speakers = tuple(
        Speaker(id=called.get(key, key).lower(), label=called.get(key, key), role=known[key], reason="named")
        for key in used
    )
    card: dict[str, Any] = {
        "grade": "good",
        "grade_rule": "good because every line has a speaker",
        "not_assessable_reason": None,
        "turn_count": len(turns),
        "word_count": len(text.split()),
        "questioned_turn_count": sum(turn.role.questioned for turn in turns),
        "empty_turn_count": 0,
        "doubtful_turn_count": 0,
        "excluded_turn_count": 0,
        "unclear_share": 0.0,
        "timed_share": 1.0 if times else 0.0,
    }
    source = Source(
        name="pell.txt",
        sha256="ab" * 32,
        format="labelled_lines",
        format_reason="labels",
        encoding="utf-8",
        byte_count=len(text),
    )
    return Transcript(
        text=text, turns=tuple(turns), speakers=speakers, source=source, quality=Quality(**{**card, **more})
    )


def talk(count: int, *, said: str = "The weather was mild that week", asked: str = "And then?") -> list[Line]:
    """``count`` exchanges of one question and one answer that say nothing of note."""
    return [line for number in range(count) for line in (("I", f"{asked} {number}"), ("S", f"{said} {number}"))]


def tag(
    of: Transcript,
    turn_index: int,
    code: str,
    words: str | None = None,
    *,
    confidence: float = 1.0,
    status: TagStatus = TagStatus.ACTIVE,
    suppressed_by: str | None = None,
    related: Sequence[int] = (),
    **attributes: str,
) -> Tag:
    """A tag on the given words of a turn, or on the whole turn."""
    turn = of.turns[turn_index]
    words = turn.text if words is None else words
    start = turn.span.start + turn.text.index(words)
    return Tag(
        id=f"{code}-{turn_index}-{start - turn.span.start}",
        code=code,
        domain="any",
        turn_index=turn_index,
        span=Span(start=start, end=start + len(words)),
        text=words,
        confidence=confidence,
        tagger="rule",
        status=status,
        evidence=Evidence(suppressed_by=suppressed_by, related_turn_indexes=tuple(related)),
        attributes=tuple(sorted(attributes.items())),
    )


def tagging(of: Transcript, *tags: Tag, not_assessed: Sequence[str] = ()) -> Tagging:
    """Tags in order, with no question form anywhere."""
    return Tagging(
        tags=tuple(sorted(tags, key=lambda one: (one.turn_index, one.span, one.code))),
        question_forms=(QuestionForm.NONE,) * len(of.turns),
        not_assessed=tuple(not_assessed),
    )


def fact(
    turn_index: int,
    *,
    name: str = "a green flask was used",
    by: Role = Role.INTERROGATOR,
    uptake: Uptake = Uptake.NONE,
    at: int | None = None,
    weight: float = 1.0,
    confidence: float = 1.0,
    form: FactForm = FactForm.ASSERTED,
    **more: Any,
) -> Fact:
    """A detail first spoken at a turn; ``at`` is where it was taken up."""
    return Fact(
        id=f"fact-{name.replace(' ', '-')}",
        label=name,
        kind="object",
        terms=tuple(name.split())[-3:],
        introduced_by=by,
        first_turn_index=turn_index,
        form=form,
        uptake=uptake,
        uptake_turn_index=at,
        weight=weight,
        confidence=confidence,
        **more,
    )


def ledger(*facts: Fact) -> Ledger:
    """A ledger of details."""
    return Ledger(facts=facts)


def confession(first: int, last: int | None = None, *, name: str = "c1") -> Confession:
    """A full confession from one turn to another."""
    return Confession(
        id=name,
        kind=ConfessionKind.FULL,
        first_turn_index=first,
        last_turn_index=first if last is None else last,
        acts=("I took it",),
    )


@cache
def profile(name: str = "default") -> Profile:
    """A shipped score profile."""
    path, base = HOME / "profiles" / f"{name}.toml", HOME / "profiles" / "default.toml"
    return parse_profile(path.read_text(encoding="utf-8"), str(path), base.read_text(encoding="utf-8"))


@cache
def factor_entries() -> tuple[SessionFactorEntry, ...]:
    """The shipped session factors."""
    paths = sorted((HOME / "session").glob("*.toml"))
    return tuple(parse_session_factor(path.read_text(encoding="utf-8"), str(path)) for path in paths)


_SCORING = {
    "guilt_accusation": ("moderate", "pressure", "common"),
    "explicit_threat": ("strong", "pressure", "rare_explicit"),
    "honesty_demand": ("weak", "pressure", "common"),
    "false_evidence_ploy": ("strong", "pressure", "rare_explicit"),
    "explicit_leniency_promise": ("strong", "inducement", "rare_explicit"),
    "moral_minimization": ("moderate", "inducement", "common"),
    "rights_minimization": ("moderate", "rights", "rare_explicit"),
    "vulnerability_cue": ("strong", "vulnerability", "common"),
    "fact_feeding": ("strong", "contamination", "common"),
    "adopted_fact": ("strong", "contamination", "common"),
    "leading_question": ("moderate", "contamination", "question_form"),
    "answer_shaping": ("strong", "contamination", "common"),
    "guess_or_inconsistency": ("strong", "reliability", "common"),
    "memory_distrust_statement": ("strong", "reliability", "rare_explicit"),
    "closed_question": ("descriptive", None, "common"),
    "no_promise_statement": ("protective", None, "common"),
    "break_or_support_offer": ("protective", None, "common"),
    "retraction": ("descriptive", "reliability", "common"),
    "full_admission": ("descriptive", None, "common"),
}


def codes() -> dict[str, CodeScoring]:
    """Scoring of some codes of every kind."""
    return {
        code: CodeScoring(code=code, weight_class=weight, subscore=subscore, half_mass_class=half, sources=("leo1996",))
        for code, (weight, subscore, half) in _SCORING.items()
    }


def with_factor(entries: Sequence[SessionFactorEntry], name: str) -> SessionFactorEntry:
    """One session factor by id."""
    return next(entry for entry in entries if entry.id == name)


def timed(of: Transcript, minutes: Sequence[float]) -> Transcript:
    """The transcript with a start time for each turn."""
    turns = tuple(
        replace(turn, start_ms=round(minute * 60_000)) for turn, minute in zip(of.turns, minutes, strict=True)
    )
    return replace(of, turns=turns, quality=replace(of.quality, timed_share=1.0))
