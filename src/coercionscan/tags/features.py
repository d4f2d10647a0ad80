"""What the classifier sees of a sentence: its words, its place in the talk, what rules found, what is new in it.

Every feature is a name and a value. Those of a turn are the same for all its sentences and are made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.records import Origin, QuestionForm, Tag, TagStatus, Transcript
from coercionscan.tags.dialogue import Dialogue, Side
from coercionscan.tags.question_words import TABLE as QUESTIONS

TABLE = "learning"
_LONGEST = 3
"""Words in the longest n-gram."""
_REACH = 15
"""Words of the other side's turn before, counted from its end."""
_SHORT_REACH = 12
_LOOK_BACK = 6
"""Own turns before that a sentence is compared with."""
_QUESTION = "?"
_MARK = "@"
"""Begins the name of every feature that is no n-gram: a word never begins with it."""

Values = dict[str, float]
_NONVERBAL = Origin.NONVERBAL
_ACTIVE = TagStatus.ACTIVE
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(slots=True)
class Sight:
    """A sentence of a turn as the classifier sees it.

    Attributes:
        turn_index: The turn.
        side: Side that speaks.
        first: First token of the sentence in the turn.
        end: Token behind its last.
        own: Features of the sentence.
        shared: Features of its turn, the same object for all sentences of the turn.
    """

    turn_index: int
    side: Side
    first: int
    end: int
    own: Mapping[str, float]
    shared: Mapping[str, float]


class _Vocabulary:
    """The distinct words of a transcript, sorted once into those that are features and those that carry content."""

    def __init__(self, words: Iterable[Words], empty: frozenset[str], one_word: Mapping[str, str]) -> None:
        distinct = set().union(*(row.tokens for row in words))
        self._plain = {token: one_word.get(token, token) for token in plain(distinct)}
        self._content = frozenset(
            name for token, name in self._plain.items() if (len(token) > 2 or token.isdigit()) and name not in empty
        )

    def plain(self, tokens: Iterable[str]) -> list[str]:
        """As the function ``plain``; words that differ in gender alone are one."""
        known = self._plain
        return [known[token] for token in tokens if token in known]

    def content(self, tokens: Iterable[str]) -> frozenset[str]:
        """Those of the words, as ``plain`` gives them, that carry content."""
        return self._content.intersection(tokens)


@dataclass(slots=True)
class _Heard:
    """What has been said so far: content words of all and of the questioned, and each side's last turns."""

    known: _Vocabulary
    by_all: set[str] = field(default_factory=set)
    by_side: dict[str, set[str]] = field(default_factory=lambda: {"interrogator": set(), "suspect": set()})
    turns: dict[str, list[tuple[list[str], frozenset[str]]]] = field(
        default_factory=lambda: {"interrogator": [], "suspect": []}
    )

    def add(self, side: str, tokens: list[str], content: frozenset[str]) -> None:
        self.by_all |= content
        self.by_side[side] |= content
        self.turns[side] = [*self.turns[side][1 - _LOOK_BACK :], (tokens, content)]


class Features:
    """Makes the features of a transcript; compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take word lists and weights.

        Args:
            lexicon: The lexicon.
        """
        words = lexicon.tables[QUESTIONS]["words"]
        self._empty = frozenset(words["function"])
        self._question_words = frozenset(words["wh"])
        self._weights: Mapping[str, float] = lexicon.tables[TABLE]["weights"]
        one_word: Sequence[Sequence[str]] = lexicon.tables[TABLE]["one_word"]
        self._one_word = {word: "/".join(group) for group in one_word for word in group}
        self._empty |= {self._one_word[word] for word in self._empty if word in self._one_word}
        self._forms = frozenset(form.value for form in QuestionForm)

    def sights(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Dialogue,
        forms: Sequence[QuestionForm],
        tags: Iterable[Tag],
    ) -> list[Sight]:
        """All sentences of a transcript that were spoken by one of the two sides.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Who answers whom.
            forms: Question form of each turn.
            tags: What the rules found; only active tags are looked at, and forms are read over.

        Returns:
            Sentences in order; a sentence without words is left out.
        """
        hits = self._hits(tags)
        heard = _Heard(_Vocabulary(words, self._empty, self._one_word))
        found: list[Sight] = []
        for turn in transcript.turns:
            side = talk.sides[turn.index]
            if side is None:
                continue
            tokens = heard.known.plain(words[turn.index].tokens)
            if turn.origin is not _NONVERBAL:
                before = talk.other_before[turn.index]
                shared = self._shared(hits.get(turn.index, ()), hits.get(before, ()) if before is not None else ())
                self._previous(shared, words[before] if before is not None else None, heard.known)
                for token in heard.turns[side][-1][0][-10:] if heard.turns[side] else ():
                    shared["@O:" + token] = self._weights["before"]
                form = forms[turn.index].value
                found += self._turn(turn.index, side, words[turn.index], form, hits.get(turn.index, ()), heard, shared)
            heard.add(side, tokens, heard.known.content(tokens))
        return found

    def _hits(self, tags: Iterable[Tag]) -> dict[int, list[tuple[str, int, int]]]:
        hits: dict[int, list[tuple[str, int, int]]] = {}
        for tag in tags:
            if tag.status is _ACTIVE and tag.code not in self._forms:
                hits.setdefault(tag.turn_index, []).append((tag.code, tag.span.start, tag.span.end))
        return hits

    def _shared(self, own: Sequence[tuple[str, int, int]], previous: Sequence[tuple[str, int, int]]) -> Values:
        values = {"@T:" + code: self._weights["turn_hit"] for code, _, _ in own}
        values.update({"@C:" + code: self._weights["previous_code"] for code, _, _ in previous})
        return values

    def _previous(self, values: Values, words: Words | None, known: _Vocabulary) -> None:
        """The other side's turn before: its last words, and the question that it ends with."""
        weight = self._weights["question"]
        tokens = known.plain(words.tokens) if words else []
        if words is None or not tokens:
            values["@P?"] = weight
            return
        last = tokens[-_REACH:]
        values.update(dict.fromkeys([f"@P:{token}" for token in last], self._weights["previous"]))
        pairs = [f"@P:{one} {two}" for one, two in pairwise(last)]
        values.update(dict.fromkeys(pairs, self._weights["previous"]))
        question = self._question(words, known)
        asked = next((token for token in question if token in self._question_words), question[0] if question else "")
        values["@Q:" + asked] = weight
        values["@S:" + " ".join(tokens[:2])] = weight
        values[f"@L:{min(6, (len(tokens) + 1).bit_length() - 1)}"] = self._weights["place"]
        if tokens[-1] == _QUESTION:
            values["@Q?"] = self._weights["place"]

    @staticmethod
    def _question(words: Words, known: _Vocabulary) -> list[str]:
        sentences = words.sentences()
        asking = (bounds for bounds in reversed(sentences) if words.tokens[bounds[1] - 1] == _QUESTION)
        first, end = next(asking, sentences[-1])
        return known.plain(words.tokens[first:end])

    def _turn(
        self,
        index: int,
        side: Side,
        words: Words,
        form: str,
        hits: Sequence[tuple[str, int, int]],
        heard: _Heard,
        shared: Values,
    ) -> list[Sight]:
        found: list[Sight] = []
        before: list[str] = []
        sentences = words.sentences()
        for number, (first, end) in enumerate(sentences):
            tokens = heard.known.plain(words.tokens[first:end])
            if not tokens:
                continue
            own = self._words(tokens)
            own.update(dict.fromkeys([f"@B:{token}" for token in before[-_SHORT_REACH:]], self._weights["before"]))
            own["@first" if number == 0 else "@later"] = self._weights["place"]
            own["@F:" + (form if number == len(sentences) - 1 else "")] = self._weights["place"]
            if hits:
                span = words.span(first, end - 1)
                for code, start, stop in hits:
                    if start < span.end and stop > span.start:
                        own["@R:" + code] = self._weights["hit"]
            self._novelty(own, heard.known.content(tokens), side, heard)
            found.append(Sight(index, side, first, end, own, shared))
            before = tokens
        return found

    def _words(self, tokens: Sequence[str]) -> Values:
        """N-grams, each worth less in a longer sentence; how it opens; how long it is."""
        value = len(tokens) ** -0.25
        own = dict.fromkeys(ngrams(tokens), value)
        own["@^" + tokens[0]] = self._weights["opening"]
        if len(tokens) > 1:
            own[f"@^{tokens[0]} {tokens[1]}"] = self._weights["opening"]
        own[f"@N:{min(5, (len(tokens) + 1).bit_length() - 1)}"] = self._weights["size"]
        return own

    def _novelty(self, own: Values, content: frozenset[str], side: Side, heard: _Heard) -> None:
        """How much of the content is new, was just said by the other side, or was said by this side before."""
        weight, likeness = self._weights["content"], self._weights["likeness"]
        own[f"@content:{min(6, len(content))}"] = self._weights["place"]
        own[f"@new:{min(5, len(content - heard.by_all))}"] = weight
        own[f"@unsaid:{min(5, len(content - heard.by_side['suspect']))}"] = weight
        others = heard.turns["suspect" if side == "interrogator" else "interrogator"]
        last = others[-1][1] if others else frozenset()
        taken = content & last
        own[f"@taken:{min(4, len(taken - heard.by_side[side]))}"] = weight
        if not content:
            return
        own["@answers"] = likeness * len(taken) / len(content)
        alike = cover = 0.0
        for _, said in heard.turns[side]:
            common = len(content & said)
            if common:
                alike = max(alike, common / len(content | said))
                cover = max(cover, common / len(content))
        own["@alike"], own["@cover"] = likeness * alike, likeness * cover
        if alike >= 0.5:
            own["@alike:half"] = weight
        if cover == 1.0 and len(content) > 1:
            own["@cover:whole"] = weight


def plain(tokens: Iterable[str]) -> list[str]:
    """Words and question marks of normal tokens; other marks are left out."""
    return [token for token in tokens if token[0].isalnum() or token[0] in "'?"]


def ngrams(tokens: Sequence[str]) -> list[str]:
    """Words, pairs and triples of neighbouring words.

    Args:
        tokens: Words of a sentence, as ``plain`` gives them.

    Returns:
        Single words, then pairs, then triples, joined by spaces.
    """
    found = list(tokens)
    longer = tokens
    for size in range(1, _LONGEST):
        longer = [f"{before} {word}" for before, word in zip(longer, tokens[size:], strict=False)]
        found += longer
    return found


def is_word(feature: str) -> bool:
    """Whether a feature is an n-gram of the sentence itself, and not one of its place in the talk."""
    return not feature.startswith(_MARK)
