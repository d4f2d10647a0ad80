"""Exchanges: codes that need several turns, such as a question put again after its answer."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.records import Ledger, QuestionForm, Tag, Transcript
from coercionscan.tags.dialogue import Dialogue


class Exchanges:
    """Finds the relational codes."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words of assent, denial and rejection from the lexicon."""
        self._lexicon = lexicon

    def tag(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Dialogue,
        tags: Sequence[Tag],
        forms: Sequence[QuestionForm],
        ledger: Ledger,
    ) -> list[Tag]:
        """Tags of the relational codes, given the tags of the rules so far."""
        return []
