"""What a suspect has admitted so far in a transcript, so that an admission counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coercionscan.records import Tag
from coercionscan.tags.exchange_acts import DENIED, ActHit

WHOLE = "it"
"""The act of a statement that names none."""
_STALE = 60
"""So many turns after a lesser act was last told it is told of another moment. A convention."""


@dataclass(slots=True)
class Record:
    """What was admitted so far: acts with the things they were done to. One record serves one transcript.

    ``mentioned`` are lesser acts that were told in passing; ``when`` is the turn of an act's last telling; ``last`` the
    turn of the last admission.
    """

    acts: dict[str, set[str]] = field(default_factory=dict)
    verbs: set[str] = field(default_factory=set)
    statements: dict[str, int] = field(default_factory=dict)
    mentioned: dict[str, set[str]] = field(default_factory=dict)
    when: dict[str, int] = field(default_factory=dict)
    grave: bool = False
    last: int | None = None

    def is_new(self, hit: ActHit, index: int) -> bool:
        """Whether an act is new: never admitted, or a lesser act with another verb, other things or long ago."""
        if hit.act.rank == 1 and index - self.when.get(hit.act.name, index) > _STALE:
            return True
        known = self.acts.get(hit.act.name)
        if known is None and hit.act.rank == 1:
            known = self.mentioned.get(hit.act.name)
        if known is None:
            return True
        if hit.act.rank > 1:
            return False
        other_things = (hit.clear or hit.act.passive) and bool(hit.objects) and hit.objects.isdisjoint(known)
        return other_things or (bool(hit.verb) and hit.verb not in self.verbs)

    def says_anew(self, tag: Tag, index: int) -> bool:
        """Whether a statement found by a pattern was not made in this part of the talk."""
        known = self.statements.get(key_of(tag))
        return known is None or index - known > _STALE

    def admit(self, hits: Sequence[ActHit], statements: Sequence[Tag], index: int, *, offence: bool) -> None:
        """Keep what was admitted at a turn; ``offence``: more than lesser parts of what is at issue."""
        self.last = index
        self.grave = self.grave or offence
        for hit in hits:
            self.when[hit.act.name] = index
            self.acts.setdefault(hit.act.name, set()).update(hit.objects)
            self.verbs.add(hit.verb)
        for tag in statements:
            self.statements[key_of(tag)] = index

    def mention(self, own: Sequence[ActHit], index: int) -> None:
        """Keep lesser acts that were told in passing: no news when told again."""
        for hit in own:
            if hit.act.rank == 1:
                self.when[hit.act.name] = index
                self.mentioned.setdefault(hit.act.name, set()).update(hit.objects)
                self.verbs.add(hit.verb)

    def deny(self, hits: Sequence[ActHit]) -> None:
        """Forget what was only told in passing and is denied now: it is news when it is admitted after all."""
        for hit in hits:
            if hit.frame == DENIED and self.mentioned.pop(hit.act.name, None) is not None:
                self.verbs.discard(hit.verb)

    def holds_offence(self) -> bool:
        """Whether more than lesser parts was admitted."""
        return bool(self.statements) or self.grave

    def clear(self) -> None:
        """Forget what was taken back."""
        for kept in (self.acts, self.verbs, self.statements, self.mentioned, self.when):
            kept.clear()
        self.grave = False
        self.last = None


def key_of(tag: Tag) -> str:
    """What a statement admits: its code and act."""
    return f"{tag.code}:{tag.attribute('act') or WHOLE}"
