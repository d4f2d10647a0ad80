"""From a transcript and its facts to tags: the one place in this room that knows the order of the taggers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.context import ScopeEngine
from coercionscan.matching.language import Words
from coercionscan.matching.phrases import PhraseCompiler
from coercionscan.records import Evidence, Ledger, QuestionForm, Span, Tag, Tagging, Transcript
from coercionscan.tags.artifact import Model
from coercionscan.tags.classifier import Opinions
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.exchanges import Exchanges
from coercionscan.tags.fact_tags import FactTags
from coercionscan.tags.features import TABLE, Features
from coercionscan.tags.make import make_tag
from coercionscan.tags.question_views import appropriate
from coercionscan.tags.questions import QuestionForms
from coercionscan.tags.rules import RuleTagger
from coercionscan.tags.settle import settle, suggested

FORM = "question_form"
_NO_QUESTION = QuestionForm.NONE
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class Tagger:
    """All taggers, compiled once and used for any number of transcripts."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        only: Collection[str] = (),
        disable: Collection[str] = (),
        model: Model | None = None,
        suggest_only: Collection[str] = (),
    ) -> None:
        """Compile.

        Args:
            lexicon: The lexicon.
            only: Codes to report; empty for all. Other codes are still found, since exchanges need them.
            disable: Codes not to report.
            model: The classifier's model; None for rules alone.
            suggest_only: Codes whose tags are suggestions, for a person to decide.

        Raises:
            UsageError: When a code in ``only`` or ``disable`` does not exist.
            LexiconError: When a phrase cannot be read.
        """
        for code in (*only, *disable):
            lexicon.entry(code)
        self._left_out = frozenset(
            entry.id for entry in lexicon.entries if entry.id in disable or (only and entry.id not in only)
        )
        self._not_assessed = tuple(entry.id for entry in lexicon.entries if not entry.assessed)
        self._domains = {entry.id: entry.domain for entry in lexicon.entries}
        scopes = ScopeEngine(lexicon.cues, lexicon.sets, PhraseCompiler(lexicon.sets))
        self._rules = RuleTagger(lexicon, scopes=scopes)
        self._forms = QuestionForms(lexicon, scopes.compiler)
        self._exchanges = Exchanges(lexicon, scopes)
        self._fact_tags = FactTags(lexicon)
        self._assessed = {entry.id: entry.domain for entry in lexicon.entries if entry.assessed}
        self._model = model
        self._suggest_only = frozenset(suggest_only)
        self._features = Features(lexicon)
        self._answers: Mapping[str, Collection[str]] = lexicon.tables[TABLE]["answers"]

    def tag(self, transcript: Transcript, words: Sequence[Words], ledger: Ledger) -> Tagging:
        """Tag a transcript.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            ledger: Its facts and corrected answers.

        Returns:
            Tags by turn and place, one form per turn, and the codes that were not looked for.
        """
        talk = dialogue(transcript)
        tags = self._rules.tag(transcript, words, talk)
        judged = self._forms.judge(transcript, words, talk, ledger)
        forms = tuple(form for form, _ in judged)
        tags += self._form_tags(transcript, judged, appropriate(words, talk, forms))
        tags += self._exchanges.tag(transcript, words, talk, tags, forms, ledger)
        tags += self._fact_tags.tag(transcript, words, talk, tags, forms, ledger)
        left_out = self._left_out | set(self._not_assessed)
        opinions = None
        if self._model:
            seen = self._features.outlines(transcript, words, talk, forms, tags)
            opinions = Opinions(self._model, words, seen)
        settled = settle(transcript, tags, opinions, self._assessed, left_out, self._answers)
        if self._suggest_only:
            settled = suggested(settled, self._suggest_only)
        return Tagging(tags=settled, question_forms=forms, not_assessed=self._not_assessed)

    def _form_tags(
        self, transcript: Transcript, judged: Sequence[tuple[QuestionForm, Span | None]], suited: Mapping[int, bool]
    ) -> list[Tag]:
        tags: list[Tag] = []
        for turn, (form, span) in zip(transcript.turns, judged, strict=True):
            if form is _NO_QUESTION or span is None:
                continue
            tags.append(
                make_tag(
                    transcript,
                    code=form.value,
                    domain=self._domains.get(form.value, "questioning"),
                    turn_index=turn.index,
                    span=span,
                    confidence=0.9,
                    tagger=FORM,
                    evidence=Evidence(rule_id=form.value, explanation="Form of the question that is left to answer."),
                    attributes=_appropriateness(suited.get(turn.index)),
                )
            )
        return tags


def _appropriateness(suited: bool | None) -> dict[str, str]:
    """The attribute of closed questions; empty for other forms."""
    return {} if suited is None else {"appropriateness": "appropriate" if suited else "inappropriate"}
