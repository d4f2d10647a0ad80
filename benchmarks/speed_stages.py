"""The stages of a scan, one by one and with a clock; the whole scan is measured as it is called."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from coercionscan.matching.language import Language
from coercionscan.pipeline import Scanner
from coercionscan.provenance.trace import Tracer
from coercionscan.records import Role
from coercionscan.tags.artifact import load_model
from coercionscan.tags.classifier import Opinions
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.exchanges import Exchanges
from coercionscan.tags.features import Features
from coercionscan.tags.questions import QuestionForms
from coercionscan.tags.rules import RuleTagger
from coercionscan.tags.tagger import Tagger
from coercionscan.transcripts.read import read

Made = TypeVar("Made")


class Stages:
    """All stages, made ready once."""

    def __init__(self) -> None:
        """Load lexicon and model."""
        self.scanner = Scanner()
        lexicon, self._model = self.scanner.lexicon, load_model()
        self.model_sha256 = self._model.sha256
        self._language = Language(lexicon.forms)
        self._tracer = Tracer(lexicon)
        self._rules = RuleTagger(lexicon)
        self._forms = QuestionForms(lexicon)
        self._exchanges = Exchanges(lexicon)
        self._features = Features(lexicon)
        self._tagger = Tagger(lexicon, model=self._model)
        self._seconds: dict[str, float] = {}

    def seconds(self, data: bytes, roles: Mapping[str, Role]) -> Mapping[str, float]:
        """CPU seconds of each stage for one transcript.

        Args:
            data: The file.
            roles: Speaker label to role.

        Returns:
            Seconds by name; the whole scan first, then its stages, then sums of some of them.
        """
        self._seconds = {}
        analysis = self._clock("whole scan", lambda: self.scanner.scan(data, roles=roles))
        transcript = self._clock("read and roles", lambda: read(data, roles=roles))
        words = self._clock("words", lambda: self._language.transcript(transcript))
        ledger = self._clock("facts", lambda: self._tracer.trace(transcript, words, None))
        self._clock("all tags", lambda: self._tagger.tag(transcript, words, ledger))
        # From here on fresh pages: the taggers above have left on the pages what they worked out.
        words, talk = self._language.transcript(transcript), dialogue(transcript)
        tags = self._clock("rules", lambda: self._rules.tag(transcript, words, talk))
        judged = self._clock("forms", lambda: self._forms.judge(transcript, words, talk, ledger))
        forms = tuple(form for form, _ in judged)
        tags += self._clock("exchanges", lambda: self._exchanges.tag(transcript, words, talk, tags, forms, ledger))
        seen = self._clock("features", lambda: self._features.outlines(transcript, words, talk, forms, tags))
        self._clock("classifier", lambda: Opinions(self._model, words, seen))
        self._clock("confessions and risk", lambda: self.scanner.reassess(analysis))
        self._sum("words, rules, forms", "words", "rules", "forms")
        self._sum("rules, forms", "rules", "forms")
        self._sum("rules, forms, classifier", "rules", "forms", "features", "classifier")
        return self._seconds

    def _clock(self, name: str, run: Callable[[], Made]) -> Made:
        start = time.process_time()
        made = run()
        self._seconds[name] = time.process_time() - start
        return made

    def _sum(self, name: str, *parts: str) -> None:
        self._seconds[name] = sum(self._seconds[part] for part in parts)
