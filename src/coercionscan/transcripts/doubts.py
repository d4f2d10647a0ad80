"""Turns that probably hold another person's words: set right where certain, else marked as doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coercionscan.records import Origin, Role
from coercionscan.text import fold
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.words import layout_words, role_words

_SENTENCE = re.compile(r"(?:^|[.?!][\"')\]]?[ \t\n]+)")
_SHORT_ANSWER = 9
_WORDS = re.compile(r"[\w']+")
_DAMAGED = re.compile(
    r"\n[ \t]*['\"\u2018\u2019]?(?:[\\{}|~^]|[^\W\d_\u0000-\u024f])[^\n]{0,40}?[A-Za-z]+[ \t][A-Za-z]+[ \t]"
)
"""A line whose first sign is a letter of another script or a bracket that no one types, and that goes on in English."""
_ENDED = re.compile(r"[.!?)][\"\u201d]?[ \t]*$")
_YOU = re.compile(r"\byou\b", re.IGNORECASE)


def settle_attribution(text: str, drafts: list[Draft], speakers: list[str], roles: Mapping[str, Role]) -> None:
    """Look at each turn with its neighbours.

    Args:
        text: The reading text.
        drafts: All drafts in order; doubts are written on them.
        speakers: Merged speaker of each draft; a wrong label is set right here.
        roles: Speaker to role.
    """
    questioned = {speaker for speaker, role in roles.items() if role.questioned}
    asking = {speaker for speaker, role in roles.items() if role.asks}
    spoken_origin = Origin.SPOKEN
    spoken = [place for place, draft in enumerate(drafts) if draft.origin is spoken_origin]
    last = len(spoken) - 1
    damaged = [match.start() for match in _DAMAGED.finditer(text)]
    for at, place in enumerate(spoken):
        draft, speaker = drafts[place], speakers[place]
        if speaker in questioned:
            if text.find("?", draft.start, draft.end) >= 0:
                _questions_of_answerer(text, drafts, speakers, spoken, at, roles)
            if damaged and draft.doubt is None and _DAMAGED.search(text, draft.start, draft.end):
                draft.doubt = "a line of it begins like a damaged label"
        elif speaker in asking and draft.doubt is None and 0 < at < last:
            before, after = spoken[at - 1], spoken[at + 1]
            if speakers[before] not in asking or speakers[before] == speaker or speakers[after] not in asking:
                continue
            asked = text[drafts[before].start : drafts[before].end].rstrip().endswith("?")
            if asked and _reads_as_answer(text[draft.start : draft.end]):
                draft.doubt = "reads as an answer under the label of an officer"


def _questions_of_answerer(
    text: str, drafts: list[Draft], speakers: list[str], spoken: list[int], at: int, roles: Mapping[str, Role]
) -> None:
    """A turn of the person questioned that holds a question."""
    place = spoken[at]
    draft = drafts[place]
    words = text[draft.start : draft.end]
    after = spoken[at + 1] if at + 1 < len(spoken) else None
    if after is not None and _question_and_answer(text, drafts, speakers, place, after):
        _give_to_asker(drafts, speakers, spoken[:at], place, roles)
    elif draft.doubt is not None:
        return
    elif after is not None and _lost_label(words, speakers[after] == speakers[place], _empty(text, drafts[after])):
        draft.doubt = "a question without label stands between two answers"
    elif at and speakers[spoken[at - 1]] == speakers[place] and _calls(words, draft.label):
        draft.doubt = "asks the person of its own label by name"
    elif _holds_question(words):
        draft.doubt = "may hold a question of somebody else and its answer"


def _question_and_answer(text: str, drafts: list[Draft], speakers: list[str], place: int, after: int) -> bool:
    """Two labels of one person on one line, the first with a question: the first label is wrong."""
    first, second = drafts[place], drafts[after]
    same = speakers[place] == speakers[after] and "\n" not in text[first.label_start : second.label_start].rstrip()
    words = text[first.start : first.end].rstrip()
    return same and words.endswith("?")


def _give_to_asker(
    drafts: list[Draft], speakers: list[str], earlier: list[int], place: int, roles: Mapping[str, Role]
) -> None:
    asker = next((speakers[p] for p in reversed(earlier) if roles.get(speakers[p], Role.UNKNOWN).asks), None)
    drafts[place].doubt = "a question under the label of the person who answers it on the same line"
    if asker is not None:
        speakers[place] = asker


def _lost_label(words: str, again: bool, empty: bool) -> bool:
    """The last line is a question, and the person it is put to speaks again, or the next label has no words."""
    before, _, last = words.rstrip().rpartition("\n")
    if not (again or empty) or not before.strip() or not last.endswith("?"):
        return False
    if again and role_words().question_start.match(last.lower()):
        return True
    return _ENDED.search(before) is not None and _YOU.search(last) is not None


def _empty(text: str, draft: Draft) -> bool:
    return not text[draft.start : draft.end].strip()


def _calls(words: str, label: str) -> bool:
    """The words begin with the name of the label as one calls a person: "Pell, come on. What did you do?"."""
    called, comma, _ = words.lstrip().partition(",")
    return bool(comma) and len(called) > 2 and called.casefold() in label.casefold().split()


def _holds_question(words: str) -> bool:
    """A question put to "you" that is followed by further words: an answer that swallowed the next question."""
    low = fold(words)
    openings = layout_words().question_openings
    for match in _SENTENCE.finditer(low):
        if not match.end():
            continue
        mark = low.find("?", match.end())
        if mark >= 0 and openings.match(low, match.end()) and mark - match.end() < 80 and '"' not in low:
            return len(low[mark + 1 :].strip()) > 1
    return False


def _reads_as_answer(words: str) -> bool:
    low = fold(words).strip(" .,!-")
    if "?" in low or low in layout_words().backchannel or len(_WORDS.findall(low)) > _SHORT_ANSWER:
        return False
    return layout_words().answer_openings.match(low) is not None
