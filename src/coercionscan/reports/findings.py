"""What the script of the page knows of each tag, as a table by columns in which every distinct word stands once."""

from __future__ import annotations

import json
import re
from typing import Generic, TypeVar

from coercionscan.records import Analysis, Tag
from coercionscan.reports.excerpt import clean
from coercionscan.reports.marked import FORM_TAGGER
from coercionscan.reports.shapes import differences

_SENTENCE = re.compile("(?<=[.'\"])(?=[ ;])")
"""Where an explanation is cut: the sentence on a pattern is the same in many, what follows it is not."""
_FORM = "form"
_Word = TypeVar("_Word")


class _Numbers(Generic[_Word]):
    """Numbers for things, in the order in which they are first met."""

    def __init__(self) -> None:
        self._known: dict[_Word, int] = {}

    def of(self, word: _Word) -> int:
        """The number of a thing, a new one where it is not known yet."""
        return self._known.setdefault(word, len(self._known))

    def listed(self) -> list[_Word]:
        """All things by their numbers."""
        return list(self._known)


def findings(analysis: Analysis) -> str:
    """The tags of an analysis for the script.

    Args:
        analysis: What was found.

    Returns:
        JSON without the letters that could end a script element or start markup. Columns: ``turns`` counts from the
        turn of the tag before, ``ids`` lack the code where they start with it, ``kinds`` and ``whys`` are places in
        ``kind`` (code, domain or "form", tagger, status) and ``why`` (places in ``parts``), ``sure`` is in thousandths.
    """
    tags = analysis.tagging.tags
    parts, kinds, whys = _Numbers[str](), _Numbers[tuple[str, ...]](), _Numbers[tuple[int, ...]]()
    made = {
        "name": clean(analysis.transcript.source.name),
        "turns": list(differences(tag.turn_index + 1 for tag in tags)),
        "ids": [tag.id.removeprefix(tag.code) for tag in tags],
        "sure": [round(tag.confidence * 1000) for tag in tags],
        "kinds": [kinds.of(_kind(tag)) for tag in tags],
        "whys": [whys.of(tuple(map(parts.of, _SENTENCE.split(clean(_why(tag)))))) for tag in tags],
    }
    made |= {"kind": kinds.listed(), "why": whys.listed(), "parts": parts.listed()}
    text = json.dumps(made, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _kind(tag: Tag) -> tuple[str, ...]:
    return (tag.code, _FORM if tag.tagger == FORM_TAGGER else tag.domain, tag.tagger, str(tag.status))


def _why(tag: Tag) -> str:
    cue = tag.evidence.suppressed_by
    return "; ".join(part for part in (tag.evidence.explanation, f"set aside: {cue}" if cue else "") if part)
