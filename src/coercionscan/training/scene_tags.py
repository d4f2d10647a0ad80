"""What the tagger finds in scenes: the stages before it run once more here, without confessions and scores."""

from __future__ import annotations

from dataclasses import dataclass

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Language, Words
from coercionscan.provenance.trace import Tracer
from coercionscan.records import QuestionForm, Tagging, TagStatus, Transcript
from coercionscan.tags.artifact import Model
from coercionscan.tags.tagger import Tagger
from coercionscan.training.scenes import Scene, transcript_of

_FORMS = frozenset(form.value for form in QuestionForm)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A scene as the tagger saw it.

    Attributes:
        transcript: The scene as a transcript.
        words: Words of each turn.
        tagging: Its tags and question forms.
    """

    transcript: Transcript
    words: tuple[Words, ...]
    tagging: Tagging

    def codes(self) -> list[frozenset[str]]:
        """Codes reported in each turn, question forms left out."""
        found: list[set[str]] = [set() for _ in self.transcript.turns]
        for tag in self.tagging.tags:
            if tag.status is TagStatus.ACTIVE and tag.code not in _FORMS:
                found[tag.turn_index].add(tag.code)
        return [frozenset(codes) for codes in found]


class SceneTagger:
    """Tags scenes; compiled once."""

    def __init__(self, lexicon: Lexicon, model: Model | None = None) -> None:
        """Compile.

        Args:
            lexicon: The lexicon.
            model: The classifier's model; None for the rules alone.
        """
        self._language = Language(lexicon.forms)
        self._tracer = Tracer(lexicon)
        self._tagger = Tagger(lexicon, model=model)

    def tag(self, scene: Scene) -> Tagged:
        """Trace and tag one scene.

        Args:
            scene: The scene.

        Returns:
            Its words and tags.
        """
        return self.tag_transcript(transcript_of(scene))

    def tag_transcript(self, transcript: Transcript) -> Tagged:
        """The same for a transcript.

        Args:
            transcript: The transcript.

        Returns:
            Its words and tags.
        """
        words = self._language.transcript(transcript)
        ledger = self._tracer.trace(transcript, words, None)
        return Tagged(transcript, words, self._tagger.tag(transcript, words, ledger))
