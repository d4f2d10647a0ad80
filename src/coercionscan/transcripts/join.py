"""Several sessions of one contact, put one after the other, so that all later stages read them as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coercionscan.errors import UsageError
from coercionscan.records import (
    Case,
    Notice,
    Origin,
    Quality,
    Role,
    Source,
    SourceRun,
    Span,
    Speaker,
    Transcript,
    Turn,
)
from coercionscan.transcripts.quality import quality_card, recorded_share

SEVERAL = "several sessions"
_Key = tuple[int, str]


def join(sessions: Sequence[Transcript], case: Case | None = None) -> Transcript:
    """One transcript of several sessions.

    Between two sessions stands a turn of narration that names the file that follows; nobody spoke it and no stage reads
    it. Each turn knows its session. Times go on counting within their own session only. A speaker is the same person
    in all sessions where label and role are the same; so is the suspect where each session has exactly one.

    Args:
        sessions: The transcripts in order of time.
        case: The user's side file; tells how much was not recorded.

    Returns:
        The joined transcript; the one given, where there is only one.

    Raises:
        UsageError: When there is none.
    """
    if not sessions:
        raise UsageError("no session to join", hint="Name at least one transcript.")
    if len(sessions) == 1:
        return sessions[0]
    people = _people(sessions)
    text, turns, runs = "", list[Turn](), list[SourceRun]()
    for number, session in enumerate(sessions):
        if number:
            turns.append(_between(text, len(turns), number, session.source.name))
            text += f"{turns[-1].text}\n"
        turns += _shifted(session, number, len(turns), len(text), people)
        runs += (
            replace(run, start=run.start + len(text), session_index=number)
            for run in session.source_map or (SourceRun(start=0, file_line=1),)
        )
        text += session.text if session.text.endswith("\n") else f"{session.text}\n"
    speakers = _speakers(sessions, people)
    return Transcript(
        text=text,
        turns=tuple(turns),
        speakers=speakers,
        source=_source(sessions),
        quality=_quality(sessions, turns, speakers, case),
        source_map=tuple(runs),
        notices=tuple(_notices(sessions)),
        sources=tuple(one.source for one in sessions),
    )


def _people(sessions: Sequence[Transcript]) -> Mapping[_Key, str]:
    """For each speaker of each session, the id of the person in the whole contact."""
    suspects = [[one for one in session.speakers if one.role is Role.SUSPECT] for session in sessions]
    one_suspect = all(len(found) == 1 for found in suspects)
    known: dict[tuple[str, Role], str] = {}
    taken: set[str] = set()
    people: dict[_Key, str] = {}
    for number, session in enumerate(sessions):
        for speaker in session.speakers:
            name = "" if one_suspect and speaker.role is Role.SUSPECT else " ".join(speaker.label.casefold().split())
            if (name, speaker.role) not in known:
                known[name, speaker.role] = _free(speaker.id, taken)
            people[number, speaker.id] = known[name, speaker.role]
    return people


def _free(wanted: str, taken: set[str]) -> str:
    """An id that no other person has yet."""
    made, number = wanted, 2
    while made in taken:
        made, number = f"{wanted}-{number}", number + 1
    taken.add(made)
    return made


def _between(text: str, index: int, number: int, name: str) -> Turn:
    words = f"[session {number + 1}: {name}]"
    return Turn(
        index=index,
        speaker="",
        speaker_id="",
        role=Role.UNKNOWN,
        span=Span(start=len(text), end=len(text) + len(words)),
        text=words,
        first_line=1,
        origin=Origin.NARRATION,
        session_index=number,
    )


def _shifted(session: Transcript, number: int, index: int, offset: int, people: Mapping[_Key, str]) -> Iterator[Turn]:
    for turn in session.turns:
        yield replace(
            turn,
            index=turn.index + index,
            speaker_id=people.get((number, turn.speaker_id), turn.speaker_id),
            span=Span(start=turn.span.start + offset, end=turn.span.end + offset),
            session_index=number,
        )


def _speakers(sessions: Sequence[Transcript], people: Mapping[_Key, str]) -> tuple[Speaker, ...]:
    found: dict[str, Speaker] = {}
    for number, session in enumerate(sessions):
        for speaker in session.speakers:
            person = people[number, speaker.id]
            known = found.get(person)
            found[person] = replace(speaker, id=person) if known is None else _both(known, speaker)
    return tuple(found.values())


def _both(known: Speaker, again: Speaker) -> Speaker:
    return replace(
        known,
        role_confidence=min(known.role_confidence, again.role_confidence),
        merged_labels=(*known.merged_labels, *again.merged_labels),
        turn_count=known.turn_count + again.turn_count,
        word_count=known.word_count + again.word_count,
    )


def _source(sessions: Sequence[Transcript]) -> Source:
    sources = [one.source for one in sessions]
    return Source(
        name=" + ".join(one.name for one in sources),
        sha256=hashlib.sha256("\n".join(one.sha256 for one in sources).encode("ascii")).hexdigest(),
        format=SEVERAL,
        format_reason=f"{len(sources)} files in order of time: {', '.join(one.format for one in sources)}",
        encoding=", ".join(dict.fromkeys(one.encoding for one in sources)),
        byte_count=sum(one.byte_count for one in sources),
    )


def _quality(
    sessions: Sequence[Transcript], turns: Sequence[Turn], speakers: Sequence[Speaker], case: Case | None
) -> Quality:
    """The quality card of the whole contact; its length is that of the sessions together."""
    stripped = [line for one in sessions for line in one.quality.stripped]
    lengths = [one.quality.duration_ms for one in sessions]
    known = [length for length in lengths if length is not None]
    duration = sum(known) if len(known) == len(lengths) else None
    card = quality_card(turns, speakers, stripped, case=case)
    return replace(card, duration_ms=duration, recorded_share=recorded_share(case or Case(), duration))


def _notices(sessions: Sequence[Transcript]) -> Iterator[Notice]:
    for session in sessions:
        for notice in session.notices:
            yield replace(notice, message=f"{session.source.name}: {notice.message}")
