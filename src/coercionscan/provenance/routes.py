"""How a detail came in: the form of its first mention."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from coercionscan.provenance.lines import Line, Talk
from coercionscan.provenance.mentions import Sight
from coercionscan.provenance.words import LIGHT, TIME
from coercionscan.records import FactForm

_OFFERED, _ASSERTED, PRESUPPOSED = FactForm.OFFERED_IN_QUESTION, FactForm.ASSERTED, FactForm.PRESUPPOSED
_OPTION, _SHOWN, _REPORTED = FactForm.OPTION_POSED, FactForm.READ_OR_SHOWN, FactForm.REPORTED_FROM_EARLIER_INTERVIEW
_OPEN, _PROBED = FactForm.OPEN_ANSWER, FactForm.ANSWER_TO_PROBING
"""Named once: to name a member on its class is a call."""
_NONE = -1
"""No line."""
_BACK = 8
"""How many turns before an answer its question is looked for."""


class Routes:
    """Reads the form of first mentions off the lines, of each line once."""

    def __init__(self, talk: Talk) -> None:
        """Remember, for each line, the last line of an interrogator before its turn."""
        self._lines = talk.lines
        self._turns = talk.turns
        self._answers: dict[int, FactForm] = {}
        self._forms: dict[int, tuple[FactForm, int | None]] = {}
        asking = [line.number if line.by_interrogator else _NONE for line in talk.lines]
        self._asked = [*accumulate(asking, max, initial=_NONE)]

    def form(self, sight: Sight) -> FactForm:
        """Form of a mention.

        Args:
            sight: The mention.

        Returns:
            For an interrogator one of the offering forms, for anybody else one of the answering forms.
        """
        form, presupposed = self.of(sight.line)
        return form if presupposed is None or presupposed > sight.first else PRESUPPOSED

    def of(self, line: Line) -> tuple[FactForm, int | None]:
        """Form of what a line mentions, and the token from which on it is taken for granted; None for no such token."""
        known = self._forms.get(line.number)
        if known is None:
            form = self._offered(line) if line.by_interrogator else self._answered(line)
            known = self._forms[line.number] = (form, _presupposes(line) if form is _OFFERED else None)
        return known

    def _offered(self, line: Line) -> FactForm:
        names = line.cue_names
        if "reported" in names:
            return _REPORTED
        if "read" in names or self._shows(line):
            return _SHOWN
        if not line.asks:
            return _ASSERTED
        if _is_option(line):
            return _OPTION
        return _OFFERED

    def _shows(self, line: Line) -> bool:
        """Whether a sentence, or the one before it in its turn, holds something up: this one says what it is."""
        names = line.cue_names
        if "shown" in names:
            return "unshown" not in names
        if line.spoken_first or line.number == 0 or "wh" in names:
            return False
        before = self._lines[line.number - 1]
        return (before.has("shown") or before.has("read")) and not before.has("unshown")

    def _answered(self, line: Line) -> FactForm:
        """An answer to a narrow question, or free telling."""
        number = self._asked[line.number]
        if number == _NONE or line.turn_index - self._lines[number].turn_index > _BACK:
            return _OPEN
        turn = self._lines[number].turn_index
        known = self._answers.get(turn)
        if known is None:
            known = self._answers[turn] = _answering(self._turns[turn])
        return known


def _answering(asked: Sequence[Line]) -> FactForm:
    """Form of what answers a turn of an interrogator."""
    questions = [line for line in asked if line.asks]
    if questions:
        return _OPEN if _is_open(questions[-1]) else _PROBED
    return _PROBED if any(line.has("hint") for line in asked) else _OPEN


def _is_open(question: Line) -> bool:
    """Whether a question leaves free what to tell; some do only where they name no more than a time."""
    if question.has("open_question"):
        return True
    return question.has("open_if_bare") and all(item.concept.kind in (TIME, LIGHT) for item in question.items)


def _is_option(line: Line) -> bool:
    """Whether an "or" has something to choose on both sides; "or not" offers nothing."""
    if "option" not in line.cue_names or not line.items:
        return False
    return any(cue.name == "option" and line.first < cue.at < line.items[-1].at for cue in line.cues)


def _presupposes(line: Line) -> int | None:
    """The question word of a line: what stands behind it is taken for granted, and something else is asked."""
    return next((cue.at for cue in line.cues if cue.name == "wh"), None) if "wh" in line.cue_names else None
