"""Runs of guesses: three or more different answers to one question, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from coercionscan.provenance.exchanges import Exchange
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import CorrectedAnswer, GuessRun, Transcript

_FEWEST = 3


def guess_runs(
    transcript: Transcript,
    exchanges: Sequence[Exchange],
    corrected: Sequence[CorrectedAnswer],
    vocabulary: Vocabulary,
) -> tuple[GuessRun, ...]:
    """Find runs of guesses.

    Args:
        transcript: The transcript.
        exchanges: Its exchanges.
        corrected: Its corrected answers: each is one step of a run.
        vocabulary: The vocabulary.

    Returns:
        The runs in order of their first answer.
    """
    runs = [*_chains(corrected, exchanges), *_breaths(exchanges, vocabulary)]
    return tuple(_record(*run, transcript) for run in sorted(runs, key=lambda run: run[1]))


def _chains(
    corrected: Sequence[CorrectedAnswer], exchanges: Sequence[Exchange]
) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """Corrected answers of which each begins where another ended, all of one kind of thing (numbers, places ...)."""
    steps = {one.first_answer_turn_index: one for one in corrected}
    ends = {one.final_answer_turn_index for one in corrected}
    turns_told = ends.union(steps)
    kinds = {one.answer.turn_index: one.kinds for one in exchanges if one.answer.turn_index in turns_told}
    for one in corrected:
        if one.first_answer_turn_index in ends:
            continue
        turns = [one.first_answer_turn_index]
        shared = kinds.get(turns[0], frozenset())
        while turns[-1] in steps and shared & kinds.get(steps[turns[-1]].final_answer_turn_index, frozenset()):
            turns.append(steps[turns[-1]].final_answer_turn_index)
            shared &= kinds[turns[-1]]
        if len(turns) >= _FEWEST:
            yield one.question_turn_index, tuple(turns), len(turns)


def _breaths(exchanges: Sequence[Exchange], vocabulary: Vocabulary) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """Answers that give three values where the question asks for one."""
    for exchange in exchanges:
        if len(exchange.told) < _FEWEST:
            continue
        for slot in sorted(exchange.slots):
            kinds = vocabulary.counted.get(slot.removeprefix("slot:"), frozenset())
            values = {one.name for one in exchange.told if one.kind in kinds}
            if len(values) >= _FEWEST:
                yield exchange.turn_index, (exchange.answer.turn_index,), len(values)
                break


def _record(question: int, turns: tuple[int, ...], guesses: int, transcript: Transcript) -> GuessRun:
    digest = hashlib.sha256(f"{question}:{turns}".encode()).hexdigest()
    return GuessRun(
        id=f"guesses-{digest[:10]}",
        question_turn_index=question,
        answer_turn_indexes=turns,
        spans=tuple(transcript.turns[turn].span for turn in turns),
        guesses=guesses,
    )
