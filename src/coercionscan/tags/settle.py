"""One list out of many taggers: what is asked for, sorted, with unique ids, and nothing lost.

The rules of settling:

1. A rule's hit that the classifier thinks possible stays; its confidence is how often such a hit was right.
2. A rule's hit that the classifier thinks most unlikely in its place becomes a suggestion, for a person to decide.
3. What the classifier is sure of is reported where no rule hit, with its own explanation.
4. Where a rule's hit was silenced by its scope, the classifier does not overrule the scope: it may suggest.
5. Gestures, and codes that the classifier has not learned, are left to the rules.
6. A code that answers another one, as the blocking of a denial answers the denial, is only suggested by the classifier
   alone where nothing that it could answer was tagged in the turns just before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from coercionscan.records import CLASSIFIER, Evidence, Tag, TagStatus, Transcript
from coercionscan.tags.classifier import Opinion, Opinions
from coercionscan.tags.make import make_tag, new_evidence, new_tag, unique_ids

_UNLIKELY = "The classifier thinks this most unlikely here, so it is left to a person."
_ANSWERS_NOTHING = "Nothing that this could answer was tagged in the turns before, so it is left to a person."
_UNPROVEN = "This code has not reached its minimum where it was measured, so it is left to a person."
_REACH = 3
"""So many turns before count as just before. Convention of this project."""
_SUPPRESSED, _ACTIVE = TagStatus.SUPPRESSED, TagStatus.ACTIVE
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


def settle(
    transcript: Transcript,
    rules: Sequence[Tag],
    opinions: Opinions | None,
    domains: Mapping[str, str],
    left_out: Collection[str] = (),
    answers: Mapping[str, Collection[str]] | None = None,
) -> tuple[Tag, ...]:
    """Settle the tags of rules and classifier.

    Args:
        transcript: The transcript.
        rules: Tags of rules, forms, exchanges and facts.
        opinions: What the classifier thinks; None for rules alone.
        domains: Domain of each code that may be reported.
        left_out: Codes to leave out.
        answers: Codes that answer others, and which.

    Returns:
        Tags by turn, place and code.
    """
    kept = [tag for tag in rules if tag.code not in left_out]
    if opinions is not None:
        hit = {(tag.turn_index, tag.code) for tag in kept if tag.status is not _SUPPRESSED}
        withheld = {(tag.turn_index, tag.code) for tag in kept} - hit
        kept = [_weighed(tag, opinions) for tag in kept]
        sure = opinions.sure()
        said = {*sure, *((tag.turn_index, tag.code) for tag in rules if tag.status is _ACTIVE)}
        for turn_index, code in sure:
            key = (turn_index, code)
            if key in hit or code in left_out or code not in domains:
                continue
            opinion = opinions.of(turn_index, code)
            if opinion is not None:
                tag = _reported(transcript, opinion, domains[code], only_suggest=key in withheld)
                answered = (answers or {}).get(code)
                if answered and not _stands_before(turn_index, answered, said):
                    tag = _left_to_a_person(tag, _ANSWERS_NOTHING)
                kept.append(tag)
    return unique_ids(sorted(kept, key=lambda tag: (tag.turn_index, tag.span.start, tag.span.end, tag.code)))


def _stands_before(turn_index: int, codes: Collection[str], said: Collection[tuple[int, str]]) -> bool:
    """Whether one of the codes was tagged in the turns just before."""
    return any((at, code) in said for at in range(turn_index - _REACH, turn_index) for code in codes)


def suggested(tags: Sequence[Tag], codes: Collection[str]) -> tuple[Tag, ...]:
    """The tags, with those of some codes left to a person.

    Args:
        tags: Settled tags.
        codes: Codes that have not proved reliable enough to count.

    Returns:
        As many tags in the same order.
    """
    return tuple(
        _left_to_a_person(tag, _UNPROVEN) if tag.code in codes and tag.status is _ACTIVE else tag for tag in tags
    )


def _left_to_a_person(tag: Tag, why: str, tagger: str | None = None) -> Tag:
    evidence = _evidence(tag.evidence, tag.evidence.features, f"{tag.evidence.explanation} {why}".strip())
    return _changed(tag, tag.confidence, tagger or tag.tagger, TagStatus.SUGGESTED, evidence)


def _weighed(tag: Tag, opinions: Opinions) -> Tag:
    """A rule's tag with the classifier's opinion of it."""
    if tag.status is not _ACTIVE or tag.code not in opinions.codes or tag.turn_index not in opinions.turns:
        return tag
    opinion, both = opinions.of(tag.turn_index, tag.code), f"{tag.tagger}+{CLASSIFIER}"
    if opinion is None or opinion.chance < opinion.keep:
        return _left_to_a_person(tag, _UNLIKELY, both)
    explanation = f"{tag.evidence.explanation} {opinion.sentence()}".strip()
    evidence = _evidence(tag.evidence, opinion.features, explanation)
    confidence = round(opinion.confidence_with_rule, 3)
    return _changed(tag, confidence, both, tag.status, evidence)


def _changed(tag: Tag, confidence: float, tagger: str, status: TagStatus, evidence: Evidence) -> Tag:
    """The tag with other values of these fields."""
    return new_tag(
        tag.id, tag.code, tag.domain, tag.turn_index, tag.span, tag.text, confidence, tagger, status, evidence,
        tag.attributes,
    )  # fmt: skip


def _evidence(evidence: Evidence, features: tuple[tuple[str, float], ...], explanation: str) -> Evidence:
    """The evidence with other features and another explanation."""
    return new_evidence(evidence.rule_id, features, evidence.suppressed_by, evidence.related_turn_indexes, explanation)


def _reported(transcript: Transcript, opinion: Opinion, domain: str, *, only_suggest: bool) -> Tag:
    return make_tag(
        transcript,
        code=opinion.code,
        domain=domain,
        turn_index=opinion.turn_index,
        span=opinion.span,
        confidence=round(opinion.confidence_alone, 3),
        tagger=CLASSIFIER,
        evidence=opinion.evidence(),
        status=TagStatus.SUGGESTED if only_suggest else _ACTIVE,
    )
