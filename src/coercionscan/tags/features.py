"""What the classifier sees of a sentence: its words, its place in the talk, what rules found, what is new in it.

Every feature has a name and a value. Those of a turn are the same for all its sentences and are made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.records import Origin, QuestionForm, Tag, TagStatus, Transcript
from coercionscan.tags.dialogue import Dialogue, Side
from coercionscan.tags.outlines import Outline, Outlines, Run, SharedParts, Spoken
from coercionscan.tags.question_words import TABLE as QUESTIONS

TABLE = "learning"
_REACH = 15
"""Words of the other side's turn before, counted from its end."""
_SHORT_REACH = 12
_OWN_REACH = 10
_LOOK_BACK = 6
"""Own turns before that a sentence is compared with."""
_QUESTION = "?"

Hit = tuple[str, int, int]
"""A code that rules found, and where in the text."""
_NONVERBAL = Origin.NONVERBAL
_ACTIVE = TagStatus.ACTIVE
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""
_NOTHING: Run = (0, 0, 0.0)
_NO_CONTENT: frozenset[int] = frozenset()


def _counts(name: str, most: int) -> tuple[str, ...]:
    """Names of a count, by the count up to the most that is told apart."""
    return tuple([f"@{name}:{count}" for count in range(most + 1)])


_CONTENT, _NEW, _UNSAID, _TAKEN = _counts("content", 6), _counts("new", 5), _counts("unsaid", 5), _counts("taken", 4)
_SIZE, _LENGTH = _counts("N", 5), _counts("L", 6)


@dataclass(slots=True)
class _Said:
    """What a side has said so far: its content words, those of its last turns, and where its last turn stands."""

    content: set[int] = field(default_factory=set)
    turns: list[frozenset[int]] = field(default_factory=list)
    begin: int = 0
    stop: int = 0


class _Heard:
    """A talk up to one of its turns; words are numbers of its row.

    Attributes:
        spoken: The talk.
        content: The words that carry content.
        question_words: Those that ask.
        by_all: Content words that were said so far.
        by_side: What each side has said.
    """

    def __init__(self, spoken: Spoken, empty: frozenset[str], question_words: frozenset[str]) -> None:
        """Begin before the first turn."""
        self.spoken = spoken
        self.content = frozenset(
            [
                number
                for token, number in spoken.number_of.items()
                if (len(token) > 2 or token.isdigit()) and spoken.words[number] not in empty
            ]
        )
        self.question_words = frozenset([at for at, word in enumerate(spoken.words) if word in question_words])
        self.by_all: set[int] = set()
        self.by_side: Mapping[Side, _Said] = {"interrogator": _Said(), "suspect": _Said()}

    def add(self, side: Side, begin: int, stop: int) -> None:
        """Hear a turn."""
        said, content = self.by_side[side], self.content.intersection(self.spoken.numbers[begin:stop])
        self.by_all |= content
        said.content |= content
        said.turns = [*said.turns[1 - _LOOK_BACK :], content]
        said.begin, said.stop = begin, stop


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

    def outlines(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Dialogue,
        forms: Sequence[QuestionForm],
        tags: Iterable[Tag],
    ) -> Outlines:
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
        spoken = Spoken(words, self._one_word)
        heard = _Heard(spoken, self._empty, self._question_words)
        found: list[Outline] = []
        for turn in transcript.turns:
            index, side = turn.index, talk.sides[turn.index]
            if side is None:
                continue
            if turn.origin is not _NONVERBAL:
                own = hits.get(index, ())
                shared = self._shared(talk.other_before[index], words, own, hits, heard, side)
                found += self._turn(index, side, words[index], forms[index].value, own, heard, shared)
            heard.add(side, spoken.bounds[index], spoken.bounds[index + 1])
        return Outlines(spoken, found)

    def _hits(self, tags: Iterable[Tag]) -> dict[int, list[Hit]]:
        hits: dict[int, list[Hit]] = {}
        for tag in tags:
            if tag.status is _ACTIVE and tag.code not in self._forms:
                hits.setdefault(tag.turn_index, []).append((tag.code, tag.span.start, tag.span.end))
        return hits

    def _shared(
        self,
        before: int | None,
        words: Sequence[Words],
        own: Sequence[Hit],
        hits: Mapping[int, Sequence[Hit]],
        heard: _Heard,
        side: Side,
    ) -> SharedParts:
        """Features of a turn: codes, the other side's turn before, and the last words of this side's own."""
        weights = self._weights
        codes = {"@T:" + code: weights["turn_hit"] for code, _, _ in own}
        said = heard.by_side[side]
        lately = (max(said.begin, said.stop - _OWN_REACH), said.stop, weights["before"])
        begin, stop = (0, 0) if before is None else heard.spoken.bounds[before : before + 2]
        if before is not None:
            codes.update({"@C:" + code: weights["previous_code"] for code, _, _ in hits.get(before, ())})
        if before is None or begin == stop:
            return codes, _NOTHING, _NOTHING, {"@P?": weights["question"]}, _NOTHING, _NOTHING, {}, lately
        last = (max(begin, stop - _REACH), stop, weights["previous"])
        asked = {"@Q:" + self._asked(before, words[before], heard): weights["question"]}
        opening = (begin, min(begin + 2, stop), weights["question"])
        one, two = (_NOTHING, opening) if stop - begin > 1 else (opening, _NOTHING)
        length = {_LENGTH[min(6, (stop - begin + 1).bit_length() - 1)]: weights["place"]}
        if heard.spoken.words[heard.spoken.numbers[stop - 1]] == _QUESTION:
            length["@Q?"] = weights["place"]
        return codes, last, last, asked, one, two, length, lately

    def _asked(self, turn: int, words: Words, heard: _Heard) -> str:
        """The question word of the question that a turn ends with; the first word where it has none."""
        spoken, sentences = heard.spoken, words.sentences()
        asking = (bounds for bounds in reversed(sentences) if words.tokens[bounds[1] - 1] == _QUESTION)
        first, end = sentences[0] if len(sentences) == 1 else next(asking, sentences[-1])
        question = spoken.numbers[spoken.place(turn, first) : spoken.place(turn, end)]
        if not question:
            return ""
        words_of_it = heard.question_words
        asked = question[0] if words_of_it.isdisjoint(question) else next(at for at in question if at in words_of_it)
        return spoken.words[asked]

    def _turn(
        self,
        index: int,
        side: Side,
        words: Words,
        form: str,
        hits: Sequence[Hit],
        heard: _Heard,
        shared: SharedParts,
    ) -> list[Outline]:
        found: list[Outline] = []
        weights, spoken = self._weights, heard.spoken
        place, opening, before = weights["place"], weights["opening"], weights["before"]
        sentences = words.sentences()
        earlier = stop = spoken.bounds[index]
        for number, (first, end) in enumerate(sentences, 1):
            begin, stop = stop, spoken.place(index, end)
            size = stop - begin
            if not size:
                continue
            where = {
                "@first" if number == 1 else "@later": place,
                "@F:" + form if number == len(sentences) else "@F:": place,
            }
            if hits:
                span = words.span(first, end - 1)
                for code, hit_begin, hit_end in hits:
                    if hit_begin < span.end and hit_end > span.start:
                        where["@R:" + code] = weights["hit"]
            self._novelty(where, heard.content.intersection(spoken.numbers[begin:stop]), side, heard)
            # N-grams are worth less in a longer sentence.
            said, two = (begin, stop, size**-0.25), begin + min(size, 2)
            own = (
                said,
                said,
                said,
                (begin, begin + 1, opening),
                (begin, two, opening),
                {_SIZE[min(5, (size + 1).bit_length() - 1)]: weights["size"]},
                (max(earlier, begin - _SHORT_REACH), begin, before),
                where,
            )
            found.append(Outline(index, side, first, end, own, shared))
            earlier = begin
        return found

    def _novelty(self, own: dict[str, float], content: frozenset[int], side: Side, heard: _Heard) -> None:
        """How much of the content is new, was just said by the other side, or was said by this side before."""
        weight, likeness = self._weights["content"], self._weights["likeness"]
        own[_CONTENT[min(6, len(content))]] = self._weights["place"]
        if not content:
            own[_NEW[0]] = own[_UNSAID[0]] = own[_TAKEN[0]] = weight
            return
        mine = heard.by_side[side]
        other = heard.by_side["suspect" if side == "interrogator" else "interrogator"]
        own[_NEW[min(5, len(content - heard.by_all))]] = weight
        own[_UNSAID[min(5, len(content - heard.by_side["suspect"].content))]] = weight
        taken = content & other.turns[-1] if other.turns else _NO_CONTENT
        own[_TAKEN[min(4, len(taken - mine.content))]] = weight
        own["@answers"] = likeness * len(taken) / len(content)
        alike = cover = 0.0
        for said in mine.turns:
            common = len(content & said)
            if common:
                alike = max(alike, common / (len(content) + len(said) - common))
                cover = max(cover, common / len(content))
        own["@alike"], own["@cover"] = likeness * alike, likeness * cover
        if alike >= 0.5:
            own["@alike:half"] = weight
        if cover == 1.0 and len(content) > 1:
            own["@cover:whole"] = weight
