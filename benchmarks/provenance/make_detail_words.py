"""Make ``lexicon/detail_words.toml`` from WordNet 3.0: which common words name a checkable thing, and of what kind.

Run once by hand where WordNet is installed (Debian: ``wordnet-base`` and ``wordnet-sense-index``):

    python benchmarks/provenance/make_detail_words.py /usr/share/wordnet > src/coercionscan/lexicon/detail_words.toml

A word takes the kind of its most frequent sense (counts of the semantic concordance). A word without counts is kept
only where all its noun senses are of concrete kinds and the first one decides.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

# Kind by hypernym (lemma and lexicographer file of WordNet's data), the first that fits counts.
BY_ANCESTOR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("weapon", ("weapon", "weaponry", "ammunition", "edge_tool", "explosive")),
    ("vehicle", ("vehicle",)),
    ("clothing", ("clothing", "footwear", "garment", "headdress", "fabric")),
    ("wound", ("injury", "wound", "hurt")),
    ("body", ("body_part", "body_substance", "bodily_fluid", "liquid_body_substance", "external_body_part", "hair")),
    ("colour", ("color", "chromatic_color", "achromatic_color")),
    (
        "place",
        ("structure", "room", "building", "area", "way", "geographical_area", "road", "body_of_water", "shelter"),
    ),
)
BY_FILE = {
    3: "none", 4: "deed", 5: "object", 6: "object", 7: "none", 8: "body", 13: "object", 15: "place", 17: "place",
    18: "person", 19: "none", 20: "object", 21: "object", 27: "object", 28: "time", 11: "deed", 26: "none",
    29: "act", 30: "act", 33: "act", 34: "act", 35: "act", 36: "act", 38: "act", 40: "act", 43: "none",
}  # fmt: skip
CONCRETE = {5, 6, 8, 13, 15, 17, 18, 20, 27}
NOUN, ADJECTIVE = 1, 3
ARTIFACT = 6
MADE = {6, 8, 13, 20, 27}
"""A rare word that is a verb as well (wheelbarrow, handcuff) is kept where its noun always names a made thing."""
UNCOUNTED = {6, 8}
"""Made things and parts of the body: their rare words are worth keeping (crowbar, duvet, shin)."""


def main(home: Path) -> None:
    """Print the table.

    Args:
        home: Folder with ``index.sense``, ``data.noun`` and ``data.verb``.
    """
    parents, lemmas = _tree(home / "data.noun")
    kinds: dict[str, set[str]] = defaultdict(set)
    for word, senses in _senses(home / "index.sense").items():
        kind = _kind(senses, parents, lemmas)
        if kind not in (None, "none"):
            kinds[str(kind)].add(word)
    print(
        "# Made by benchmarks/provenance/make_detail_words.py from WordNet 3.0, copyright Princeton University;\n"
        "# its licence stands in docs/provenance.md."
    )
    print("# Kind of a word's most frequent sense. Not edited by hand: corrections stand in details.toml.\n")
    for kind in sorted(kinds):
        print(f'{kind} = """')
        _wrapped(sorted(kinds[kind]))
        print('"""\n')


def _tree(path: Path) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    parents: dict[str, list[str]] = {}
    lemmas: dict[str, set[str]] = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split("|")[0].split()
        count = int(parts[3], 16)
        lemmas[parts[0]] = {parts[4 + 2 * i].lower() for i in range(count)}
        rest = parts[4 + 2 * count :]
        pointers = [rest[i : i + 4] for i in range(1, len(rest), 4)]
        parents[parts[0]] = [p[1] for p in pointers if p[0] in ("@", "@i")]
    return parents, lemmas


def _senses(path: Path) -> dict[str, list[tuple[int, int, str, int, int]]]:
    found: dict[str, list[tuple[int, int, str, int, int]]] = defaultdict(list)
    for line in path.read_text(encoding="latin-1").splitlines():
        key, offset, number, count = line.split()
        word, rest = key.split("%")
        if word.isalpha() and word.isascii() and word.islower() and len(word) > 2:
            pos, file = rest.split(":")[:2]
            found[word].append((int(pos), int(file), offset, int(number), int(count)))
    return found


def _kind(
    senses: list[tuple[int, int, str, int, int]], parents: dict[str, list[str]], lemmas: dict[str, set[str]]
) -> str | None:
    nouns = [s for s in senses if s[0] == NOUN]
    total: Counter[str] = Counter()
    for pos, file, offset, _number, count in senses:
        total[_kind_of(pos, file, offset, parents, lemmas)] += count
    by_pos: Counter[int] = Counter()
    for sense in senses:
        by_pos[min(sense[0], 3)] += sense[4]
    if sum(by_pos.values()) == 0:
        if nouns and len(nouns) == len(senses) and all(s[1] in UNCOUNTED for s in nouns):
            first = min(nouns, key=lambda s: s[3])
            return _kind_of(1, first[1], first[2], parents, lemmas)
        if nouns and all(s[0] < ADJECTIVE and (s[0] != NOUN or s[1] in MADE) for s in senses):
            first = min(nouns, key=lambda s: s[3])
            return _kind_of(NOUN, first[1], first[2], parents, lemmas) if first[1] == ARTIFACT else None
        if all(s[0] == 2 for s in senses) and min(senses, key=lambda s: s[3])[1] in (35, 38):
            return "act"
        return None
    pos = by_pos.most_common(1)[0][0]
    if pos == 3:
        return "colour" if total["colour"] > 1 else None
    best: Counter[str] = Counter()
    for p, file, offset, _number, count in senses:
        if p == pos:
            best[_kind_of(p, file, offset, parents, lemmas)] += count
    return best.most_common(1)[0][0]


def _kind_of(pos: int, file: int, offset: str, parents: dict[str, list[str]], lemmas: dict[str, set[str]]) -> str:
    if pos == 1:
        seen, stack = set(), [offset]
        while stack:
            at = stack.pop()
            if at not in seen:
                seen.add(at)
                stack.extend(parents.get(at, []))
        names = set().union(*(lemmas.get(at, set()) for at in seen))
        for kind, ancestors in BY_ANCESTOR:
            if not names.isdisjoint(ancestors) and file in CONCRETE | {7, 26}:
                return kind
    return BY_FILE.get(file, "none")


def _wrapped(words: list[str]) -> None:
    line = ""
    for word in words:
        if len(line) + len(word) > 118:
            print(line)
            line = ""
        line = f"{line} {word}".strip()
    print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
