"""Books and newspapers: quotations with said-tags, or in turn without; all else is narration and never scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coercionscan.records import Notice
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.marks import Mark
from coercionscan.transcripts.merging import key_of, name_words
from coercionscan.transcripts.quotes import Quote, quotations
from coercionscan.transcripts.running import clean_sheet, from_marks, sample_marks
from coercionscan.transcripts.turntaking import who_asks
from coercionscan.transcripts.words import role_words

_LEAST = 6
_LEAST_SHARE = 0.15
_STAY = 0.1
ASKS, ANSWERS = "Speaker 1", "Speaker 2"
_BY_TURN = "no tag names the speaker: given by the turn of the talk"
_BY_PRONOUN = "the tag is only a pronoun: given by the turn of the talk"


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    text = document.opening
    found = quotations(text)
    if len(found) < _LEAST or sum(quote.end - quote.start for quote in found) < _LEAST_SHARE * len(text.strip()):
        return NO
    if sample_marks(text).whole() > len(found) / 4:
        return NO
    return Guess(score=0.6, reason="quotations in prose")


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``."""
    del options
    sheet = clean_sheet(document.text)
    text = sheet.text
    quotes = quotations(text)
    marks = marks_of(text, quotes)
    reading = from_marks(sheet, text, marks)
    named = sum(1 for quote in quotes if quote.who and not quote.pronoun)
    message = f"{len(quotes)} quotations in prose; a tag names the speaker of {named}, the others were given by turn."
    reading.notices.append(Notice(slug="prose", message=message))
    return reading


def marks_of(text: str, quotes: Sequence[Quote]) -> list[Mark]:
    """A mark for each quotation, and one of narration behind it.

    Args:
        text: The reading text.
        quotes: In order.

    Returns:
        Marks; speakers that no tag names are given by turn and doubtful.
    """
    speakers = give_speakers(text, quotes)
    marks: list[Mark] = []
    if quotes and text[: quotes[0].at].strip():
        marks.append(Mark(0, 0, "", narration=True, told=True))
    for place, (quote, (label, doubt)) in enumerate(zip(quotes, speakers, strict=True)):
        marks.append(Mark(quote.at, quote.start, label, doubt=doubt, stop=quote.end))
        behind = quotes[place + 1].at if place + 1 < len(quotes) else len(text)
        if any(map(str.isalnum, text[quote.stop : behind])):
            marks.append(Mark(quote.stop, quote.stop, "", narration=True, told=True))
    return marks


def give_speakers(text: str, quotes: Sequence[Quote]) -> list[tuple[str, str | None]]:
    """Speaker and doubt of each quotation.

    Args:
        text: The reading text.
        quotes: In order.

    Returns:
        Names as first printed; quotations of one paragraph have one speaker; the rest takes turns.
    """
    named = [quote.who if quote.who and not quote.pronoun else None for quote in quotes]
    if not any(named):
        asks = who_asks([text[quote.start : quote.end] for quote in quotes], stay=_STAY)
        return [(ASKS if asking else ANSWERS, _BY_TURN) for asking in asks]
    people = _people([name for name in named if name])
    known = [people[name] if name else None for name in named]
    counts = Counter(name for name in known if name)
    main = [name for name, _ in counts.most_common(2)]
    found: list[tuple[str, str | None]] = []
    for place, (quote, name) in enumerate(zip(quotes, known, strict=True)):
        if name:
            found.append((name, None))
        elif place and quote.paragraph == quotes[place - 1].paragraph:
            found.append((found[-1][0], None))
        else:
            label = _next_speaker(found, known, main)
            found.append((label, _BY_PRONOUN if quote.pronoun else _BY_TURN))
    return found


def _people(names: Sequence[str]) -> dict[str, str]:
    """Printed name to the fullest form of the same surname and title: "Rowe" is "Inspector Rowe" of another page."""
    titles = role_words().titles
    forms: dict[tuple[str, frozenset[str]], Counter[str]] = {}
    keys = {}
    for name in names:
        words = key_of(name).split()
        last = (name_words(key_of(name)) or words or [name])[-1]
        keys[name] = (last, frozenset(titles.intersection(words)))
        forms.setdefault(keys[name], Counter())[name] += 1
    fullest = {key: max(found, key=lambda name: (len(name.split()), found[name])) for key, found in forms.items()}
    people = {name: fullest[keys[name]] for name in names}
    for name in set(names):
        kind = key_of(name).split()[-1]
        if name[0].islower() or name.startswith("The "):  # "the sergeant" is the one sergeant who has a name
            fits = {people[other] for other in names if other[0].isupper() and kind in key_of(other).split()[:-1]}
            people[name] = fits.pop() if len(fits) == 1 else people[name]
    return people


def _next_speaker(before: list[tuple[str, str | None]], known: Sequence[str | None], main: Sequence[str]) -> str:
    """The other of the two who talk: whoever spoke before the last one, else the other main speaker.

    ``known`` are the named speakers of all quotations, also of those before this one.
    """
    last = before[-1][0] if before else None
    for name, _ in reversed(before):
        if name != last:
            return name
    after = known[len(before) + 1 :]
    named = next((name for name in after if name), None)
    if last is None and named is not None and after and after[0] == named:
        return next((name for name in main if name != named), ASKS)
    return next((name for name in main if name != last), ANSWERS)


FORMAT = Format(
    info=FormatInfo(
        name="prose", title="Prose with quotations", example='"Where did you go?" asked Rowe.', suffixes=(".txt", ".md")
    ),
    sniff=sniff,
    read=read,
    most=0.6,
)
