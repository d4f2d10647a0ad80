"""One list out of many taggers: what is asked for, sorted, with unique ids, and nothing lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from coercionscan.records import Evidence, Tag, TagStatus
from coercionscan.tags.make import unique_ids


def settle(rules: Sequence[Tag], classifier: Sequence[Tag], left_out: Collection[str] = ()) -> tuple[Tag, ...]:
    """Settle the tags of rules and classifier.

    A classifier's tag on a turn where a rule found the same code joins the rule's tag, which takes the surer
    confidence and both explanations. Where a rule's hit of that code was silenced and no rule's hit stands, the
    classifier does not overrule the scope: its tag becomes a suggestion.

    Args:
        rules: Tags of rules, forms, exchanges and facts.
        classifier: Tags of the classifier, at most one per turn and code.
        left_out: Codes to leave out.

    Returns:
        Tags by turn, place and code.
    """
    by_place: dict[tuple[int, str], list[int]] = {}
    out = [tag for tag in rules if tag.code not in left_out]
    for number, tag in enumerate(out):
        by_place.setdefault((tag.turn_index, tag.code), []).append(number)
    for tag in classifier:
        if tag.code in left_out:
            continue
        numbers = by_place.get((tag.turn_index, tag.code), [])
        active = [number for number in numbers if out[number].status is TagStatus.ACTIVE]
        if active:
            out[active[0]] = _joined(out[active[0]], tag)
        else:
            out.append(replace(tag, status=TagStatus.SUGGESTED) if numbers else tag)
    return unique_ids(sorted(out, key=lambda tag: (tag.turn_index, tag.span.start, tag.span.end, tag.code)))


def _joined(rule: Tag, model: Tag) -> Tag:
    evidence = rule.evidence
    return replace(
        rule,
        confidence=max(rule.confidence, model.confidence),
        tagger=f"{rule.tagger}+{model.tagger}",
        evidence=Evidence(
            rule_id=evidence.rule_id,
            features=model.evidence.features,
            suppressed_by=evidence.suppressed_by,
            related_turn_indexes=evidence.related_turn_indexes,
            explanation=f"{evidence.explanation} {model.evidence.explanation}".strip(),
        ),
    )
