"""Figures for notebooks and papers, with matplotlib: question maps, tactic rates, question forms, contamination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coercionscan.errors import MissingExtra
from coercionscan.records import QuestionForm, TagStatus, Turn
from coercionscan.reports.flow import outcome_of
from coercionscan.reports.view import is_tactic
from coercionscan.reports.words import plain
from coercionscan.result import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FORMS = tuple(form for form in QuestionForm if form is not QuestionForm.NONE)
_SHADES = ("#0a4f9e", "#5d8fc7", "#b6cfe8", "#f0b794", "#d77d45", "#a13a00")
"""Three blues for productive forms, three reds for the others: told apart in print and by the colour-blind."""
_HATCHES = ("", "", "", "///", "...", "xxx")
_OUTCOMES = ("taken over", "denied, then taken over", "denied or corrected", "not taken up")
_OUTCOME_SHADES = ("#a13a00", "#d77d45", "#8f8a80", "#dcd7cd")
_PER = 100
_ROW = 0.32
"""Height of a row in inches."""


def _axes(rows: int, ax: Axes | None, width: float = 7.5) -> Axes:
    """The given axes, or new ones high enough for the rows.

    Raises:
        MissingExtra: When matplotlib is not installed.
    """
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot as plt
    except ImportError as error:
        raise MissingExtra("figures need a library", extra="notebooks") from error
    _, made = plt.subplots(figsize=(width, 1.1 + _ROW * rows), layout="constrained")
    return made


def _clean(ax: Axes) -> Axes:
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return ax


def question_map(result: Result, ax: Axes | None = None) -> Axes:
    """The question map of one interview after Griffiths: one tick for each question, in the row of its form.

    Args:
        result: A scanned interview.
        ax: Where to draw; new axes where None.

    Returns:
        The axes; productive forms stand above the line.

    Raises:
        MissingExtra: When matplotlib is not installed.
    """
    made = _axes(len(_FORMS), ax)
    turns, asked = result.transcript.turns, _asked(result)
    rows = [[turn.index + 1 for turn, found in asked if found is form] for form in _FORMS]
    made.eventplot(rows, lineoffsets=list(range(len(_FORMS))), linelengths=0.62, colors="#1c1d1f", linewidths=1.0)
    made.axhline(2.5, color="#1c1d1f", linewidth=1)
    for number, confession in enumerate(result.confessions, 1):
        made.axvline(confession.first_turn_index + 1, color="#1c1d1f", linewidth=0.8, linestyle=":")
        made.annotate(str(number), (confession.first_turn_index + 1, -0.8), ha="center", fontsize=8)
    made.set_yticks(range(len(_FORMS)), [plain(form).removesuffix(" question") for form in _FORMS])
    made.set_ylim(len(_FORMS) - 0.4, -1.1)
    made.set_xlim(0, len(turns) + 1)
    made.set_xlabel("turn")
    return _clean(made)


def form_shares(results: Mapping[str, Result], ax: Axes | None = None) -> Axes:
    """Shares of the question forms, one bar for each interview; the unproductive forms are hatched.

    Args:
        results: Name to result.
        ax: Where to draw; new axes where None.

    Raises:
        MissingExtra: When matplotlib is not installed.
    """
    counts = {name: _form_counts(result) for name, result in results.items()}
    rows = [[_share(count, sum(found)) for count in found] for found in counts.values()]
    names = [f"{name} ({sum(found)})" for name, found in counts.items()]
    labels = [plain(form).removesuffix(" question") for form in _FORMS]
    made = _stacked(_axes(len(names) + 1, ax), names, rows, (labels, _SHADES, _HATCHES))
    made.set_xlabel("share of all questions (number of questions in brackets)")
    return made


def _asked(result: Result) -> list[tuple[Turn, QuestionForm]]:
    """Scored turns of those who ask, each with the form of its question."""
    turns = zip(result.transcript.turns, result.analysis.tagging.question_forms, strict=False)
    return [(turn, form) for turn, form in turns if turn.role.asks and turn.scored]


def _form_counts(result: Result) -> list[int]:
    found = [form for _, form in _asked(result)]
    return [found.count(form) for form in _FORMS]


def _share(count: int, total: int) -> float:
    return count / total if total else 0.0


def _stacked(
    ax: Axes,
    names: Sequence[str],
    rows: Sequence[Sequence[float]],
    look: tuple[Sequence[str], Sequence[str], Sequence[str]],
) -> Axes:
    left = [0.0] * len(names)
    for at, (label, shade, hatch) in enumerate(zip(*look, strict=True)):
        widths = [row[at] for row in rows]
        ax.barh(names, widths, left=left, color=shade, hatch=hatch, edgecolor="white", linewidth=0.5, label=label)
        left = [low + width for low, width in zip(left, widths, strict=True)]
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    ax.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize=8)
    return _clean(ax)


def tactic_rates(results: Mapping[str, Result], ax: Axes | None = None, most: int = 12) -> Axes:
    """Tactics for 100 turns of those who ask: one row for each tactic, one column for each interview.

    Args:
        results: Name to result.
        ax: Where to draw; new axes where None.
        most: Tactics to show, the most frequent first.

    Raises:
        MissingExtra: When matplotlib is not installed.
    """
    rates = {name: _rates(result) for name, result in results.items()}
    codes = sorted({code for found in rates.values() for code in found}, key=lambda code: -_sum(rates, code))[:most]
    made = _axes(len(codes) + 2, ax)
    grid = [[found.get(code, 0.0) for found in rates.values()] for code in codes]
    made.imshow(grid or [[0.0]], cmap="Greys", aspect="auto", vmin=0)
    top = max((value for row in grid for value in row), default=0.0)
    for row, values in enumerate(grid):
        for column, value in enumerate(values):
            shade = "white" if value > top / 2 else "black"
            label = f"{value:.1f}" if value else ""
            made.annotate(label, (column, row), ha="center", va="center", color=shade, fontsize=8)
    made.set_yticks(range(len(codes)), [plain(code) for code in codes])
    made.set_xticks(range(len(rates)), list(rates), rotation=30, ha="right")
    made.set_title("tactics for 100 turns of those who ask", fontsize=9, loc="left")
    made.spines[:].set_visible(False)
    return made


def _rates(result: Result) -> dict[str, float]:
    asked = sum(turn.role.asks and turn.scored for turn in result.transcript.turns)
    found: dict[str, float] = {}
    for tag in result.tags:
        if tag.status is TagStatus.ACTIVE and is_tactic(result.analysis, tag) and asked:
            found[tag.code] = found.get(tag.code, 0.0) + _PER / asked
    return found


def _sum(rates: Mapping[str, Mapping[str, float]], code: str) -> float:
    return sum(found.get(code, 0.0) for found in rates.values())


def contamination(results: Mapping[str, Result], ax: Axes | None = None) -> Axes:
    """What became of the details that the interrogator spoke first, one bar for each interview.

    Args:
        results: Name to result.
        ax: Where to draw; new axes where None.

    Raises:
        MissingExtra: When matplotlib is not installed.
    """
    names, rows = [], []
    for name, result in results.items():
        fed = [outcome_of(fact) for fact in result.facts if fact.introduced_by.asks]
        names.append(f"{name} ({len(fed)} of {len(result.facts)})")
        rows.append([_share(fed.count(outcome), len(result.facts)) for outcome in _OUTCOMES])
    made = _stacked(_axes(len(names) + 1, ax), names, rows, (_OUTCOMES, _OUTCOME_SHADES, ("", "///", "...", "")))
    made.set_xlabel("share of all details that the interrogator spoke first")
    made.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1), frameon=False, fontsize=8)
    return made


def table_of(results: Mapping[str, Result]) -> Any:
    """One row for each interview: size, quality, confessions, details, share of unproductive questions.

    Args:
        results: Name to result.

    Returns:
        A pandas DataFrame, indexed by name.
    """
    import pandas as pd

    rows = {name: _row(result) for name, result in results.items()}
    return pd.DataFrame.from_dict(rows, orient="index")


def _row(result: Result) -> dict[str, object]:
    counts = _form_counts(result)
    return {
        "turns": len(result.transcript.turns),
        "words": result.transcript.quality.word_count,
        "quality": result.transcript.quality.grade,
        "confessions": len(result.confessions),
        "bands": ", ".join(str(risk.band) for risk in result.risks),
        "details": len(result.facts),
        "fed": sum(fact.introduced_by.asks for fact in result.facts),
        "unproductive": round(_share(sum(counts[3:]), sum(counts)), 2),
    }
