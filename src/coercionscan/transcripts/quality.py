"""The quality card: what the transcript can carry, and whether it can be scored at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from coercionscan.records import QUESTIONED_ROLES, Attribution, Case, Origin, Quality, Role, Speaker, StrippedLine, Turn
from coercionscan.transcripts.words import gesture_words, layout_words

LEAST_QUESTIONED_TURNS = 30
"""Fewer turns of the questioned person cannot be scored. Source: convention (issue of short extracts)."""
LEAST_GAP_MS = 300_000
"""A shorter silence between timed turns is not named. Source: convention."""
MOST_DOUBTFUL = 0.4
"""With a larger share of doubtful turns nothing is scored. Source: convention."""
ENGLISH_SHARE = 0.22
"""Least share of function words in English talk. Source: convention; English speech has 0.35 to 0.55."""
_FAIR_DOUBT, _POOR_DOUBT = 0.03, 0.1
_FAIR_UNCLEAR, _POOR_UNCLEAR = 0.05, 0.2
_FAIR_UNKNOWN, _POOR_UNKNOWN = 0.05, 0.25
GRADE_RULE = (
    "good: at most 3% of turns doubtful or empty, 5% unclear, 5% without a role; fair: at most 10%, 20%, 25%; "
    "else poor; not_assessable: a reason is given"
)
_BRACKET = re.compile(r"[\[(][^()\[\]]{0,80}")
_WORDS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


def quality_card(
    turns: Sequence[Turn],
    speakers: Sequence[Speaker],
    stripped: Sequence[StrippedLine],
    *,
    case: Case | None = None,
    head: str = "",
) -> Quality:
    """Count what the reading was worth.

    Args:
        turns: All turns.
        speakers: All speakers with their roles.
        stripped: Lines that were taken out.
        case: The user's side file, which may tell how long the contact was and how much of it is not recorded.
        head: Lines before the talk, which may call it an excerpt.

    Returns:
        The card.
    """
    spoken_origin, narrated, doubted, unknown_role = Origin.SPOKEN, Origin.NARRATION, Attribution.DOUBTFUL, Role.UNKNOWN
    spoken = [turn for turn in turns if turn.origin is spoken_origin]
    counted = max(1, len(spoken))
    marked = _unclear(spoken)
    empty = [turn.text for turn in spoken].count("")
    doubtful = [turn.attribution for turn in spoken].count(doubted)
    unknown = [turn.role for turn in spoken].count(unknown_role)
    excluded = len(turns) - [turn.excluded_reason for turn in turns].count(None)
    answers = sum(
        [
            turn.role in QUESTIONED_ROLES and turn.origin is not narrated and turn.excluded_reason is None
            for turn in turns
        ]
    )
    timed = sum([turn.start_ms is not None for turn in spoken])
    reason = _not_assessable(spoken, speakers, answers, doubtful) or _excerpt(head)
    shares = (max(doubtful, empty) / counted, len(marked) / counted, unknown / counted)
    return Quality(
        grade="not_assessable" if reason else _grade(shares),
        grade_rule=GRADE_RULE,
        not_assessable_reason=reason,
        turn_count=len(turns),
        word_count=sum(speaker.word_count for speaker in speakers),
        questioned_turn_count=answers,
        empty_turn_count=empty,
        doubtful_turn_count=doubtful,
        excluded_turn_count=excluded,
        unclear_share=shares[1],
        unclear_share_by_speaker=_by_speaker(spoken, marked, speakers),
        unknown_role_share=shares[2],
        timed_share=timed / counted,
        duration_ms=_duration(spoken),
        recorded_share=recorded_share(case or Case(), _duration(spoken)),
        stripped=tuple(stripped),
    )


def _unclear(spoken: Sequence[Turn]) -> list[Turn]:
    """Turns with a bracket that says that words could not be heard; each different bracket is looked at once."""
    unclear = gesture_words().unclear
    seen: dict[str, bool] = {}
    marked = []
    for turn in spoken:
        if "(" not in turn.text and "[" not in turn.text:
            continue
        for bracket in _BRACKET.findall(turn.text):
            if bracket not in seen:
                seen[bracket] = unclear.match(bracket) is not None
            if seen[bracket]:
                marked.append(turn)
                break
    return marked


def _grade(shares: tuple[float, float, float]) -> str:
    if all(share <= most for share, most in zip(shares, (_FAIR_DOUBT, _FAIR_UNCLEAR, _FAIR_UNKNOWN), strict=True)):
        return "good"
    if all(share <= most for share, most in zip(shares, (_POOR_DOUBT, _POOR_UNCLEAR, _POOR_UNKNOWN), strict=True)):
        return "fair"
    return "poor"


def _not_assessable(spoken: Sequence[Turn], speakers: Sequence[Speaker], answers: int, doubtful: int) -> str | None:
    """Why the transcript cannot be scored, or None."""
    voices = {turn.speaker_id for turn in spoken}
    if not spoken:
        return "There are no spoken turns."
    if len(voices) < 2:
        return "There is only one speaker, so nobody is questioned."
    share, seen = _english_share(spoken)
    if seen >= 50 and share < ENGLISH_SHARE:
        return f"The text does not seem to be English ({share:.0%} function words of English)."
    if not any(speaker.role.asks for speaker in speakers):
        return "It is not clear who asks. Set roles with --role NAME=interrogator or a case file."
    if not any(speaker.role.questioned for speaker in speakers):
        return "It is not clear who is questioned. Set roles with --role NAME=suspect or a case file."
    if doubtful > MOST_DOUBTFUL * len(spoken):
        return f"Who speaks is uncertain in {doubtful} of {len(spoken)} turns. Mend the labels and read it again."
    if answers < LEAST_QUESTIONED_TURNS:
        return f"Only {answers} turns of the questioned person; a score needs {LEAST_QUESTIONED_TURNS}."
    return None


def _excerpt(head: str) -> str | None:
    """Why an excerpt cannot be assessed: what pressed on the person may stand outside it."""
    found = layout_words().excerpt.search(head.lower())
    return f"The head calls this {found[0]!r}: what came before and after is not here." if found else None


def _english_share(spoken: Sequence[Turn]) -> tuple[float, int]:
    """Share of English function words in a sample of the talk, and how many words were seen."""
    sample = " ".join(turn.text for turn in spoken[:: max(1, len(spoken) // 200)])[:20_000].lower()
    words = _WORDS.findall(sample.replace("\u2019", "'"))
    english = layout_words().english
    return sum(1 for word in words if word in english) / max(1, len(words)), len(words)


def _by_speaker(
    spoken: Sequence[Turn], marked: Sequence[Turn], speakers: Sequence[Speaker]
) -> tuple[tuple[str, float], ...]:
    if not marked:
        return ()
    totals = Counter(turn.speaker_id for turn in spoken)
    unclear = Counter(turn.speaker_id for turn in marked)
    return tuple((s.id, unclear[s.id] / totals[s.id]) for s in speakers if unclear[s.id])


def recorded_share(case: Case, duration_ms: int | None) -> float | None:
    """Recorded part of the contact: known only where the case file tells what was not recorded.

    Args:
        case: The user's side file.
        duration_ms: Length of the recording, where the case file does not tell that of the questioning.

    Returns:
        A share 0..1, or None.
    """
    missing = case.session_value("unrecorded_minutes")
    whole = case.session_value("duration_minutes")
    if not isinstance(missing, int | float) or isinstance(missing, bool):
        return None
    recorded = float(whole) if isinstance(whole, int | float) else (duration_ms or 0) / 60_000
    return recorded / (recorded + missing) if recorded > 0 else None


def time_gaps(turns: Sequence[Turn]) -> list[tuple[int, int, int]]:
    """Stretches without words of ``LEAST_GAP_MS`` or more between timed turns.

    Args:
        turns: All turns.

    Returns:
        Start and end in milliseconds, and the source line of the turn after the gap.
    """
    gaps: list[tuple[int, int, int]] = []
    last: int | None = None
    for turn in turns:
        if turn.start_ms is None:
            continue
        if last is not None and turn.start_ms - last >= LEAST_GAP_MS:
            gaps.append((last, turn.start_ms, turn.first_line))
        last = max(last or 0, turn.start_ms, turn.end_ms or 0)
    return gaps


def _duration(spoken: Sequence[Turn]) -> int | None:
    times = [time for turn in spoken for time in (turn.start_ms, turn.end_ms) if time is not None]
    return max(times) - min(times) if times else None
