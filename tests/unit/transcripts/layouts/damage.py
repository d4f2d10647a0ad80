"""Damage that scans and typists do to a page."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.unit.transcripts.layouts.sheet import Leaf, Row

Damage = Callable[[Leaf, random.Random], Leaf]
ALIKE = {
    "O": "0\u041eQ", "I": "1l|\u0399", "E": "F\u0395\u0415", "A": "\u0391\u0410\u00c4", "R": "H\u0158",
    "B": "8\u0392", "S": "5$", "N": "M\u039d", "T": "7\u03a4", "L": "1I", "D": "O", "G": "6C", "U": "V", "M": "\u039c",
    "e": "c\u00eb", "o": "0\u00f6", "l": "1I", "i": "1\u012f", "a": "\u00e4o",
}  # fmt: skip


def relabel(leaf: Leaf, change: Callable[[str, str], tuple[str, str]]) -> Leaf:
    """Rewrite labels and signs; ``change`` maps them."""
    for row in leaf.rows:
        for opening in reversed(row.opens):
            label, sign = row.text[opening.start : opening.end], row.text[opening.end : opening.sign_end]
            if not label:
                continue
            one, two = change(label, sign)
            row.text = row.text[: opening.start] + one + two + row.text[opening.sign_end :]
    return leaf


def lost_signs(rate: float) -> Damage:
    """Labels lose the sign that ends them."""

    def damage(leaf: Leaf, draw: random.Random) -> Leaf:
        def change(label: str, sign: str) -> tuple[str, str]:
            return label, (sign.replace(":", "").replace(".", "") or " ") if draw.random() < rate else sign

        return relabel(leaf, change)

    return damage


def other_signs(rate: float) -> Damage:
    """A colon becomes a semicolon, a stop or a comma."""

    def damage(leaf: Leaf, draw: random.Random) -> Leaf:
        def change(label: str, sign: str) -> tuple[str, str]:
            if draw.random() >= rate:
                return label, sign
            return label, sign.replace(":", draw.choice(";.,?")).replace(".", draw.choice(",:;."))

        return relabel(leaf, change)

    return damage


def low_starts(rate: float) -> Damage:
    """The first letter of a label turns small."""

    def damage(leaf: Leaf, draw: random.Random) -> Leaf:
        def change(label: str, sign: str) -> tuple[str, str]:
            return (label[0].lower() + label[1:], sign) if draw.random() < rate else (label, sign)

        return relabel(leaf, change)

    return damage


def look_alikes(rate: float) -> Damage:
    """A letter of the label becomes one that looks like it."""

    def damage(leaf: Leaf, draw: random.Random) -> Leaf:
        def change(label: str, sign: str) -> tuple[str, str]:
            places = [at for at, letter in enumerate(label) if letter in ALIKE]
            if len(label) < 4 or not places or draw.random() >= rate:
                return label, sign
            at = draw.choice(places)
            return label[:at] + draw.choice(ALIKE[label[at]]) + label[at + 1 :], sign

        return relabel(leaf, change)

    return damage


def furniture(leaf: Leaf, draw: random.Random) -> Leaf:
    """Head, page number and stamp between the lines of every page, also inside turns."""
    rows: list[Row] = []
    for at in range(0, len(leaf.rows), 38):
        page = at // 38 + 12
        rows += [
            Row(line, furniture=True)
            for line in (
                "FELLGATE COUNTY SHERIFF'S DEPARTMENT",
                f"Page {page}   Complaint No. 05-1776   File Number 05-0157",
            )
        ]
        rows += leaf.rows[at : at + 38]
        rows += [Row(f"STATE{4590 + page}", furniture=True), Row("________________", furniture=True)]
    return Leaf(rows)


def spaced(leaf: Leaf, draw: random.Random) -> Leaf:
    """A blank line here and there, also inside turns."""
    rows: list[Row] = []
    for row in leaf.rows:
        rows.append(row)
        if draw.random() < 0.15:
            rows.append(Row("", furniture=True))
    return Leaf(rows)


def tight(leaf: Leaf, draw: random.Random) -> Leaf:
    """No blank line is left."""
    return Leaf([row for row in leaf.rows if row.text.strip()])


def indented(leaf: Leaf, draw: random.Random) -> Leaf:
    """The scan sets each line a little further in or out."""
    for row in leaf.rows:
        width = draw.choice((0, 0, 1, 2, 4)) if row.text.strip() else 0
        row.text = " " * width + row.text
        for opening in row.opens:
            opening.start += width
            opening.end += width
            opening.sign_end += width
    return leaf


def specks(leaf: Leaf, draw: random.Random) -> Leaf:
    """Specks of dirt before a label here and there, and on blank lines."""
    for row in leaf.rows:
        if row.opens and row.opens[0].start < row.opens[0].end and draw.random() < 0.06:
            speck = draw.choice(('" ', ": ", "' ", ". ", "| ", "~ "))
            row.text = speck + row.text
            for opening in row.opens:
                opening.start += 2
                opening.end += 2
                opening.sign_end += 2
        elif not row.text.strip() and draw.random() < 0.05:
            row.text = draw.choice(("|", ".", "~", "'", "_"))
    return leaf


def everything(leaf: Leaf, draw: random.Random) -> Leaf:
    """A little of all."""
    steps = (lost_signs(0.03), other_signs(0.03), low_starts(0.02), look_alikes(0.04), specks, indented, furniture)
    for step in steps:
        leaf = step(leaf, draw)
    return leaf


DAMAGES: dict[str, Damage] = {
    "lost signs": lost_signs(0.08),
    "other signs": other_signs(0.08),
    "low starts": low_starts(0.06),
    "look-alikes": look_alikes(0.1),
    "furniture": furniture,
    "spaced": spaced,
    "tight": tight,
    "indented": indented,
    "specks": specks,
    "everything": everything,
}
