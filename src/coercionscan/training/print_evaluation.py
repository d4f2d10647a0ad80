"""An evaluation or a comparison in words: table, JSON, Markdown, and disagreements in their context."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from coercionscan.training.agreement import Agreement, Comparison
from coercionscan.training.evaluate import Evaluation, Score

_WORDS = 160
_HEADS = ("", "n", "precision", "recall", "F1", "F1 interval", "kappa", "AC1")


def as_text(evaluation: Evaluation) -> str:
    """The figures as a table for the terminal, forms first, then pools, then codes of all source types."""
    table = (
        f"{row[0]:<34}" + "".join(f"{cell:>12}" for cell in row[1:]).rstrip() for row in (_HEADS, *_rows(evaluation))
    )
    return "\n".join([*_preface(evaluation), "", *table]) + "\n"


def as_markdown(evaluation: Evaluation) -> str:
    """The same as a Markdown table."""
    table = [_HEADS, tuple("---" for _ in _HEADS), *_rows(evaluation)]
    return "\n".join([*_preface(evaluation), "", *("| " + " | ".join(row) + " |" for row in table)]) + "\n"


def as_json(evaluation: Evaluation) -> str:
    """All figures and disagreements as one JSON object; keys as in the records."""
    data = asdict(evaluation)
    for name in ("forms", "codes", "pools"):
        for row, score in zip(data[name], getattr(evaluation, name), strict=True):
            row |= {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def show(evaluation: Evaluation, name: str) -> str:
    """The disagreements on one code, or on ``form``, each with the turn before it."""
    lines = []
    for miss in evaluation.misses:
        if miss.name == name:
            lines.append(f"{miss.case}:{miss.line} {miss.kind}{f' [{miss.cue}]' if miss.cue else ''}")
            lines.append(f"    before: {_short(miss.before)}")
            lines.append(f"    turn:   {_short(miss.text)}")
    return "\n".join(lines or [f"No disagreement on {name}."]) + "\n"


def comparison_json(comparison: Comparison) -> str:
    """A comparison as one JSON object; keys as in the records."""
    return json.dumps(asdict(comparison), indent=1, ensure_ascii=False) + "\n"


def comparison_text(comparison: Comparison) -> str:
    """Agreement of two coders as a table, then every disagreement on a line."""
    lines = [f"{'':<34}" + "".join(f"{head:>10}" for head in ("n", "observed", "kappa", "alpha", "AC1", "PABAK"))]
    for one in comparison.figures:
        cells = (str(one.n), *map(_figure, (one.observed, one.kappa, one.alpha, one.ac1, one.pabak)))
        lines.append(f"{one.name:<34}" + "".join(f"{cell:>10}" for cell in cells))
    lines.append(f"Rows in one file only: {comparison.only_first} and {comparison.only_second}.")
    lines += [f"{item.case}:{item.line} {item.name}: {item.first} / {item.second}" for item in comparison.disagreements]
    return "\n".join(lines) + "\n"


def _preface(evaluation: Evaluation) -> Iterator[str]:
    yield f"Turns matched: {evaluation.matched} of {evaluation.rows}."
    yield f"Question form: {_agreed(evaluation.form)}."
    if evaluation.not_assessed:
        yield f"Not assessed: {', '.join(evaluation.not_assessed)}."


def _agreed(one: Agreement) -> str:
    ends = f" ({one.interval[0]:.2f} to {one.interval[1]:.2f})" if one.interval else ""
    return f"kappa {_figure(one.kappa)}{ends}, AC1 {one.ac1:.2f}, {one.n} turns"


def _rows(evaluation: Evaluation) -> Iterator[tuple[str, ...]]:
    scores: Sequence[Score] = (*evaluation.forms, *evaluation.pools, *(s for s in evaluation.codes))
    for score in scores:
        name = score.name if score.source_type == "all" else f"{score.name} [{score.source_type}]"
        ends = f"{score.interval[0]:.2f}-{score.interval[1]:.2f}" if score.interval else "-"
        agreed = (score.agreement.kappa, score.agreement.ac1) if score.agreement else (None, None)
        figures = (_figure(score.precision), _figure(score.recall), _figure(score.f1))
        yield (name, str(score.n), *figures, ends, *map(_figure, agreed))


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WORDS else f"...{plain[-_WORDS:]}"
