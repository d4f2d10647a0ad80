"""Rules to tags: each phrase hit is judged in its context, and a silenced hit is kept with the cue that silenced it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.lexicon.entry import Entry, Pattern
from coercionscan.matching.context import Scope, ScopeEngine, silencer
from coercionscan.matching.language import Words
from coercionscan.matching.matchers import Hit, PhraseMatcher
from coercionscan.matching.phrases import Phrase, PhraseCompiler, PhraseError
from coercionscan.records import Evidence, Tag, TagStatus, Transcript
from coercionscan.tags.dialogue import Dialogue, Side
from coercionscan.tags.make import make_tag

RULE = "rule"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern with its entry and its compiled conditions."""

    entry: Entry
    pattern: Pattern
    silenced_by: frozenset[str]
    unless: PhraseMatcher[str] | None
    unless_turn: PhraseMatcher[str] | None
    needs: PhraseMatcher[str] | None
    after: PhraseMatcher[str] | None
    unless_after: PhraseMatcher[str] | None

    @property
    def rule_id(self) -> str:
        return f"{self.entry.id}.{self.pattern.id}"


class RuleTagger:
    """All rules of a lexicon, compiled once."""

    def __init__(self, lexicon: Lexicon, only: Collection[str] | None = None) -> None:
        """Compile the rules of the assessed codes.

        Args:
            lexicon: The lexicon.
            only: Codes to compile; None for all that are assessed and that no exchange judges.

        Raises:
            LexiconError: When a phrase cannot be read.
        """
        self._rules: list[_Rule] = []
        phrases: list[tuple[int, Phrase]] = []
        shared = PhraseCompiler(lexicon.sets)
        self._engine = ScopeEngine(lexicon.cues, lexicon.sets, shared)
        for entry in lexicon.entries:
            if not _wanted(entry, only):
                continue
            compiler = PhraseCompiler(entry.sets, shared)
            for pattern in entry.patterns:
                try:
                    self._rules.append(_rule(entry, pattern, compiler))
                    phrases += [(len(self._rules) - 1, compiler.compile(text)) for text in pattern.any]
                except PhraseError as error:
                    raise LexiconError(str(error), where=f"{entry.id}.{pattern.id}", hint="Mend the phrase.") from error
        self._matchers = {
            side: PhraseMatcher([item for item in phrases if _may_speak(self._rules[item[0]].entry, side)])
            for side in ("interrogator", "suspect", "counsel", "appropriate_adult")
        }

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
        cue = _exception(rule, words, hit) or self._silencer(rule, words, hit)
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
            attributes=rule.pattern.attributes,
        )

    def _silencer(self, rule: _Rule, words: Words, hit: Hit[int]) -> str | None:
        if not rule.silenced_by:
            return None
        scopes = self.scopes(words)
        labels = {rule.entry.id, rule.entry.domain}
        return silencer(scopes, hit.first, hit.last, rule.silenced_by, labels, words)

    def scopes(self, words: Words) -> tuple[Scope, ...]:
        """Scopes of a turn; computed only where there is a hit."""
        return self._engine.scopes(words)


def _rule(entry: Entry, pattern: Pattern, compiler: PhraseCompiler) -> _Rule:
    names = entry.silenced_by if pattern.silenced_by is None else pattern.silenced_by
    return _Rule(
        entry,
        pattern,
        frozenset(names),
        _matcher(pattern.unless, compiler),
        _matcher(pattern.unless_turn, compiler),
        _matcher(pattern.needs, compiler),
        _matcher(pattern.after, compiler),
        _matcher(pattern.unless_after, compiler),
    )


def _matcher(phrases: Sequence[str], compiler: PhraseCompiler) -> PhraseMatcher[str] | None:
    return PhraseMatcher([(text, compiler.compile(text)) for text in phrases]) if phrases else None


def _wanted(entry: Entry, only: Collection[str] | None) -> bool:
    if only is not None:
        return entry.id in only
    return entry.assessed and entry.judged_by == "rules"


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
