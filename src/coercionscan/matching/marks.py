"""The marks of the normal form."""

from __future__ import annotations

ENDERS = frozenset(".?!")
"""Tokens that end a sentence in the normal form."""
BREAK = ","
"""Token that stands for commas, dashes, semicolons, colons and ellipses."""
SOFT = frozenset({BREAK, '"'})
"""Tokens that phrases read over."""
MARKS = ENDERS | SOFT | frozenset("()")
CLAUSE_MARKS = ENDERS | SOFT | frozenset("(")
