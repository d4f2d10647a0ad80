"""Views of the question forms in the field's own typologies: question map, NICHD classes, answer grid.

The crosswalk from forms to classes is data (``lexicon/questions.toml``). Everything here is derived: no view adds a
judgement of its own except whether a closed question is appropriate, whose rule is stated below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.records import Origin, QuestionForm, Transcript
from coercionscan.tags.dialogue import Dialogue
from coercionscan.tags.question_words import TABLE

ACCOUNT_WORDS = 20
"""An answer of so many words is an account that a closed question can clarify. Convention of this project."""
ACCOUNT_REACH = 10
"""A closed question clarifies an account given within so many questions before it. Convention of this project."""
SHORT_WORDS = 4
"""Up to so many words an answer is short. Convention of this project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """One asking turn on the question map.

    ``lane`` is one of Griffiths and Milne's eight, ``nichd`` the class of the NICHD protocol, ``start_ms`` the time of
    the turn where the transcript has times.
    """

    turn_index: int
    form: QuestionForm
    lane: str
    nichd: str
    productive: bool
    start_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One question and what came back.

    ``answer`` is ``none`` (another question or nothing follows), ``gesture``, ``yes_no``, ``short`` or ``account``.
    ``answer_words`` counts words, ``answer_turn_index`` is None where nothing came back.
    """

    turn_index: int
    form: QuestionForm
    answer_turn_index: int | None
    answer: str
    answer_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionViews:
    """All views of one transcript.

    ``lanes`` are the map's lanes from top to bottom; ``lane_counts`` and ``nichd_counts`` count asking turns.
    ``productive_share`` is the share of productive questions among all questions (statements are none), or None where
    nobody asks.
    """

    lanes: tuple[str, ...]
    points: tuple[MapPoint, ...]
    lane_counts: tuple[tuple[str, int], ...]
    nichd_counts: tuple[tuple[str, int], ...]
    productive_share: float | None
    grid: tuple[GridRow, ...]


class QuestionCrosswalk:
    """From forms to the classes of other typologies."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Read the crosswalk.

        Args:
            lexicon: The lexicon.

        Raises:
            LexiconError: When the table is missing or leaves a form out.
        """
        try:
            views: Mapping[str, Mapping[str, object]] = lexicon.tables[TABLE]["views"]
            self._griffiths = {form: str(views["griffiths"][form.value]) for form in QuestionForm}
            self._inappropriate = str(views["griffiths"]["closed_question_inappropriate"])
            self._nichd = {form: str(views["nichd"][form.value]) for form in QuestionForm}
            self._lanes = _names(views["map"]["lanes"])
            self._productive = frozenset(_names(views["map"]["productive"]))
            self._yes_no = frozenset(lexicon.tables[TABLE]["words"]["yes_no"])
        except (KeyError, TypeError) as error:
            raise LexiconError(
                f"questions.toml: {error}", where=TABLE, hint="Mend or reinstall the lexicon."
            ) from error

    def views(
        self, transcript: Transcript, words: Sequence[Words], talk: Dialogue, forms: Sequence[QuestionForm]
    ) -> QuestionViews:
        """Derive all views.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Who answers whom.
            forms: Form of each turn, as ``QuestionForms.judge`` gives it.

        Returns:
            The views.
        """
        suited = appropriate(words, talk, forms)
        points = tuple(
            self._point(transcript, index, forms[index], suited.get(index, True))
            for index, side in enumerate(talk.sides)
            if side == "interrogator" and words[index].tokens
        )
        asked = [point for point in points if point.form is not QuestionForm.NONE]
        counts = Counter(point.lane for point in points)
        return QuestionViews(
            lanes=self._lanes,
            points=points,
            lane_counts=tuple((lane, counts[lane]) for lane in self._lanes),
            nichd_counts=tuple(sorted(Counter(point.nichd for point in asked).items())),
            productive_share=sum(point.productive for point in asked) / len(asked) if asked else None,
            grid=tuple(self._row(transcript, words, talk, forms, point.turn_index) for point in asked),
        )

    def _point(self, transcript: Transcript, index: int, form: QuestionForm, suited: bool) -> MapPoint:
        inappropriate = form is QuestionForm.CLOSED and not suited
        lane = self._inappropriate if inappropriate else self._griffiths[form]
        return MapPoint(
            turn_index=index,
            form=form,
            lane=lane,
            nichd=self._nichd[form],
            productive=lane in self._productive,
            start_ms=transcript.turns[index].start_ms,
        )

    def _row(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Dialogue,
        forms: Sequence[QuestionForm],
        index: int,
    ) -> GridRow:
        after = talk.other_after[index]
        if after is None or any(forms[between] is not QuestionForm.NONE for between in range(index + 1, after)):
            return GridRow(turn_index=index, form=forms[index], answer_turn_index=None, answer="none", answer_words=0)
        spoken = [token for token in words[after].tokens if token[0].isalnum()]
        gesture = transcript.turns[after].origin is Origin.NONVERBAL
        return GridRow(
            turn_index=index,
            form=forms[index],
            answer_turn_index=after,
            answer="gesture" if gesture else self._answer(spoken),
            answer_words=0 if gesture else len(spoken),
        )

    def _answer(self, spoken: Sequence[str]) -> str:
        if not spoken:
            return "none"
        if len(spoken) <= SHORT_WORDS:
            return "yes_no" if spoken[0] in self._yes_no else "short"
        return "account" if len(spoken) >= ACCOUNT_WORDS else "short"


def appropriate(words: Sequence[Words], talk: Dialogue, forms: Sequence[QuestionForm]) -> dict[int, bool]:
    """Whether each closed question follows an account that it can clarify.

    Appropriate is a closed question with an answer of at least ``ACCOUNT_WORDS`` words to an open or probing question
    among the ``ACCOUNT_REACH`` questions before it.

    Args:
        words: Words of each turn.
        talk: Who answers whom.
        forms: Form of each turn.

    Returns:
        Turn index of each closed question to the verdict.

    Source:
        griffithsmilne2006 for the two kinds of closed question; the numbers are conventions of this project.
    """
    verdicts: dict[int, bool] = {}
    accounts: list[bool] = []
    for index, form in enumerate(forms):
        if form is QuestionForm.NONE:
            continue
        if form is QuestionForm.CLOSED:
            verdicts[index] = any(accounts[-ACCOUNT_REACH:])
        after = talk.other_after[index]
        free = form in (QuestionForm.OPEN, QuestionForm.PROBING)
        accounts.append(free and after is not None and _word_count(words[after]) >= ACCOUNT_WORDS)
    return verdicts


def _word_count(words: Words) -> int:
    return sum(token[0].isalnum() for token in words.tokens)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list of names is missing")
    return tuple(str(name) for name in value)
