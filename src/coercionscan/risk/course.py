"""The course of a contact in a few plain figures. They describe and have no weight in any score."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coercionscan.records import Role, SessionFactor, TagStatus
from coercionscan.risk.circumstance import CASE_FILE, TRANSCRIPT, Contact

_ADVISEMENT = "rights_advisement"
_ACCUSING = ("guilt_accusation", "denial_blocking", "alternative_question")
_INVOCATIONS = ("counsel_invocation", "silence_invocation")
_REPEATED = "repeated_question"
_NEAR_TURNS = 6


def course(contact: Contact, weighed_keys: Collection[str] = ()) -> tuple[SessionFactor, ...]:
    """What the transcript and the case file tell of the course of a contact.

    Args:
        contact: The contact.
        weighed_keys: Keys of the case file that a session factor reads.

    Returns:
        Talk share, rights before accusations, requests for counsel or silence and what followed, the longest run of
        repeated questions, and what the case file states beside; only what there is to tell. All have exposure 0.
    """
    made = (
        _talk_share(contact),
        _rights(contact),
        _requests(contact),
        _longest_run(contact),
        *_stated(contact, weighed_keys),
    )
    return tuple(one for one in made if one is not None)


def _plain(name: str, value: str, source: str = TRANSCRIPT) -> SessionFactor:
    return SessionFactor(id=name, value=value, source=source, exposure=0.0)


def _talk_share(contact: Contact) -> SessionFactor | None:
    """Share of the words that the interrogators speak."""
    counts = {True: 0, False: 0}
    for turn in contact.transcript.turns:
        if turn.scored and (turn.role.asks or turn.role.questioned):
            counts[turn.role.asks] += len(turn.text.split())
    total = sum(counts.values())
    return _plain("talk_share", f"interrogators speak {counts[True] / total:.0%} of the words") if total else None


def _rights(contact: Contact) -> SessionFactor | None:
    """First advisement of rights against the first accusation."""
    told, accused = _turns(contact, (_ADVISEMENT,)), _turns(contact, _ACCUSING)
    if not accused:
        return None
    if not told:
        return _plain("rights_and_accusation", f"accused in turn {accused[0] + 1}, no advisement of rights was found")
    order = "before" if told[0] <= accused[0] else "after"
    return _plain(
        "rights_and_accusation",
        f"first advisement of rights in turn {told[0] + 1}, {order} the first accusation in turn {accused[0] + 1}",
    )


def _requests(contact: Contact) -> SessionFactor | None:
    """Requests for counsel or silence, and whether the questioned person answers on soon after."""
    asked = _turns(contact, _INVOCATIONS)
    if not asked:
        return None
    turns = contact.transcript.turns
    went_on = sum(
        any(turn.role is Role.SUSPECT and turn.scored for turn in turns[index + 1 : index + 1 + _NEAR_TURNS])
        for index in asked
    )
    return _plain(
        "requests", f"{len(asked)} for counsel or silence; after {went_on} of them the talk went on within 6 turns"
    )


def _longest_run(contact: Contact) -> SessionFactor | None:
    """Most repeated questions in a row, each at most six turns after the one before."""
    longest = run = 0
    before = None
    for index in _turns(contact, (_REPEATED,)):
        run = run + 1 if before is not None and index - before <= _NEAR_TURNS else 1
        longest, before = max(longest, run), index
    return _plain("repeated_question_run", f"{longest} repeated questions in a row") if longest > 1 else None


def _stated(contact: Contact, weighed_keys: Collection[str]) -> Iterable[SessionFactor]:
    """What the case file states and no factor weighs, such as the place."""
    for key, value in contact.case.session if contact.case else ():
        if key not in weighed_keys:
            yield _plain(key, ("no", "yes")[value] if isinstance(value, bool) else str(value), CASE_FILE)


def _turns(contact: Contact, codes: tuple[str, ...]) -> list[int]:
    return sorted(
        {tag.turn_index for tag in contact.tagging.tags if tag.code in codes and tag.status is TagStatus.ACTIVE}
    )
