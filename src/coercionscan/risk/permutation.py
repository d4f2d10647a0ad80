"""Is a tactic denser before an admission than before any other answer? A baseline for the word "preceded"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coercionscan.lexicon.profile import Profile
from coercionscan.records import Confession, Tagging, TagStatus, Transcript


def preceded_share(
    transcript: Transcript,
    tagging: Tagging,
    confessions: Sequence[Confession],
    code: str,
    profile: Profile,
) -> float | None:
    """Share of random placings of the admissions that have at least as many tags of a code shortly before them.

    As many turns of the suspect as there are confessions are drawn, again and again (generator numpy PCG64 with the
    seed of the profile). A small share means that the tactic gathers before the admissions; near 1 that it does not.

    Args:
        transcript: The transcript.
        tagging: Its tags; active ones count.
        confessions: The confessions.
        code: The code.
        profile: Holds seed, number of draws, and how many turns before a place count.

    Returns:
        The share, ``(1 + as many or more) / (1 + draws)``; None without confessions or turns to draw from.
    """
    own = {transcript.turns[one.first_turn_index].speaker_id for one in confessions}
    places = np.array([turn.index for turn in transcript.turns if turn.speaker_id in own and turn.scored])
    if not confessions or len(places) < len(confessions):
        return None
    before = _counts_before(transcript, tagging, code, round(profile.uncertainty.before_turns.value))
    seen = before[[one.first_turn_index for one in confessions]].sum()
    rule = profile.uncertainty
    generator = np.random.Generator(np.random.PCG64(rule.seed))
    drawn = generator.random((rule.draws, len(places))).argsort(axis=1)[:, : len(confessions)]
    as_many = int((before[places[drawn]].sum(axis=1) >= seen).sum())
    return (1 + as_many) / (1 + rule.draws)


def _counts_before(
    transcript: Transcript, tagging: Tagging, code: str, reach: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each turn, the tags of a code in the ``reach`` turns before it."""
    count = np.zeros(len(transcript.turns), dtype=np.int64)
    for tag in tagging.tags:
        if tag.code == code and tag.status is TagStatus.ACTIVE:
            count[tag.turn_index] += 1
    total = np.concatenate(([0], np.cumsum(count)))
    index = np.arange(len(count))
    return np.asarray(total[index] - total[np.maximum(index - reach, 0)], dtype=np.int64)
