"""Cues: set phrases that tell what a sentence does. A tree of words finds them in one pass over its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coercionscan.provenance.words import CueHit, Cues, Starts, Word

_KEPT_PLACES = 64
"""A cue at one of so many first places of a turn is made once; most stand there."""
_KEPT_SETS = 20_000
"""So many sets of cues are remembered, then all are forgotten: a run over many transcripts must not grow."""
_NONE: tuple[Cues, frozenset[str]] = ((), frozenset())
_CHALLENGE = "challenge"
_ASKING = frozenset({"wh", "open_question"})
_GESTURES = {
    "assent": "gesture_assent",
    "denial": "gesture_denial",
    "gesture_assent": "gesture_assent",
    "gesture_denial": "gesture_denial",
    "gesture_unknown": "gesture_unknown",
}
"""What a cue means where it stands in brackets; other cues mean nothing there."""


class _Hits(dict[int, Cues]):
    """The cues that one phrase stands for, by its first token."""

    def __init__(self, names: Sequence[str], size: int) -> None:
        super().__init__()
        self._names = names
        self._size = size

    def __missing__(self, at: int) -> Cues:
        found = tuple([CueHit(name, at, self._size) for name in self._names])
        if at < _KEPT_PLACES:
            self[at] = found
        return found


def starts_of(table: Mapping[str, Sequence[str]]) -> Mapping[str, Starts]:
    """Cues by their first word.

    Args:
        table: Phrases in normal form, by the name of their cue.

    Returns:
        The tree of their words.
    """
    return _longer([(phrase.split(), name) for name, phrases in table.items() for phrase in phrases], 1)


def _longer(cues: Iterable[tuple[Sequence[str], str]], size: int) -> Mapping[str, Starts]:
    """Cues by their next word, which is the ``size``-th; none is at its end."""
    by_next: dict[str, list[tuple[Sequence[str], str]]] = {}
    for (following, *rest), name in cues:
        by_next.setdefault(following, []).append((rest, name))
    found: dict[str, Starts] = {}
    for word, some in by_next.items():
        names = tuple([name for rest, name in some if not rest])
        found[word] = Starts(frozenset(names), _Hits(names, size), _longer([one for one in some if one[0]], size + 1))
    return found


class CueReader:
    """Reads the cues of sentences. It remembers which phrases stood together, and nothing of what was said."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._sets: dict[tuple[Starts, ...], frozenset[str]] = {}

    def read(
        self,
        tokens: Sequence[str],
        known: Sequence[Word],
        begin: int,
        end: int,
        bracketed: frozenset[int],
        asking: bool,
    ) -> tuple[Cues, frozenset[str]]:
        """The cues of a sentence.

        Args:
            tokens: Tokens of the turn.
            known: What is known of each.
            begin: First token of the sentence.
            end: The token beyond its last.
            bracketed: Tokens in brackets.
            asking: Whether the one who asks speaks.

        Returns:
            The cues in order, of those of several words with one first word the longest first; and their names.
        """
        found: list[CueHit] = []
        ended: list[Starts] = []
        for at in range(begin, end):
            here = known[at].asking if asking else known[at].answering
            if here is None:
                continue
            if here.names:
                found += here.hits[at]
                ended.append(here)
            beyond = at + 1
            longer = here.longer.get(tokens[beyond]) if beyond < end else None
            if longer is None:
                continue
            beyond += 1
            if beyond < end and tokens[beyond] in longer.longer:
                for longest in reversed(_longer_ones(longer, tokens, beyond, end)):
                    found += longest.hits[at]
                    ended.append(longest)
            if longer.names:
                found += longer.hits[at]
                ended.append(longer)
        if not ended:
            return _NONE
        cues: Cues = found
        names = ended[0].names if len(ended) == 1 else self._names_of(tuple(ended))
        if bracketed:
            cues = _gestures(cues, bracketed)
            names = _names(cues)
        if _CHALLENGE in names and not names.isdisjoint(_ASKING):
            cues = _but_challenged(cues)
            names = _names(cues)
        return cues, names

    def _names_of(self, ended: tuple[Starts, ...]) -> frozenset[str]:
        """Names of all cues of some phrases."""
        found = self._sets.get(ended)
        if found is None:
            if len(self._sets) >= _KEPT_SETS:
                self._sets.clear()
            found = self._sets[ended] = frozenset().union(*[one.names for one in ended])
        return found


def _longer_ones(begun: Starts, tokens: Sequence[str], beyond: int, end: int) -> list[Starts]:
    """The phrases that end with one of the tokens from ``beyond`` on; the shortest first."""
    found: list[Starts] = []
    longer = begun.longer
    for at in range(beyond, end):
        here = longer.get(tokens[at])
        if here is None:
            break
        if here.names:
            found.append(here)
        longer = here.longer
    return found


def _names(cues: Cues) -> frozenset[str]:
    return frozenset([cue.name for cue in cues])


def _but_challenged(cues: Cues) -> Cues:
    """Cues without those that are only words of a challenge: "that is not what happened" asks nothing."""
    inside = {at for cue in cues if cue.name == _CHALLENGE for at in range(cue.at + 1, cue.at + cue.size)}
    return [cue for cue in cues if cue.name not in _ASKING or cue.at not in inside]


def _gestures(found: Cues, bracketed: frozenset[int]) -> Cues:
    """Cues with those in brackets turned to what they mean there, or left out."""
    read: list[CueHit] = []
    for cue in found:
        if cue.at not in bracketed:
            read.append(cue)
        elif cue.name in _GESTURES:
            read.append(CueHit(_GESTURES[cue.name], cue.at, cue.size))
    return read
