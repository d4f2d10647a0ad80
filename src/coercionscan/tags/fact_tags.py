"""Codes that are read off the facts: fact feeding, scene exposure, adopted fact, independent detail."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.records import Ledger, QuestionForm, Tag, Transcript
from coercionscan.tags.dialogue import Dialogue


class FactTags:
    """Reads the provenance codes off the ledger."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the word lists of the provenance codes from the lexicon."""
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
        """Tags of the provenance codes."""
        return []
