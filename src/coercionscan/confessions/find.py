"""Groups a suspect's admissions into confessions: stretches of turns in which new incriminating acts are admitted."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coercionscan.confessions.acts import Act, WordWeights, acts_of, is_known
from coercionscan.confessions.pauses import recesses, texts_of
from coercionscan.lexicon.profile import ConfessionRule, Profile
from coercionscan.records import Confession, ConfessionKind, Role, Tag, Tagging, TagStatus, Transcript
from coercionscan.sought import Texts

FULL = "full_admission"
PARTIAL = "partial_admission"
RETRACTION = "retraction"


def find(
    transcript: Transcript,
    tagging: Tagging,
    profile: Profile,
    stops: Sequence[int] | None = None,
    texts: Texts | None = None,
) -> tuple[Confession, ...]:
    """Find the confessions.

    A confession opens at an act not admitted before (or admitted again after it was taken back), and closes before
    ``gap_turns`` turns of the suspect without a new act, at a retraction, at a recess, or at the end.

    Args:
        transcript: The transcript.
        tagging: Its tags. Only active admissions on turns of a suspect count, never those of a witness.
        profile: Holds the numbers of the grouping.
        stops: Where the talk stops, as ``recesses`` gives it; found here where it is None.
        texts: The words of each turn; made here where they are None and needed.

    Returns:
        Confessions in the order of their first turn; empty when nobody admits anything.
    """
    rule = profile.confession
    stops = recesses(transcript, rule, texts) if stops is None else stops
    by_speaker: dict[str, list[Tag]] = {}
    for tag in tagging.tags:
        if _counts(transcript, tag):
            by_speaker.setdefault(transcript.turns[tag.turn_index].speaker_id, []).append(tag)
    if not by_speaker:
        return ()
    weights = WordWeights(transcript)
    groups = []
    for speaker, tags in sorted(by_speaker.items()):
        acts = acts_of(transcript, [tag for tag in tags if tag.code != RETRACTION], round(rule.short_words.value))
        retracted = {tag.turn_index for tag in tags if tag.code == RETRACTION}
        groups.append(_group(transcript, acts, retracted, stops, speaker, rule, weights))
    if not any(groups):
        return ()
    scored = [turn.index for turn in transcript.turns if turn.scored]
    signing = sorted((texts or texts_of(transcript)).first(rule.signing_phrases, scored))
    found = (one for grouped in groups for one in _with_signatures(grouped, signing, rule))
    return tuple(sorted(found, key=lambda one: (one.first_turn_index, one.id)))


@dataclass(slots=True)
class _Open:
    """A confession while it grows."""

    acts: list[Act] = field(default_factory=list)
    tag_ids: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    last: int = 0

    def take(self, act: Act, *, new: bool) -> None:
        if new:
            self.acts.append(act)
        self.tag_ids.extend(act.tag_ids)
        self.codes |= act.codes
        self.last = act.turn_index

    def close(self, retracted_at: int | None = None) -> Confession:
        return Confession(
            id=_id(self.tag_ids[0]),
            kind=ConfessionKind.FULL if FULL in self.codes else ConfessionKind.PARTIAL,
            first_turn_index=self.acts[0].turn_index,
            last_turn_index=self.last,
            acts=tuple(act.words for act in self.acts),
            admission_tag_ids=tuple(self.tag_ids),
            retracted_at=retracted_at,
        )


def _counts(transcript: Transcript, tag: Tag) -> bool:
    turn = transcript.turns[tag.turn_index]
    return (
        tag.code in (FULL, PARTIAL, RETRACTION)
        and tag.status is TagStatus.ACTIVE
        and turn.role is Role.SUSPECT
        and turn.scored
    )


def _group(
    transcript: Transcript,
    acts: Sequence[Act],
    retracted: set[int],
    stops: Sequence[int],
    speaker: str,
    rule: ConfessionRule,
    weights: WordWeights,
) -> list[Confession]:
    """Walk over acts, retractions and recesses in turn order; at one turn, what is taken back comes first."""
    said_before = _own_turns_before(transcript, speaker)
    known: list[Act] = []
    done: list[Confession] = []
    current: _Open | None = None
    by_turn = {act.turn_index: act for act in acts}
    for index in sorted({*by_turn, *retracted, *stops}):
        act = by_turn.get(index)
        if current and said_before[index] - said_before[current.acts[-1].turn_index] > rule.gap_turns.value:
            done.append(current.close())
            current = None
        if index in retracted and (current or done):
            done = [*done, current.close(index)] if current else _take_back(done, index)
            current, known = None, []
        if act is not None:
            current = _admit(act, current, known, weights, rule)
        if index in stops and current:
            done.append(current.close())
            current = None
    return [*done, current.close()] if current else done


def _admit(
    act: Act, current: _Open | None, known: list[Act], weights: WordWeights, rule: ConfessionRule
) -> _Open | None:
    new = not is_known(act, known, weights, rule.known_share.value)
    if new:
        known.append(act)
        current = current or _Open()
    if current:
        current.take(act, new=new)
    return current


def _take_back(done: Sequence[Confession], index: int) -> list[Confession]:
    """Mark the last confession as retracted, unless it already was."""
    last = done[-1]
    return [*done[:-1], last if last.retracted_at is not None else replace(last, retracted_at=index)]


def _own_turns_before(transcript: Transcript, speaker: str) -> list[int]:
    """For each turn, how many turns of the speaker come before it."""
    counts, seen = [], 0
    for turn in transcript.turns:
        counts.append(seen)
        seen += turn.speaker_id == speaker and turn.scored
    return counts


def _with_signatures(every: Sequence[Confession], signing: Sequence[int], rule: ConfessionRule) -> Iterator[Confession]:
    """The confessions, as signed statements where one is read, adopted or signed before the next confession opens."""
    firsts = sorted(one.first_turn_index for one in every)
    for one in every:
        after = bisect_right(firsts, one.first_turn_index)
        reach = one.last_turn_index + 2 * round(rule.gap_turns.value)
        end = min(reach, firsts[after] - 1) if after < len(firsts) else reach
        at = bisect_left(signing, one.first_turn_index)
        signed = at < len(signing) and signing[at] <= max(end, one.last_turn_index)
        yield replace(one, kind=ConfessionKind.SIGNED_STATEMENT) if signed else one


def _id(first_tag_id: str) -> str:
    """Content-derived id: the same admission opens the same confession in every run."""
    return f"confession-{hashlib.sha256(first_tag_id.encode()).hexdigest()[:10]}"
