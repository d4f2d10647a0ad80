"""Reads the files of one contact. A role may be set for a speaker that only some of the sessions have."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coercionscan.errors import UsageError
from coercionscan.records import Case, Role, Transcript
from coercionscan.transcripts.join import join
from coercionscan.transcripts.merging import key_of
from coercionscan.transcripts.read import read

Input = tuple[str | os.PathLike[str] | bytes, str | None]


def read_sessions(
    sources: Sequence[Input],
    *,
    input_format: str | None = None,
    case: Case | None = None,
    roles: Mapping[str, Role] | None = None,
) -> Transcript:
    """Read several sessions of one contact and join them.

    Args:
        sources: Paths or raw bytes with the names to show (None: the file's own), in order of time.
        input_format: Format name; None sniffs it.
        case: The user's side file.
        roles: Speaker label to role; overrides the case.

    Returns:
        The joined transcript.

    Raises:
        CoercionScanError: When an input cannot be read.
        UsageError: When a role is set for a speaker whom no session has, or two files have one name.
    """
    wanted = {**dict(case.roles if case else ()), **(roles or {})}
    plain = replace(case, roles=()) if case else None
    sessions = [read(source, name=name, input_format=input_format, case=plain) for source, name in sources]
    _check_names(sessions)
    if wanted:
        _check_roles(sessions, wanted)
        sessions = [
            read(source, name=name, input_format=input_format, case=plain, roles=_of(session, wanted))
            for (source, name), session in zip(sources, sessions, strict=True)
        ]
    return join(sessions, case)


def _of(session: Transcript, roles: Mapping[str, Role]) -> dict[str, Role]:
    """The roles whose speakers a session has."""
    known = {key_of(turn.speaker) for turn in session.turns if turn.speaker}
    return {label: role for label, role in roles.items() if key_of(label) in known}


def _check_names(sessions: Sequence[Transcript]) -> None:
    """Places are cited by file name, so each session needs its own.

    Raises:
        UsageError: When two sessions have one name.
    """
    names = [session.source.name for session in sessions]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two sessions are called {name!r}", hint="Give each file a name of its own.")


def _check_roles(sessions: Sequence[Transcript], roles: Mapping[str, Role]) -> None:
    """Refuse a role that fits nobody.

    Raises:
        UsageError: With the speakers that there are.
    """
    for label in roles:
        if not any(_of(session, {label: roles[label]}) for session in sessions):
            speakers = dict.fromkeys(speaker.label for session in sessions for speaker in session.speakers)
            raise UsageError(f"no speaker is called {label!r}", hint=f"Speakers: {', '.join(speakers)}.")
