"""Whether a question offers a choice: "the front or the back"."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.matching.language import BREAK
from coercionscan.tags.question_words import QuestionWords


class Choices:
    """Tells two real alternatives from an "or" that only widens, counts or rewords."""

    def __init__(self, table: QuestionWords) -> None:
        """Keep the word lists."""
        self._words = table.words

    def offered(self, tokens: Sequence[str], *, wh: bool) -> bool:
        """Whether the tokens of a question offer "X or Y".

        Args:
            tokens: The question's tokens.
            wh: Whether it opens with a question word: what it offers must stand apart from it then.

        Returns:
            Whether they do.
        """
        if self._words["or"].isdisjoint(tokens):
            return False
        for at, token in enumerate(tokens):
            if token not in self._words["or"] or at == 0 or at + 1 >= len(tokens):
                continue
            after = next((word for word in tokens[at + 1 :] if word != BREAK), BREAK)
            before = next(word for word in reversed(tokens[:at]) if word != BREAK or at == 1)
            if after in self._words["empty_alternative"] or after == BREAK or self._counts(before, after):
                continue
            if after in self._words["wh"] or (wh and not self._stands_apart(tokens[:at])):
                continue
            if not any(word in self._words["any_word"] for word in tokens[:at]):
                return True
        return False

    def _stands_apart(self, before: Sequence[str]) -> bool:
        """Whether what a wh-question offers stands apart from it: "where was it, in or out", but "where did it or"."""
        return BREAK in before or not self._words["wh_chooses"].isdisjoint(before[:2])

    def _counts(self, before: str, after: str) -> bool:
        number = self._words["number_word"]
        return before in number and after in number
