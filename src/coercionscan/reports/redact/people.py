"""The names in a transcript: of those who speak, those whom the user names, and those who are spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from simplemma import is_known

from coercionscan.records import Case, Role, Transcript
from coercionscan.reports.redact.numbers import word_list

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!:;\u2026\"\u201c(\[\n]\s*$|^\s*$|--?\s*$")
_SHORTEST = 2
_SHORTEST_GUESS = 3
"""Letters of a name that is told by its capital alone. Source: convention; shorter ones are mostly damage of scans."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PART = {
    Role.INTERROGATOR: "Officer",
    Role.EXAMINER: "Examiner",
    Role.SUSPECT: "Suspect",
    Role.WITNESS: "Witness",
    Role.COUNSEL: "Counsel",
    Role.APPROPRIATE_ADULT: "Adult",
    Role.INTERPRETER: "Interpreter",
}
_LOOK_BACK = 40
_MOST_CAPITALS = 0.5


@dataclass(frozen=True, slots=True)
class People:
    """``words``: a name in lower case to the pseudonym of its person. ``labels``: speaker id to pseudonym.

    ``cased`` tells whether the transcript writes names with capitals; where it does not, names are found in any case.
    """

    words: dict[str, str]
    labels: dict[str, str]
    cased: bool


def people_of(transcript: Transcript, case: Case | None) -> People:
    """Find the names.

    Args:
        transcript: The transcript.
        case: Names and pseudonyms that the user gives; they win.

    Returns:
        The names. Other names than those of speakers and of the case are found by their capitals inside a sentence,
        and by titles before them: some will be missed, and some places are taken for people.
    """
    cased = _is_cased(transcript.text)
    words: dict[str, str] = {}
    for name, pseudonym in case.pseudonyms if case else ():
        words |= dict.fromkeys(_name_words(name), pseudonym)
    labels = _speakers(transcript, words)
    for number, name in enumerate(case.redact if case else (), 1):
        for word in _name_words(name):
            words.setdefault(word, f"Person {number}")
    keep = {word for name in (case.keep if case else ()) for word in _lower_words(name)}
    if cased:
        _neighbours(transcript.text, words)
        _others(transcript, words)
    return People({word: name for word, name in words.items() if word not in keep}, labels, cased)


def bare(word: str) -> str:
    """A word in lower case, with straight apostrophes, without the ending of possession."""
    return _POSSESSIVE.sub("", word.replace("\u2019", "'")).lower()


def _lower_words(name: str) -> Iterator[str]:
    return (bare(found[0]) for found in WORD.finditer(name))


def _name_words(name: str) -> list[str]:
    """Words of a name or label that name a person."""
    other = word_list("titles") | word_list("label_words")
    return [word for word in _lower_words(name) if len(word) >= _SHORTEST and word not in other]


def _is_cased(text: str) -> bool:
    """Whether capitals mean something: not in text that is all capitals, or has none."""
    capitals = sum(letter.isupper() for letter in text)
    letters = sum(letter.isalpha() for letter in text)
    return 0 < capitals < letters * _MOST_CAPITALS


def _speakers(transcript: Transcript, words: dict[str, str]) -> dict[str, str]:
    """Pseudonyms of the speakers by their parts: "Officer A"; one who is alone in a part has no letter.

    A label as printed may be damaged, or hold another's name as well: it adds only words that nobody has.
    """
    small = _small_words(transcript.text)
    named = [
        (speaker, found)
        for speaker in transcript.speakers
        if (found := [word for word in _name_words(speaker.label) if len(word) > _SHORTEST or word not in small])
    ]
    parts = [_PART.get(speaker.role, "Person") for speaker, _ in named]
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for (speaker, found), part in zip(named, parts, strict=True):
        number = counts[part] = counts.get(part, 0) + 1
        alone = parts.count(part) == 1 and part != "Person"
        given = next((words[word] for word in found if word in words), None)
        labels[speaker.id] = given or (part if alone else f"{part} {_letter(number)}")
        for word in found:
            words.setdefault(word, labels[speaker.id])
    for turn in transcript.turns:
        for word in _name_words(turn.speaker) if turn.speaker_id in labels else ():
            if len(word) >= _SHORTEST_GUESS and word not in small:
                words.setdefault(word, labels[turn.speaker_id])
    return labels


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = _LETTERS[rest] + letters
    return letters


def _is_name(found: re.Match[str], small: frozenset[str]) -> bool:
    """Whether a word looks like a name: a capital, no title or common word, and never written small elsewhere."""
    word, plain = found[0], bare(found[0])
    known = _common_words()
    near_digit = any(letter.isdigit() for letter in found.string[max(0, found.start() - 1) : found.end() + 1])
    long_enough = len(plain) >= _SHORTEST_GUESS and not near_digit
    # "I-I'm", "M-maybe": what counts of a stammered word is its end.
    end = plain.rpartition("-")[2]
    return word[0].isupper() and long_enough and not {plain, plain.removesuffix("s"), end} & (known | small)


@cache
def _common_words() -> frozenset[str]:
    return word_list("titles") | word_list("not_names") | word_list("label_words") | word_list("before")


def _small_words(text: str) -> frozenset[str]:
    return frozenset(word for found in WORD.finditer(text) if (word := found[0]).islower())


def _neighbours(text: str, words: dict[str, str]) -> None:
    """First and middle names: capitalised words that stand beside a known name belong to the same person."""
    small = _small_words(text)
    for run in _runs(text):
        known = [words.get(bare(found[0])) for found in run]
        for at, found in enumerate(run):
            beside = next((name for name in (*known[at + 1 : at + 2], *known[max(at - 1, 0) : at]) if name), None)
            if beside and known[at] is None and _is_name(found, small):
                known[at] = words[bare(found[0])] = beside


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Capitalised words that follow each other as parts of one name do."""
    run: list[re.Match[str]] = []
    for found in WORD.finditer(text):
        if not found[0][0].isupper() or (run and not _joined(run[-1], found)):
            if run:
                yield run
            run = []
        if found[0][0].isupper():
            run.append(found)
    if run:
        yield run


def _joined(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two words belong to one name: "Ray Teller", "C. Wynn", "CASSIDY, Walter"."""
    between = one.string[one.end() : other.start()]
    if between.strip(" ") == "":
        return True
    initial = between.strip(" ") == "." and len(one[0]) == 1
    return initial or (between == ", " and one[0].isupper() and not other[0].isupper())


def _others(transcript: Transcript, words: dict[str, str]) -> None:
    """People and places that are spoken of, named after a title or inside a sentence, and names in page heads."""
    small = _small_words(transcript.text)
    heads = "\n".join(line.text for line in transcript.quality.stripped)
    number = 0
    for group in (*_groups(transcript.text, small), *_strange(heads, small, frozenset(words))):
        known = next((words[bare(word)] for word in group if bare(word) in words), None)
        if known is None:
            number += 1
            known = f"Name {number}"
        for word in group:
            words.setdefault(bare(word), known)


def _groups(text: str, small: frozenset[str]) -> Iterator[list[str]]:
    """Names that follow each other, but for one that only the start of a sentence explains."""
    for run in _runs(text):
        names = [found for found in run if _is_name(found, small)]
        # At the start of a sentence every word has a capital: there a word of the dictionary is no name.
        lone = len(names) == 1 and _starts_sentence(text, names[0].start())
        first = bare(names[0][0]) if names else ""
        if names and not (lone and ("'" in first or _in_dictionary(first))):
            yield [found[0] for found in names]


def _strange(heads: str, small: frozenset[str], known: frozenset[str]) -> Iterator[list[str]]:
    """Names in lines whose words all have capitals: there a word of the dictionary is a name only where it is known."""
    for run in _runs(heads):
        names = [found[0] for found in run if _is_name(found, small)]
        names = [name for name in names if bare(name) in known or not _in_dictionary(bare(name))]
        if names:
            yield names


def _in_dictionary(word: str) -> bool:
    return is_known(word, lang="en", low_memory=True)


def _starts_sentence(text: str, at: int) -> bool:
    """Whether only the start of a sentence explains a capital; after a title a sentence has not ended."""
    before = text[max(0, at - _LOOK_BACK) : at]
    previous = WORD.findall(before)
    if previous and bare(previous[-1]) in word_list("titles") and before.rstrip(" .").endswith(previous[-1]):
        return False
    return bool(_SENTENCE_END.search(before))
