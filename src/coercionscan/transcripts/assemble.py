"""Drafts become turns: labels merged, roles inferred, gestures set apart, every turn placed in its source."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coercionscan.errors import UsageError
from coercionscan.records import (
    Attribution,
    Case,
    MergedLabel,
    Notice,
    Origin,
    Role,
    Source,
    SourceRun,
    Span,
    Speaker,
    Transcript,
    Turn,
)
from coercionscan.text import count_words
from coercionscan.transcripts.doubts import settle_attribution
from coercionscan.transcripts.draft import Draft, Reading
from coercionscan.transcripts.making import make_span, make_spans, make_turn, open_turn
from coercionscan.transcripts.merging import Merge, key_of, label_likeness, merge_labels
from coercionscan.transcripts.nonverbal import Movers, bracket_places
from coercionscan.transcripts.quality import quality_card, time_gaps
from coercionscan.transcripts.quoted import READ_OUT
from coercionscan.transcripts.roles import infer_roles
from coercionscan.transcripts.times import clock
from coercionscan.transcripts.voices import Verdict

_SURE_LIKENESS = 0.62
_OPEN = ("(", "[", "{", "*")
_SPOKEN, _NARRATION, _NONVERBAL = Origin.SPOKEN, Origin.NARRATION, Origin.NONVERBAL
_SURE, _DOUBTFUL, _UNKNOWN = Attribution.SURE, Attribution.DOUBTFUL, Role.UNKNOWN
"""Members are looked up once: that is a call, and there are thousands of turns."""
NOBODY = ""


def assemble(
    reading: Reading, source: Source, *, case: Case | None = None, roles: Mapping[str, Role] | None = None
) -> Transcript:
    """Build the transcript.

    Args:
        reading: What the format reader found.
        source: The file as it came in.
        case: The user's side file.
        roles: Speaker label to role; overrides the case.

    Returns:
        The transcript.

    Raises:
        UsageError: When a role is given for a speaker that is not there.
    """
    case = case or Case()
    drafts = reading.drafts
    _name_askers(drafts)
    order = [draft.label for draft in drafts if draft.label]
    read_as = {draft.label: draft.same for draft in drafts if draft.same and draft.label != draft.same}
    separate = order if reading.settled else case.separate
    merged = merge_labels(order, merges=dict(case.merges), separate=separate, read_as=read_as)
    _doubt_damaged(drafts, merged)
    speakers = _speaker_of_each(drafts, merged)
    askers = dict.fromkeys(draft.label for draft in drafts if draft.asker and draft.label)
    given = {merged[label].speaker: Verdict(Role.INTERROGATOR, "asks as Q", 0.97) for label in askers}
    given |= {merged[d.label].speaker: Verdict(d.role, "the file says so", 0.95) for d in drafts if d.role and d.label}
    given |= _given(dict(case.roles) | dict(roles or {}), merged)
    verdicts = infer_roles(reading.text, drafts, speakers, head=reading.head, setting=reading.setting, given=given)
    verdicts = _quoted_roles(reading, drafts, speakers, verdicts)
    _joint_labels(verdicts)
    role_of = {label: verdict.role for label, verdict in verdicts.items()}
    settle_attribution(reading.text, drafts, speakers, role_of)
    ids = {label: f"S{number}" for number, label in enumerate(_in_order(speakers), 1)}
    turns = _turns(reading, drafts, speakers, role_of, ids)
    voices = _speakers(drafts, speakers, turns, merged, verdicts, ids)
    return Transcript(
        text=reading.text,
        turns=turns,
        speakers=voices,
        source=source,
        quality=quality_card(turns, voices, reading.stripped, case=case, head=reading.head),
        source_map=tuple(reading.source_map),
        notices=(*reading.notices, *_notices(turns, voices)),
    )


def _doubt_damaged(drafts: Sequence[Draft], merged: Mapping[str, Merge]) -> None:
    damaged = {label for label, merge in merged.items() if merge.likeness < _SURE_LIKENESS}
    if damaged:
        for draft in drafts:
            if draft.label in damaged and draft.doubt is None:
                draft.doubt = "label too damaged to be sure"


def _speaker_of_each(drafts: Sequence[Draft], merged: Mapping[str, Merge]) -> list[str]:
    """The merged speaker of each draft; nobody where the label is only told of."""
    heard = {merged[label].speaker for label in {d.label for d in drafts if d.origin is not _NARRATION} if label}
    named = {label: merge.speaker if merge.speaker in heard else NOBODY for label, merge in merged.items()}
    named[NOBODY] = NOBODY
    return [named[draft.label] for draft in drafts]


def _quoted_roles(
    reading: Reading, drafts: Sequence[Draft], speakers: Sequence[str], verdicts: dict[str, Verdict]
) -> dict[str, Verdict]:
    """Roles of people who are only heard in a record that is read out: settled among themselves."""
    quoted = [place for place, draft in enumerate(drafts) if draft.excluded == READ_OUT]
    if not quoted:
        return verdicts
    told = infer_roles(
        reading.text,
        [replace(drafts[p], excluded=None) for p in quoted],
        [speakers[p] for p in quoted],
        head="",
        setting="",
        given={},
    )
    return {**told, **verdicts}


def _name_askers(drafts: Sequence[Draft]) -> None:
    """A bare Q whose examiner is named elsewhere carries the examiner's name, so that two counsel are two voices."""
    if len({draft.asker for draft in drafts if draft.label == "Q" and draft.asker}) < 1:
        return
    for draft in drafts:
        if draft.label == "Q" and draft.asker:
            draft.label = f"Q ({draft.asker.strip(' :.')})"


def _given(roles: Mapping[str, Role], merged: Mapping[str, Merge]) -> dict[str, Verdict]:
    """Roles by the user, on merged speakers; a label may be given in any case and spelling that is close."""
    speakers = sorted({merge.speaker for merge in merged.values()})
    by_key = {key_of(label): merge.speaker for label, merge in merged.items()}
    found: dict[str, Verdict] = {}
    for label, role in roles.items():
        speaker = by_key.get(key_of(label))
        if speaker is None:
            near = sorted(speakers, key=lambda other: -label_likeness(key_of(label), key_of(other)))[:3]
            hint = f"Speakers: {', '.join(near)}." if near else "The transcript names no speakers."
            raise UsageError(f"no speaker is called {label!r}", hint=hint)
        found[speaker] = Verdict(role, "set by the user", 1.0)
    return found


def _joint_labels(verdicts: dict[str, Verdict]) -> None:
    """A label of two people ("ROWE / PELL") has their role when both have the same."""
    keys = {key_of(label): label for label in verdicts}
    for label, verdict in list(verdicts.items()):
        if verdict.role is not _UNKNOWN or not ("/" in label or "&" in label):
            continue
        parts = [key_of(part) for part in label.replace("&", "/").split("/") if part.strip()]
        roles = {verdicts[keys[part]].role if part in keys else _near_role(part, keys, verdicts) for part in parts}
        if len(roles) == 1 and (role := roles.pop()) is not None:
            verdicts[label] = Verdict(role, "joint label of two people with this role", 0.9)


def _near_role(part: str, keys: Mapping[str, str], verdicts: Mapping[str, Verdict]) -> Role | None:
    near = max(keys, key=lambda key: label_likeness(part, key), default=None)
    return verdicts[keys[near]].role if near is not None and label_likeness(part, near) >= 0.7 else None


def _in_order(speakers: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(label for label in speakers if label))


def _turns(
    reading: Reading,
    drafts: Sequence[Draft],
    speakers: Sequence[str],
    roles: Mapping[str, Role],
    ids: Mapping[str, str],
) -> tuple[Turn, ...]:
    """All turns in order, gestures directly after the turn that holds them."""
    maker = _TurnMaker(reading, roles, ids)
    movers = Movers(roles)
    questioned = _main_questioned(speakers, roles)
    turns: list[Turn] = []
    text = reading.text
    brackets = bracket_places(text)
    opening = iter([*brackets, len(text) + 1])
    bracket = next(opening)
    starts, ends = [draft.start for draft in drafts], [draft.end for draft in drafts]
    ordered = starts == sorted(starts)
    for draft, speaker, start, end, span in zip(drafts, speakers, starts, ends, make_spans(starts, ends), strict=True):
        if not speaker and text[start : start + 1] in _OPEN:
            gesture = movers.mover(text[start:end].strip("()[]* "), None)
            if gesture is not False:
                turns.append(maker.gesture(len(turns), start, end, gesture or questioned))
                continue
        turns.append(maker.turn(len(turns), draft, speaker, span))
        while bracket < start:
            bracket = next(opening)
        if bracket < end and draft.origin is _SPOKEN and draft.excluded is None:
            for found in movers.gestures(text, bracket if ordered else start, end, speaker):
                turns.append(maker.gesture(len(turns), found.start, found.end, found.mover or questioned))
    return tuple(turns)


def _main_questioned(speakers: Sequence[str], roles: Mapping[str, Role]) -> str | None:
    counts = Counter(speakers)
    questioned = [label for label in counts if label and roles.get(label, _UNKNOWN).questioned]
    return max(questioned, key=lambda label: counts[label], default=None)


class _TurnMaker:
    """Makes turns at their places in the source."""

    def __init__(self, reading: Reading, roles: Mapping[str, Role], ids: Mapping[str, str]) -> None:
        self._text = reading.text
        self._runs = reading.source_map or [SourceRun(start=0, file_line=1)]
        self._starts = [run.start for run in self._runs]
        people = {label: (ids.get(label, NOBODY), roles.get(label, _UNKNOWN)) for label in (*ids, *roles)}
        self._people = {**people, NOBODY: (NOBODY, _UNKNOWN)}

    def turn(self, index: int, draft: Draft, speaker: str, span: Span) -> Turn:
        """A turn of a speaker, or of nobody."""
        run = self._runs[bisect_right(self._starts, draft.label_start, 1) - 1]
        turn = open_turn()
        turn.index = index
        turn.speaker = draft.label
        turn.speaker_id, role = self._people[speaker]
        turn.origin = origin = draft.origin
        turn.role = role if origin is not _NARRATION else _UNKNOWN
        turn.span = span
        turn.text = self._text[draft.start : draft.end]
        turn.first_line = run.file_line
        turn.page = run.page
        turn.page_line = run.page_line
        turn.bates = run.bates
        turn.start_ms = draft.start_ms
        turn.end_ms = draft.end_ms
        turn.attribution_reason = doubt = draft.doubt
        turn.attribution = _SURE if doubt is None else _DOUBTFUL
        turn.excluded_reason = draft.excluded
        turn.session_index = 0
        turn.__class__ = Turn
        closed: Turn = turn
        return closed

    def gesture(self, index: int, start: int, end: int, mover: str | None) -> Turn:
        """A movement in brackets as a turn of its own."""
        run = self._runs[bisect_right(self._starts, start, 1) - 1]
        number, role = self._people[mover or NOBODY]
        return make_turn(
            index,
            mover or NOBODY,
            number,
            role,
            make_span(start, end),
            self._text[start:end],
            run.file_line,
            run.page,
            run.page_line,
            run.bates,
            None,
            None,
            _NONVERBAL,
            _SURE,
            None,
            None,
            0,
        )


def _speakers(
    drafts: Sequence[Draft],
    speakers: Sequence[str],
    turns: Sequence[Turn],
    merged: Mapping[str, Merge],
    verdicts: Mapping[str, Verdict],
    ids: Mapping[str, str],
) -> tuple[Speaker, ...]:
    said: dict[str, list[str]] = {number: [] for number in (NOBODY, *ids.values())}
    for turn in turns:
        if turn.origin is _SPOKEN:
            said[turn.speaker_id].append(turn.text)
    printed = Counter(draft.label for draft in drafts if draft.label)
    variants: dict[str, list[MergedLabel]] = {}
    for label, merge in merged.items():
        if merge.reason:
            found = MergedLabel(label=label, count=printed[label], reason=merge.reason)
            variants.setdefault(merge.speaker, []).append(found)
    unknown = Verdict(_UNKNOWN, "speaks no words", 0.0)
    return tuple(
        Speaker(
            id=ids[label],
            label=label,
            role=verdicts.get(label, unknown).role,
            reason=verdicts.get(label, unknown).reason,
            role_confidence=verdicts.get(label, unknown).confidence,
            merged_labels=tuple(sorted(variants.get(label, ()), key=lambda found: (-found.count, found.label))),
            turn_count=len(said[ids[label]]),
            word_count=count_words(" ".join(said[ids[label]])),
        )
        for label in _in_order(speakers)
    )


def _notices(turns: Sequence[Turn], speakers: Sequence[Speaker]) -> list[Notice]:
    notices = []
    merges = sum(merged.count for speaker in speakers for merged in speaker.merged_labels)
    if merges:
        message = f"{merges} labels in other spellings were merged; see the speakers, and [people] in a case file."
        notices.append(Notice(slug="merged-labels", message=message))
    doubtful = [turn for turn in turns if turn.attribution is _DOUBTFUL]
    if doubtful:
        message = f"{len(doubtful)} turns may hold the words of somebody else."
        notices.append(Notice(slug="doubtful-turns", message=message, file_line=doubtful[0].first_line))
    if gaps := time_gaps(turns):
        longest = max(gaps, key=lambda gap: gap[1] - gap[0])
        minutes = (longest[1] - longest[0]) // 60_000
        message = (
            f"Gaps of 5 minutes or more in the times: {len(gaps)}; the longest is {minutes} minutes, "
            f"from {clock(longest[0])[:8]}. What happened there is not in the transcript."
        )
        notices.append(Notice(slug="time-gaps", message=message, file_line=longest[2]))
    unknown = [speaker.label for speaker in speakers if speaker.role is _UNKNOWN]
    if unknown:
        names = ", ".join(unknown[:6])
        notices.append(
            Notice(slug="unknown-roles", message=f"Role not settled: {names}. Set it with --role NAME=ROLE.")
        )
    return notices
