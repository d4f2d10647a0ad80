"""Rules to tags: each phrase hit is judged in its context, and a silenced hit is kept with the cue that silenced it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.lexicon.entry import Entry, Pattern
from coercionscan.matching.context import Scope, ScopeEngine, marks, silencer
from coercionscan.matching.language import Words
from coercionscan.matching.matchers import Hit, PhraseMatcher
from coercionscan.matching.phrases import Phrase, PhraseCompiler, PhraseError
from coercionscan.records import Evidence, Tag, TagStatus, Transcript
from coercionscan.tags.dialogue import Dialogue, Side
from coercionscan.tags.make import make_tag

RULE = "rule"


class _Condition:
    """Phrases of which one must, or must not, stand beside a hit; compiled when first asked for."""

    __slots__ = ("_compiler", "_matcher", "_phrases", "_where")

    def __init__(self, phrases: Sequence[str], compiler: PhraseCompiler, where: str) -> None:
        self._phrases = phrases
        self._compiler = compiler
        self._where = where
        self._matcher: PhraseMatcher[str] | None = None

    def find(self, words: Words) -> list[Hit[str]]:
        if self._matcher is None:
            self.compile()
        assert self._matcher is not None  # noqa: S101 - for the type checker
        return self._matcher.find(words)

    def compile(self) -> None:
        self._matcher = PhraseMatcher([(text, _phrase(self._compiler, text, self._where)) for text in self._phrases])


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern with its entry and its compiled conditions."""

    entry: Entry
    pattern: Pattern
    silenced_by: frozenset[str]
    unless: _Condition | None
    unless_turn: _Condition | None
    needs: _Condition | None
    after: _Condition | None
    unless_after: _Condition | None

    @property
    def rule_id(self) -> str:
        return f"{self.entry.id}.{self.pattern.id}"


class RuleTagger:
    """All rules of a lexicon, compiled once."""

    def __init__(
        self, lexicon: Lexicon, only: Collection[str] | None = None, scopes: ScopeEngine | None = None
    ) -> None:
        """Compile the rules of the assessed codes.

        Args:
            lexicon: The lexicon.
            only: Codes to compile; None for all that are assessed and that no exchange judges.
            scopes: The scope engine, where one is compiled already; its word sets are shared.

        Raises:
            LexiconError: When a phrase cannot be read.
        """
        self._rules: list[_Rule] = []
        phrases: list[tuple[int, Phrase]] = []
        self._engine = scopes or ScopeEngine(lexicon.cues, lexicon.sets, PhraseCompiler(lexicon.sets))
        shared = self._engine.compiler
        for entry in lexicon.entries:
            if not _wanted(entry, only):
                continue
            compiler = PhraseCompiler(entry.sets, shared)
            for pattern in entry.patterns:
                rule = _rule(entry, pattern, compiler)
                self._rules.append(rule)
                number = len(self._rules) - 1
                phrases += [(number, _phrase(compiler, text, rule.rule_id)) for text in pattern.any]
        self._matchers = {
            side: PhraseMatcher([item for item in phrases if _may_speak(self._rules[item[0]].entry, side)])
            for side in ("interrogator", "suspect", "counsel", "appropriate_adult")
        }

    def compile_all(self) -> None:
        """Compile the conditions of all rules now, to see that each can be read.

        Raises:
            LexiconError: At the first phrase that cannot be read.
        """
        for rule in self._rules:
            for condition in (rule.unless, rule.unless_turn, rule.needs, rule.after, rule.unless_after):
                if condition is not None:
                    condition.compile()

    def tag(self, transcript: Transcript, words: Sequence[Words], talk: Dialogue) -> list[Tag]:
        """Judge every hit of every rule.

        Args:
            transcript: The transcript.
            words: Words of each turn.
            talk: Who answers whom.

        Returns:
            Tags by turn, then by place; active and suppressed.
        """
        codes: dict[int, set[str]] = {}
        found: dict[int, list[Tag]] = {}
        later: list[tuple[int, Hit[int]]] = []
        for turn in transcript.turns:
            speaker = _speaker(turn.role.value, talk.sides[turn.index])
            if speaker is None or not turn.scored:
                continue
            for hit in self._matchers[speaker].find(words[turn.index]):
                if self._rules[hit.key].pattern.after_codes:
                    later.append((turn.index, hit))
                else:
                    self._keep(transcript, words, talk, turn.index, hit, found, codes)
        for index, hit in later:
            self._keep(transcript, words, talk, index, hit, found, codes)
        return [tag for index in sorted(found) for tag in _best_of(found[index])]

    def _keep(
        self,
        transcript: Transcript,
        words: Sequence[Words],
        talk: Dialogue,
        index: int,
        hit: Hit[int],
        found: dict[int, list[Tag]],
        codes: dict[int, set[str]],
    ) -> None:
        rule = self._rules[hit.key]
        if not _in_context(rule, words, talk, index, codes):
            return
        tag = self._judge(rule, transcript, words[index], index, hit)
        found.setdefault(index, []).append(tag)
        if tag.status is TagStatus.ACTIVE:
            codes.setdefault(index, set()).add(tag.code)

    def _judge(self, rule: _Rule, transcript: Transcript, words: Words, index: int, hit: Hit[int]) -> Tag:
        scopes = self.scopes(words)
        labels = (rule.entry.id, rule.entry.domain)
        cue = _exception(rule, words, hit) or silencer(scopes, hit.first, hit.last, rule.silenced_by, labels, words)
        return make_tag(
            transcript,
            code=rule.entry.id,
            domain=rule.entry.domain,
            turn_index=index,
            span=words.span(hit.first, hit.last),
            confidence=rule.pattern.confidence,
            tagger=RULE,
            status=TagStatus.SUPPRESSED if cue else TagStatus.ACTIVE,
            evidence=Evidence(
                rule_id=rule.rule_id,
                suppressed_by=cue,
                explanation=f"{rule.entry.name}: matches the pattern {hit.phrase!r}",
            ),
            attributes={**marks(scopes, hit.first, labels, words), **rule.pattern.attributes},
        )

    def scopes(self, words: Words) -> tuple[Scope, ...]:
        """Scopes of a turn; computed only where there is a hit."""
        return self._engine.scopes(words)


def _rule(entry: Entry, pattern: Pattern, compiler: PhraseCompiler) -> _Rule:
    names = entry.silenced_by if pattern.silenced_by is None else pattern.silenced_by
    where = f"{entry.id}.{pattern.id}"

    def condition(phrases: Sequence[str]) -> _Condition | None:
        return _Condition(phrases, compiler, where) if phrases else None

    return _Rule(
        entry,
        pattern,
        frozenset(names),
        condition(pattern.unless),
        condition(pattern.unless_turn),
        condition(pattern.needs),
        condition(pattern.after),
        condition(pattern.unless_after),
    )


def _wanted(entry: Entry, only: Collection[str] | None) -> bool:
    if only is not None:
        return entry.id in only
    return entry.assessed and entry.judged_by == "rules"


def _phrase(compiler: PhraseCompiler, text: str, where: str) -> Phrase:
    try:
        return compiler.compile(text)
    except PhraseError as error:
        raise LexiconError(str(error), where=where, hint="Mend the phrase.") from error


def _may_speak(entry: Entry, speaker: str) -> bool:
    return entry.speaker == speaker or speaker in entry.also_from


def _speaker(role: str, side: Side | None) -> str | None:
    return side or (role if role in ("counsel", "appropriate_adult") else None)


def _in_context(
    rule: _Rule, words: Sequence[Words], talk: Dialogue, index: int, codes: Mapping[int, Collection[str]]
) -> bool:
    """Whether the turn and the turn before it hold what the rule asks for."""
    if rule.needs and not rule.needs.find(words[index]):
        return False
    if not (rule.after or rule.pattern.after_codes or rule.unless_after):
        return True
    before = talk.other_before[index]
    if before is None:
        return not (rule.after or rule.pattern.after_codes)
    if rule.after and not rule.after.find(words[before]):
        return False
    if rule.pattern.after_codes and not set(rule.pattern.after_codes) & set(codes.get(before, ())):
        return False
    return not (rule.unless_after and rule.unless_after.find(words[before]))


def _exception(rule: _Rule, words: Words, hit: Hit[int]) -> str | None:
    """The near miss that the hit belongs to, by the rule's own exceptions."""
    if rule.unless_turn:
        for other in rule.unless_turn.find(words):
            return f"exception: {other.key}"
    if rule.unless:
        for other in rule.unless.find(words):
            if _same_sentence(words, hit.first, hit.last, other.first, other.last):
                return f"exception: {other.key}"
    return None


def _same_sentence(words: Words, first: int, last: int, other_first: int, other_last: int) -> bool:
    for begin, end in words.sentences():
        if first < end and last >= begin and other_first < end and other_last >= begin:
            return True
    return False


def _best_of(tags: Sequence[Tag]) -> list[Tag]:
    """One tag where hits of one code overlap: the active, the surest, then the longest. The rest say the same."""
    kept: list[Tag] = []
    for tag in sorted(tags, key=_rank):
        if not any(other.code == tag.code and _overlap(other, tag) for other in kept):
            kept.append(tag)
    return sorted(kept, key=lambda tag: (tag.span.start, tag.span.end, tag.code))


def _rank(tag: Tag) -> tuple[bool, float, int]:
    return tag.status is not TagStatus.ACTIVE, -tag.confidence, tag.span.start - tag.span.end


def _overlap(one: Tag, other: Tag) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
