"""What a turn says as an answer, whatever was asked: a yes, a no, what it denies and what it asks back for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coercionscan.tags.question_words import QuestionWords

_SHORT_ANSWER = 12
"""A bare yes or no has at most so many words ("yes sir, that is correct"). Convention of this project."""
_ECHO = 40
"""An answer that takes up words of the statement after its yes has at most so many tokens."""
_DISPUTES_WITHIN = 14
"""An answer disputes what a question takes for granted within so many tokens. Convention of this project."""
_ASKED_BACK = 4
"""What is asked back for stands among so many first words: "what red bag?". Convention as well."""
_NOTHING: frozenset[str] = frozenset()


class Reply:
    """What a turn says as an answer, whatever was asked.

    Attributes:
        tokens: Its tokens.
        spoken: Those of its first tokens that are no marks.
        short: Whether it is short enough to take up words of what was asked.
        settles: Whether it is a short yes or no, and no word that only calls for attention.
        assents: Whether it is a bare yes.
        declines: Whether it is a bare no.
        begins_with_yes: Whether its first word is a yes, however long it is.
        says_no: Whether its first words open with a no.
        asks: Whether it ends in a question.
        accepted: Whether it says something and denies nothing.
        denied: Base forms of acts that the person says not to have done.
        refused: Base forms of what it says was not so.
        asked_back: Base forms of things that it asks back for.
    """

    def __init__(self, tokens: Sequence[str], table: QuestionWords, settling: frozenset[str]) -> None:
        """Read the tokens."""
        words = table.words
        self.tokens = tokens
        self.spoken = [token for token in tokens[:_DISPUTES_WITHIN] if token[0].isalnum()]
        self.short = len(tokens) <= _ECHO
        opening = self._opening(words["answer_lead"])
        self.settles = not settling.isdisjoint(opening)
        self.assents = not words["assent"].isdisjoint(opening)
        self.declines = not words["plain_no"].isdisjoint(opening)
        first = next((token for token in tokens if token[0].isalnum()), None)
        self.begins_with_yes = first in words["assent"]
        self.says_no = bool(self.spoken) and self.spoken[0] in words["plain_no"]
        self.asks = bool(tokens) and tokens[-1] == "?"
        refuses = not words["negative"].isdisjoint(self.spoken)
        self.accepted = bool(self.spoken) and not (refuses and not words["negation"].isdisjoint(self.spoken))
        self.denied = _denied(self.spoken, table)
        self.refused = _refused(tokens, table) if refuses else _NOTHING
        self.asked_back = _asked_back(self.spoken, table)

    def _opening(self, lead: frozenset[str]) -> Collection[str]:
        """The words of which one makes a short answer a yes or no: its first, or all after a bracket; else none."""
        size = len(self.tokens)
        if not size or size > 2 * _SHORT_ANSWER:
            return ()
        words = self.spoken if size <= _DISPUTES_WITHIN else [token for token in self.tokens if token[0].isalnum()]
        if self.tokens[0] == "(":
            return words
        return [token for token in words if token not in lead][:1] if len(words) <= _SHORT_ANSWER else ()


def _denied(reply: Sequence[str], table: QuestionWords) -> frozenset[str]:
    """Acts that the person says not to have done."""
    if table.words["denies"].isdisjoint(reply):
        return _NOTHING
    return table.content(
        reply[at + 1]
        for at, token in enumerate(reply[:-1])
        if token in table.words["denies"]
        and reply[at + 1] not in table.words["unsure"]
        and not table.words["speaker"].isdisjoint(reply[max(0, at - 2) : at])
    )


def _refused(tokens: Sequence[str], table: QuestionWords) -> frozenset[str]:
    """What the first clauses of an answer say was not so: all words after a not whose subject is the person or none."""
    found: set[str] = set()
    subject = negated = False
    for at, token in enumerate(tokens[:_DISPUTES_WITHIN]):
        if token in (".", "?", "!") and at > 1:
            break
        if not token[0].isalnum():
            subject = negated = False
        elif negated:
            found.add(token)
        elif token in table.words["refuses_for"]:
            subject = True
        elif token in table.words["unsure"]:
            return _NOTHING
        else:
            negated = subject and token in table.words["negative"]
    return _NOTHING if found & table.words["unsure"] else table.content(found)


def _asked_back(reply: Sequence[str], table: QuestionWords) -> frozenset[str]:
    """Things that the person asks back for, as not known."""
    return table.content(reply[1:_ASKED_BACK]) if reply and reply[0] in table.words["asks_back"] else _NOTHING
