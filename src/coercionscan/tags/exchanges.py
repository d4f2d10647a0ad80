"""Exchanges: codes that need several turns, such as a question put again after its answer."""

from __future__ import annotations

from collections.abc import Sequence

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.context import ScopeEngine
from coercionscan.matching.language import Words
from coercionscan.matching.phrases import PhraseCompiler
from coercionscan.records import Ledger, QuestionForm, Tag, Transcript
from coercionscan.tags.dialogue import Dialogue
from coercionscan.tags.exchange_acts import TABLE, Acts
from coercionscan.tags.exchange_admissions import Admissions
from coercionscan.tags.exchange_brushed import standing
from coercionscan.tags.exchange_denials import Denials
from coercionscan.tags.exchange_feedback import BLOCKING, Feedback, kept
from coercionscan.tags.exchange_guesses import Guesses
from coercionscan.tags.exchange_invocations import Invocations
from coercionscan.tags.exchange_issue import Pressed
from coercionscan.tags.exchange_puts import Puts
from coercionscan.tags.exchange_repeats import Repeats
from coercionscan.tags.exchange_replies import reply
from coercionscan.tags.exchange_scene import ExchangeWords, Maker, scene, with_tags
from coercionscan.tags.rules import RuleTagger


class Exchanges:
    """Finds the relational codes; the only place that knows in which order they build on each other."""

    def __init__(self, lexicon: Lexicon, scopes: ScopeEngine | None = None) -> None:
        """Compile the words of assent, denial and rejection, and the acts that can be at issue.

        Args:
            lexicon: The lexicon.
            scopes: The scope engine, where one is compiled already; its word sets are shared.

        Raises:
            LexiconError: When a phrase cannot be read.
        """
        scopes = scopes or ScopeEngine(lexicon.cues, lexicon.sets, PhraseCompiler(lexicon.sets))
        compiler = scopes.compiler
        self._table = ExchangeWords(lexicon, compiler)
        maker = Maker(lexicon, self._table)
        acts = Acts(lexicon, self._table, compiler, scopes)
        judged = {entry.id for entry in lexicon.entries if entry.judged_by == "exchange" and entry.assessed}
        self._assessed = frozenset(entry.id for entry in lexicon.entries if entry.assessed)
        self._candidates = RuleTagger(lexicon, judged, scopes)
        self._acts = acts
        self._admissions = Admissions(self._table, acts, maker, lexicon.tables.get(TABLE, {}).get("points", {}))
        self._denials = Denials(self._table, maker, acts)
        self._repeats = Repeats(self._table, maker, acts)
        self._feedback = Feedback(self._table, maker)
        self._guesses = Guesses(self._table, maker)
        self._invocations = Invocations(self._table, maker)
        self._puts = Puts(self._table, maker)

    def tag(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Dialogue,
        tags: Sequence[Tag],
        forms: Sequence[QuestionForm],
        ledger: Ledger,
    ) -> list[Tag]:
        """Tags of the relational codes, given the tags of the rules so far.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Who answers whom.
            tags: Tags of rules and question forms.
            forms: Question form of each turn.
            ledger: Facts and corrected answers.

        Returns:
            New tags only.
        """
        candidates = self._candidates.tag(transcript, words, talk)
        # What may brush a denial aside is a sign of pressing already; whether it does is known when denials are.
        pressing = [tag for tag in candidates if tag.code == BLOCKING]
        stage = scene(transcript, words, talk, [*tags, *pressing], forms, ledger, self._table)
        pressed = Pressed(stage, self._acts, self._table)
        replies = {index: reply(stage, index, self._table) for index in range(len(words)) if stage.answers(index)}
        admitting = [tag for tag in candidates if tag.code != BLOCKING]
        found = self._admissions.tag(stage, pressed, replies, admitting)
        found += self._denials.tag(with_tags(stage, [*tags, *pressing, *found]), pressed, replies)
        found += standing(with_tags(stage, [*tags, *found]), pressing, pressed, self._table)
        stage = with_tags(stage, [*tags, *found])
        found += self._repeats.tag(stage, replies)
        found += self._feedback.tag(stage, replies, pressed)
        found += self._guesses.tag(with_tags(stage, [*tags, *found]), replies)
        found += self._invocations.tag(stage)
        found += self._puts.tag(with_tags(stage, [*tags, *found]), pressed)
        return kept(found, self._assessed)
