"""The table of normal forms: which written variants of a word read the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalForms:
    """Variants of tokens and their normal words; all keys and values of ``tokens`` in lower case.

    Attributes:
        tokens: Token to its normal words.
        after: Token to {neighbour: normal form}, where the neighbour stands before it.
        before: The same, where the neighbour stands after it.
        fillers: Tokens that are left out.
        fillers_beside_comma: Tokens that are left out between commas.
        answer_halves: Second halves of an answer whose first half is a filler ("uh-huh").
        spellings: What is written in one piece, to the tokens it is cut into: one, where it stays whole.
        units: Measures that are cut off a number.
    """

    tokens: Mapping[str, tuple[str, ...]]
    after: Mapping[str, Mapping[str, str]]
    before: Mapping[str, Mapping[str, str]]
    fillers: frozenset[str]
    fillers_beside_comma: frozenset[str]
    answer_halves: frozenset[str]
    spellings: Mapping[str, tuple[str, ...]]
    units: tuple[str, ...]


def normal_forms(data: Mapping[str, object], cutting: Mapping[str, object]) -> NormalForms:
    """Build the table from a parsed ``normal_forms.toml`` and a parsed ``cutting.toml``.

    Args:
        data: The first file.
        cutting: The second file.

    Returns:
        The table.

    Raises:
        KeyError: When a section is missing.
        TypeError: When a section has another shape.
    """
    tokens = _section(data, "tokens")
    return NormalForms(
        tokens={key: tuple(str(value).split()) for key, value in tokens.items()},
        after=_neighbours(_section(data, "after")),
        before=_neighbours(_section(data, "before")),
        fillers=frozenset(_words(data, "fillers")),
        fillers_beside_comma=frozenset(_words(data, "fillers_beside_comma")),
        answer_halves=frozenset(_words(data, "answer_halves")),
        spellings=_spellings(cutting),
        units=tuple(_words(cutting, "units")),
    )


def _spellings(cutting: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    parts = [tuple(row.split()) for row in _words(cutting, "parts")]
    parts += [(row[0][0].upper() + row[0][1:], *row[1:]) for row in parts]
    parts += [tuple(row.split()) for row in _words(cutting, "parts_as_written")]
    parts += [(word,) for name in ("whole", "abbreviations", "smileys") for word in _words(cutting, name)]
    return {"".join(row): row for row in parts}


def _section(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = data[name]
    if not isinstance(section, dict):
        raise TypeError(f"[{name}] is not a table")
    return section


def _words(data: Mapping[str, object], name: str) -> list[str]:
    words = data[name]
    if not isinstance(words, list):
        raise TypeError(f"{name} is not a list")
    return [str(word) for word in words]


def _neighbours(section: Mapping[str, object]) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for token, by_form in section.items():
        if not isinstance(by_form, dict):
            raise TypeError(f"{token} is not a table")
        table[token] = {str(host): form for form, hosts in by_form.items() for host in hosts}
    return table
