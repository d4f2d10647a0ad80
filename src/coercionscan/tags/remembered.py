"""What is worked out of a word once, for as many words as are worth remembering."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")
_MOST = 50_000
"""So many words are remembered, then all are forgotten: a run over many transcripts must not grow."""


class Remembered(dict[str, Made]):
    """Words to what is worked out of them; each is worked out when it is first asked for."""

    def __init__(self, work_out: Callable[[str], Made]) -> None:
        """Begin with nothing.

        Args:
            work_out: What to do with a word that is not remembered.
        """
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> Made:
        if len(self) > _MOST:
            self.clear()
        made = self[word] = self._work_out(word)
        return made
