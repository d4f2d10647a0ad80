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
from coercionscan.transcripts.doubts import settle_attribution
from coercionscan.transcripts.draft import Draft, Reading
from coercionscan.transcripts.merging import Merge, key_of, label_likeness, merge_labels
from coercionscan.transcripts.nonverbal import Movers, bracket_places
from coercionscan.transcripts.quality import quality_card, time_gaps
from coercionscan.transcripts.quoted import READ_OUT
from coercionscan.transcripts.roles import infer_roles
from coercionscan.transcripts.times import clock
from coercionscan.transcripts.voices import Verdict

_SURE_LIKENESS = 0.62
_OPEN = ("(", "[", "{", "*")
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
    for draft in drafts:
        if draft.label and draft.doubt is None and merged[draft.label].likeness < _SURE_LIKENESS:
            draft.doubt = "label too damaged to be sure"
    heard = {merged[draft.label].speaker for draft in drafts if draft.label and draft.origin is not Origin.NARRATION}
    speakers = [merged[draft.label].speaker if draft.label else NOBODY for draft in drafts]
    speakers = [speaker if speaker in heard else NOBODY for speaker in speakers]
    given = {
        merged[d.label].speaker: Verdict(Role.INTERROGATOR, "asks as Q", 0.97) for d in drafts if d.asker and d.label
    }
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
        if verdict.role is not Role.UNKNOWN or not ("/" in label or "&" in label):
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
    places = _Places(reading.source_map)
    movers = Movers(roles)
    questioned = _main_questioned(speakers, roles)
    turns: list[Turn] = []
    text = reading.text
    brackets = bracket_places(text)
    at = 0
    for draft, speaker in zip(drafts, speakers, strict=True):
        if not speaker and text[draft.start : draft.start + 1] in _OPEN:
            gesture = movers.mover(text[draft.start : draft.end].strip("()[]* "), None)
            if gesture is not False:
                mover = gesture or questioned
                turns.append(_gesture(text, len(turns), draft.start, draft.end, mover, places, roles, ids))
                continue
        turns.append(_turn(text, len(turns), draft, speaker, places, roles, ids))
        while at < len(brackets) and brackets[at] < draft.start:
            at += 1
        held = at < len(brackets) and brackets[at] < draft.end
        if held and draft.origin is Origin.SPOKEN and draft.excluded is None:
            for found in movers.gestures(text, draft.start, draft.end, speaker):
                mover = found.mover or questioned
                turns.append(_gesture(text, len(turns), found.start, found.end, mover, places, roles, ids))
    return tuple(turns)


def _main_questioned(speakers: Sequence[str], roles: Mapping[str, Role]) -> str | None:
    counts = Counter(label for label in speakers if label and roles.get(label, Role.UNKNOWN).questioned)
    return max(counts, key=lambda label: counts[label]) if counts else None


class _Places:
    """Source positions of offsets that only grow: one pass over the map instead of a search for each."""

    def __init__(self, runs: Sequence[SourceRun]) -> None:
        self._starts = [run.start for run in runs]
        self._runs = runs

    def at(self, offset: int) -> SourceRun:
        place = bisect_right(self._starts, offset)
        return self._runs[place - 1] if place else SourceRun(start=0, file_line=1)


def _turn(
    text: str,
    index: int,
    draft: Draft,
    speaker: str,
    places: _Places,
    roles: Mapping[str, Role],
    ids: Mapping[str, str],
) -> Turn:
    run = places.at(draft.label_start)
    return Turn(
        index=index,
        speaker=draft.label,
        speaker_id=ids.get(speaker, NOBODY),
        role=roles.get(speaker, Role.UNKNOWN) if draft.origin is not Origin.NARRATION else Role.UNKNOWN,
        span=Span(start=draft.start, end=draft.end),
        text=text[draft.start : draft.end],
        first_line=run.file_line,
        page=run.page,
        page_line=run.page_line,
        bates=run.bates,
        start_ms=draft.start_ms,
        end_ms=draft.end_ms,
        origin=draft.origin,
        attribution=Attribution.SURE if draft.doubt is None else Attribution.DOUBTFUL,
        attribution_reason=draft.doubt,
        excluded_reason=draft.excluded,
    )


def _gesture(
    text: str,
    index: int,
    start: int,
    end: int,
    mover: str | None,
    places: _Places,
    roles: Mapping[str, Role],
    ids: Mapping[str, str],
) -> Turn:
    run = places.at(start)
    return Turn(
        index=index,
        speaker=mover or NOBODY,
        speaker_id=ids.get(mover or NOBODY, NOBODY),
        role=roles.get(mover, Role.UNKNOWN) if mover else Role.UNKNOWN,
        span=Span(start=start, end=end),
        text=text[start:end],
        first_line=run.file_line,
        page=run.page,
        page_line=run.page_line,
        bates=run.bates,
        origin=Origin.NONVERBAL,
    )


def _speakers(
    drafts: Sequence[Draft],
    speakers: Sequence[str],
    turns: Sequence[Turn],
    merged: Mapping[str, Merge],
    verdicts: Mapping[str, Verdict],
    ids: Mapping[str, str],
) -> tuple[Speaker, ...]:
    counts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for turn in turns:
        if turn.origin is Origin.SPOKEN:
            counts[turn.speaker_id] += 1
            words[turn.speaker_id] += len(turn.text.split())
    printed = Counter(draft.label for draft in drafts if draft.label)
    variants: dict[str, list[MergedLabel]] = {}
    for label, merge in merged.items():
        if merge.reason:
            found = MergedLabel(label=label, count=printed[label], reason=merge.reason)
            variants.setdefault(merge.speaker, []).append(found)
    unknown = Verdict(Role.UNKNOWN, "speaks no words", 0.0)
    return tuple(
        Speaker(
            id=ids[label],
            label=label,
            role=verdicts.get(label, unknown).role,
            reason=verdicts.get(label, unknown).reason,
            role_confidence=verdicts.get(label, unknown).confidence,
            merged_labels=tuple(sorted(variants.get(label, ()), key=lambda found: (-found.count, found.label))),
            turn_count=counts[ids[label]],
            word_count=words[ids[label]],
        )
        for label in _in_order(speakers)
    )


def _notices(turns: Sequence[Turn], speakers: Sequence[Speaker]) -> list[Notice]:
    notices = []
    merges = sum(merged.count for speaker in speakers for merged in speaker.merged_labels)
    if merges:
        message = f"{merges} labels in other spellings were merged; see the speakers, and [people] in a case file."
        notices.append(Notice(slug="merged-labels", message=message))
    doubtful = [turn for turn in turns if turn.attribution is Attribution.DOUBTFUL]
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
    unknown = [speaker.label for speaker in speakers if speaker.role is Role.UNKNOWN]
    if unknown:
        names = ", ".join(unknown[:6])
        notices.append(
            Notice(slug="unknown-roles", message=f"Role not settled: {names}. Set it with --role NAME=ROLE.")
        )
    return notices
