"""How much of what is reported stays when a talk is put in other clothes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.tags.artifact import Model
from coercionscan.training.scene_tags import SceneTagger
from coercionscan.training.scenes import Scene
from coercionscan.training.variants import TABLE, Change, variants

Codes = list[frozenset[str]]


class Robustness:
    """Tags scenes as they are and changed; compiled once."""

    def __init__(self, lexicon: Lexicon, model: Model) -> None:
        """Compile.

        Args:
            lexicon: The lexicon.
            model: The classifier's model.
        """
        self._tagger = SceneTagger(lexicon, model)
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
        before = [self._tagger.tag(scene).codes() for scene in scenes]
        return {
            name: _compared(before, [self._tagger.tag(_changed(scene, change)).codes() for scene in scenes])
            for name, change in self._changes.items()
        }


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
