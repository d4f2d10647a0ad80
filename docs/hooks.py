"""Pages of the codes for the documentation site, made from the lexicon: see ``mkdocs.yml``."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Entry, Example
from coercionscan.shipped import folder
from coercionscan.training.measured import Measured, load_measured

_HOME = "codes"
_SECTION = "The codes one by one"
_STANDINGS = {"too_few": "too few to rely on", "under_minimum": "under the minimum", "measured": ""}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Adds the codes to the menu, by domain."""
    domains: dict[str, list[dict[str, str]]] = {}
    for entry in load().entries:
        domains.setdefault(_plain(entry.domain), []).append({_plain(entry.id): f"{_HOME}/{entry.id}.md"})
    config.nav = [*(config.nav or []), {_SECTION: [{name: pages} for name, pages in domains.items()]}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds one page for each code."""
    lexicon = load()
    measured = load_measured(folder("models"))
    for entry in lexicon.entries:
        rows = [row for row in measured if row.code == entry.id]
        content = "\n".join(page(lexicon, entry, rows)) + "\n"
        files.append(File.generated(config, f"{_HOME}/{entry.id}.md", content=content))
    return files


def page(lexicon: Lexicon, entry: Entry, measured: list[Measured]) -> Iterator[str]:
    """The page of a code, as lines of Markdown.

    Args:
        lexicon: For the works that the code cites.
        entry: The code.
        measured: What was measured of it.
    """
    yield from (f"# {_plain(entry.id)}", "", f"*{_safe(entry.name)}*", "", _safe(entry.definition), "")
    yield from ("| | |", "|---|---|", f"| code | `{entry.id}` |", f"| domain | {_plain(entry.domain)} |")
    yield from (f"| said by | the {entry.speaker} |", f"| weight | {entry.weight} |")
    yield from (f"| looked for | {'yes' if entry.assessed else 'no: a draft, reported as not assessed'} |",)
    if entry.confusable_with:
        yield f"| easily taken for | {', '.join(_link(code, lexicon) for code in entry.confusable_with)} |"
    yield from ("", f"**Why this weight.** {_safe(entry.weight_rationale)}")
    yield from _part("Decision rules", (f"- {_safe(rule)}" for rule in entry.decision_rules))
    yield from _part("Examples", (_example(one) for one in entry.examples))
    yield from _part("Near misses: not this code", (_example(one, lexicon) for one in entry.near_misses))
    yield from _part("How often it errs", _measured(measured))
    yield from _part("Sources", (f"- {_cited(lexicon, key)}" for key in entry.sources))
    yield from _part("What speaks for another view", (f"- {_safe(one)}" for one in entry.contrary))


def _part(head: str, lines: Iterator[str]) -> Iterator[str]:
    kept = list(lines)
    if kept:
        yield from ("", f"## {head}", "", *kept)


def _example(one: Example, lexicon: Lexicon | None = None) -> str:
    instead = f" ({_link(one.label_instead, lexicon)})" if one.label_instead and lexicon else ""
    return (
        f"- {_safe(' / '.join((*one.previous, one.text)))}{instead} {f'*{_safe(one.why)}*' if one.why else ''}".rstrip()
    )


def _measured(rows: list[Measured]) -> Iterator[str]:
    if not rows:
        yield "It was not measured how often this code is missed, or found by mistake."
        return
    yield from ("| kind of transcript | precision | recall | reference turns | |", "|---|---|---|---|---|")
    for row in rows:
        precision, recall = _figure(row.precision), _figure(row.recall)
        yield f"| {row.source_type} | {precision} | {recall} | {row.n} | {_STANDINGS[row.standing]} |"


def _figure(value: float | None) -> str:
    return "not known" if value is None or isnan(value) else f"{value:.2f}"


def _cited(lexicon: Lexicon, key: str) -> str:
    work = lexicon.sources[key]
    return _safe(work.ref) + ("" if work.verified else " (not read in the work itself)")


def _link(code: str, lexicon: Lexicon) -> str:
    known = any(entry.id == code for entry in lexicon.entries)
    return f"[{_plain(code)}]({code}.md)" if known else _plain(code)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _safe(words: str) -> str:
    """Words of the lexicon as Markdown that shows them as they are."""
    for sign in ("\\", "`", "*", "_", "[", "]", "|", "#"):
        words = words.replace(sign, "\\" + sign)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
