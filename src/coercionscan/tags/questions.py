"""Question forms: one form for each turn of an interrogator, by syntax and by what the person has said before."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.matching.phrases import PhraseCompiler
from coercionscan.records import Ledger, Origin, QuestionForm, Span, Transcript
from coercionscan.tags.dialogue import Dialogue
from coercionscan.tags.question_context import Context, contexts
from coercionscan.tags.question_forms import FormJudge, Marks
from coercionscan.tags.question_standing import Standing
from coercionscan.tags.question_units import Unit, UnitCutter
from coercionscan.tags.question_words import question_words

Judged = tuple[QuestionForm, Span | None]
_NOBODY_ASKS: Judged = (QuestionForm.NONE, None)
_SPOKEN = Origin.SPOKEN
_MULTIPLE = QuestionForm.MULTIPLE
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class QuestionForms:
    """Judges the form of every asking turn."""

    def __init__(self, lexicon: Lexicon, compiler: PhraseCompiler | None = None) -> None:
        """Take the question words from the lexicon.

        Args:
            lexicon: The lexicon; its table ``questions`` holds every English word that is needed.
            compiler: A compiler over the word sets of the lexicon, to share them.

        Raises:
            LexiconError: When that table is missing or wrong.
        """
        self._table = question_words(lexicon, compiler or PhraseCompiler(lexicon.sets))
        self._cutter = UnitCutter(self._table)
        self._judge = FormJudge(self._table)
        self._standing = Standing(self._table)

    def judge(
        self, transcript: Transcript, words: Sequence[Words], talk: Dialogue, ledger: Ledger
    ) -> tuple[Judged, ...]:
        """Form and span of the question of each turn.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Who answers whom.
            ledger: The facts; a detail first spoken in a question makes a questioning statement leading.

        Returns:
            One pair per turn; ``none`` and None where nobody asks. The span covers the question that is left to
            answer, or all standing questions of a multiple question.
        """
        try:
            around = contexts(transcript, words, talk, ledger, self._table)
            return tuple(
                self._turn(row, context)
                if context is not None and turn.origin is _SPOKEN and row.tokens
                else _NOBODY_ASKS
                for turn, row, context in zip(transcript.turns, words, around, strict=True)
            )
        finally:
            self._table.forget()

    def _turn(self, words: Words, context: Context) -> Judged:
        marks, units = self._cut(words)
        asked = self._judge.asked(words, units, marks, context)
        if not asked:
            return _NOBODY_ASKS
        standing = self._standing.left(asked, words, context.answered_until)
        if not standing:
            return _NOBODY_ASKS
        if len(standing) > 1:
            return _MULTIPLE, words.span(standing[0].unit.first, standing[-1].unit.last)
        last = standing[-1]
        return last.form, words.span(last.unit.first, last.unit.last)

    def _cut(self, words: Words) -> tuple[Marks, Sequence[Unit]]:
        """The phrases and units of a turn; worked out once for all turns of the same tokens."""
        kept: dict[int, tuple[Marks, Sequence[Unit]]] = words.page.once(self, dict)
        found = kept.get(words.number)
        if found is None:
            marks = self._table.marks(words)
            found = kept[words.number] = marks, self._cutter.cut(words, marks)
        return found
