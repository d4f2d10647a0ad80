"""Answers that changed after they were rejected or asked again, with the words of each step."""

from __future__ import annotations

from dataclasses import dataclass

from coercionscan.records import Analysis
from coercionscan.reports.excerpt import Quote, quote

MOST_LETTERS = 110
"""Letters of each quotation. Source: convention, two lines of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAnswer:
    """Question, first answer, rejection and the answer in the end."""

    question: Quote
    first: Quote
    rejection: Quote
    final: Quote


def changes(analysis: Analysis) -> tuple[ChangedAnswer, ...]:
    """All corrected answers of an analysis, in order.

    Args:
        analysis: What was found.
    """
    at = analysis.transcript
    return tuple(
        ChangedAnswer(
            question=quote(at, one.question_turn_index, limit=MOST_LETTERS),
            first=quote(at, one.first_answer_turn_index, one.first_answer_span, MOST_LETTERS),
            rejection=quote(at, one.rejection_turn_index, limit=MOST_LETTERS),
            final=quote(at, one.final_answer_turn_index, one.final_answer_span, MOST_LETTERS),
        )
        for one in analysis.ledger.corrected_answers
    )
