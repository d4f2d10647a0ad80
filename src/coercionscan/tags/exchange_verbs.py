"""Forms of verbs: the irregular ones from a table, the regular ones worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

from coercionscan.tags.remembered import Remembered

_SHORTEST = 3
"""A stem keeps so many letters; only so long a verb doubles its last one. A convention."""
_SHORTEST_PAST = 5
_VOWELS = frozenset("aeiou")
_AS_IS = "="
"""A phrase that begins so is taken as it is written, without other forms of its verb."""


class Form(Enum):
    """The form of a verb. Where base and past are spelt alike, it is the base."""

    BASE = auto()
    PAST = auto()
    ING = auto()


_BASE, _ING, _PAST = Form.BASE, Form.ING, Form.PAST
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


class VerbForms:
    """All forms of verbs: the irregular ones from a table, the regular ones worked out.

    Attributes:
        stem: A stem by which the forms of one verb are alike, known or not.
    """

    def __init__(self, irregular: Mapping[str, Sequence[str]]) -> None:
        """Keep the table.

        Args:
            irregular: Base form to its other forms; "ing" forms are worked out for all.
        """
        self._irregular = {base: tuple(forms) for base, forms in irregular.items()}
        self._base_of: dict[str, tuple[str, Form]] = {}
        self._stems = Remembered(self._stem_of)
        self.stem: Callable[[str], str] = self._stems.__getitem__
        for base in self._irregular:
            self.of(base)

    def of(self, base: str) -> tuple[str, ...]:
        """All forms of a verb, the base first; they are known to ``lookup`` from now on."""
        told = self._irregular.get(base)
        past = told if told is not None else (_past(base),)
        made = {base: _BASE, _third(base): _BASE, _ing(base): _ING, **dict.fromkeys(past, _PAST)}
        made[base] = _BASE
        for form, kind in made.items():
            self._base_of.setdefault(form, (base, kind))
        self._stems.clear()
        return tuple(made)

    def spread(self, phrase: str) -> str:
        """A phrase with all forms of the verb at its head.

        Args:
            phrase: As "hold|keep it"; one that begins with "=" is taken as it is written.

        Returns:
            Such as "hold|held|holding|... it".
        """
        if phrase.startswith(_AS_IS):
            return phrase[len(_AS_IS) :]
        head, space, rest = phrase.partition(" ")
        forms = dict.fromkeys(form for base in head.split("|") for form in self.of(base))
        return f"{'|'.join(forms)}{space}{rest}"

    def lookup(self, word: str) -> tuple[str, Form] | None:
        """Base and form of a word that is a form of a known verb; None of others."""
        return self._base_of.get(word)

    def _stem_of(self, word: str) -> str:
        known = self._base_of.get(word)
        if known is not None:
            word = known[0]
        else:
            for ending in ("ied", "ies", "ing", "ed", "es", "s"):
                if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                    word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
                    break
            if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
        return word.rstrip("e")

    def can_be_past(self, word: str) -> bool:
        """Whether a known form is a past, or a base that is spelt like its past ("cut")."""
        known = self._base_of.get(word)
        return known is not None and (known[1] is _PAST or word in self._irregular.get(known[0], ()))

    def looks_past(self, word: str) -> bool:
        """Whether a word has the look of a past tense."""
        known = self._base_of.get(word)
        return known[1] is _PAST if known else len(word) >= _SHORTEST_PAST and word.endswith("ed")


def _doubles(base: str) -> bool:
    """Whether the last letter is doubled before an ending: one short vowel, one consonant, one syllable."""
    return (
        len(base) >= _SHORTEST
        and base[-1] not in _VOWELS | set("wxy")
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in base) == 1
    )


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return f"{base[:-1]}ied"
    return f"{base}{base[-1] if _doubles(base) else ''}ed"


def _third(base: str) -> str:
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return f"{base[:-1]}ing"
    return f"{base}{base[-1] if _doubles(base) else ''}ing"
