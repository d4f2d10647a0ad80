"""How much of what is reported stays when a talk is put in other clothes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Language
from coercionscan.provenance.trace import Tracer
from coercionscan.records import QuestionForm, TagStatus
from coercionscan.tags.artifact import Model
from coercionscan.tags.tagger import Tagger
from coercionscan.training.scenes import Scene, transcript_of
from coercionscan.training.variants import TABLE, Change, variants

_FORMS = frozenset(form.value for form in QuestionForm)

Codes = list[frozenset[str]]


class Robustness:
    """Tags scenes as they are and changed; compiled once."""

    def __init__(self, lexicon: Lexicon, model: Model) -> None:
        """Compile.

        Args:
            lexicon: The lexicon.
            model: The classifier's model.
        """
        self._language = Language(lexicon.forms)
        self._tracer = Tracer(lexicon)
        self._tagger = Tagger(lexicon, model=model)
        self._changes = variants(lexicon.tables[TABLE])

    def card(self, scenes: Sequence[Scene]) -> dict[str, Any]:
        """The rates for the model's card.

        Args:
            scenes: Scenes that were not learned from.

        Returns:
            What was done, the number of scenes, and the rates of ``rates``.
        """
        return {
            "what": "turns_same: share of turns with exactly the same codes after a change that should not matter; "
            "codes_kept: of the codes reported before or after it, the share reported both times",
            "scenes": len(scenes),
            "changes": self.rates(scenes),
        }

    def rates(self, scenes: Sequence[Scene]) -> dict[str, dict[str, Any]]:
        """Invariance under each change.

        Args:
            scenes: The scenes.

        Returns:
            Change to ``turns_same`` (share of turns with exactly the same codes) and ``codes_kept`` (of the codes
            reported before or after, the share that is reported both times: 2 x both / (before + after)).
        """
        before = [self._codes(scene) for scene in scenes]
        return {
            name: _compared(before, [self._codes(_changed(scene, change)) for scene in scenes])
            for name, change in self._changes.items()
        }

    def _codes(self, scene: Scene) -> Codes:
        transcript = transcript_of(scene)
        words = self._language.transcript(transcript)
        found: list[set[str]] = [set() for _ in transcript.turns]
        for tag in self._tagger.tag(transcript, words, self._tracer.trace(transcript, words, None)).tags:
            if tag.status is TagStatus.ACTIVE and tag.code not in _FORMS:
                found[tag.turn_index].add(tag.code)
        return [frozenset(codes) for codes in found]


def _changed(scene: Scene, change: Change) -> Scene:
    words = change([line.words for line in scene.lines])
    return replace(
        scene, lines=tuple(replace(line, words=new, marks=()) for line, new in zip(scene.lines, words, strict=True))
    )


def _compared(before: Sequence[Codes], after: Sequence[Codes]) -> dict[str, Any]:
    pairs = [pair for one, two in zip(before, after, strict=True) for pair in zip(one, two, strict=True)]
    both = sum(len(one & two) for one, two in pairs)
    either = sum(len(one) + len(two) for one, two in pairs)
    return {
        "turns_same": round(sum(one == two for one, two in pairs) / len(pairs), 3),
        "codes_kept": round(2 * both / either, 3) if either else None,
    }
