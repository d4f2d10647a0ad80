from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from coercionscan.errors import UsageError
from coercionscan.transcripts.read import read_frame


class Table:
    """A table that is no pandas frame."""

    def __init__(self, **columns: list[Any]) -> None:
        self.columns = list(columns)
        self._rows = list(zip(*columns.values(), strict=True))

    def itertuples(self, index: bool = True, name: str | None = None) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)


def test_columns_are_guessed_and_shown() -> None:
    table = Table(Interlocutor=["Rowe", "Pell"], utterance_text=["Where?", "Here."], timestamp=[1.5, float("nan")])
    transcript = read_frame(table)
    assert [(turn.speaker, turn.text, turn.start_ms) for turn in transcript.turns] == [
        ("Rowe", "Where?", 1500),
        ("Pell", "Here.", None),
    ]
    assert transcript.notices[0].message == "Columns: speaker = Interlocutor, text = utterance_text, start = timestamp."


def test_a_table_without_words_is_refused_with_its_columns() -> None:
    with pytest.raises(UsageError, match="a, b"):
        read_frame(Table(a=[1], b=[2]))
    with pytest.raises(UsageError, match="no column 'x'"):
        read_frame(Table(speaker=["R"], text=["w"]), text="x")
