"""Layouts of real transcripts: each sets a talk in its own way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.unit.transcripts.layouts.sheet import Leaf, Opening, Row
from tests.unit.transcripts.layouts.talk import Talk

Label = Callable[[Talk, str], str]
Paint = Callable[[Talk, random.Random], Leaf]


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. ``asked``: the format name that a user must give. ``two``: only talks of two voices fit."""

    name: str
    paint: Paint
    asked: str | None = None
    two: bool = False


def caps(talk: Talk, who: str) -> str:
    """MARLOW."""
    return talk.people[who].last.upper()


def ranked_caps(talk: Talk, who: str) -> str:
    """DETECTIVE MARLOW."""
    person = talk.people[who]
    return f"{person.rank} {person.last}".strip().upper()


def full(talk: Talk, who: str) -> str:
    """Tessa Hale, Det. Marlow."""
    person = talk.people[who]
    return f"{person.rank} {person.last}" if person.rank else person.full


def plain_full(talk: Talk, who: str) -> str:
    """Tessa Hale, whoever it is."""
    return talk.people[who].full


def initials(talk: Talk, who: str) -> str:
    """TH."""
    return talk.people[who].initials


def first_or_last(talk: Talk, who: str) -> str:
    """The officers by surname, the others by first name."""
    person = talk.people[who]
    return (person.last if person.rank else person.first).upper()


def asked_answered(talk: Talk, who: str) -> str:
    """Q and A, and the name in capitals for everybody else."""
    return {"I": "Q", "J": "Q", "S": "A"}.get(who, caps(talk, who))


def words_for_qa(talk: Talk, who: str) -> str:
    """Question and Answer."""
    return {"I": "Question", "J": "Question", "S": "Answer"}.get(who, plain_full(talk, who))


def kinds(talk: Talk, who: str) -> str:
    """INT and SUS."""
    return {"I": "INT1", "J": "INT2", "S": "WIT" if talk.questioned == "witness" else "SUSP", "C": "SOL"}.get(
        who, caps(talk, who)
    )


def services(talk: Talk, who: str) -> str:
    """Speaker 1."""
    return f"Speaker {list(talk.people).index(who) + 1}"


def lines(label: Label, sign: str = ": ", *, width: int = 0, gap: int = 0, lead: str = "", hang: str = "") -> Paint:
    """A turn on each line, wrapped at ``width``, with ``gap`` blank lines between."""

    def paint(talk: Talk, draw: random.Random) -> Leaf:
        leaf = Leaf()
        for number, said in enumerate(talk.said):
            leaf.turn(number, label(talk, said.who), sign, said.words, width=width, lead=lead, hang=hang)
            leaf.add(*[""] * gap)
        return leaf

    return paint


def alone(label: Label, sign: str, *, width: int = 60) -> Paint:
    """The label on a line of its own, the words below."""

    def paint(talk: Talk, draw: random.Random) -> Leaf:
        leaf = Leaf()
        for number, said in enumerate(talk.said):
            leaf.turn(number, label(talk, said.who), sign, "")
            body = Leaf()
            body.turn(number, "", "", said.words, width=width)
            for row in body.rows:
                row.opens = []
            leaf.rows += body.rows
        return leaf

    return paint


def timed(shape: str, *, gap: int = 1) -> Paint:
    """A service's lines: ``shape`` with {who}, {time} and {words}."""

    def paint(talk: Talk, draw: random.Random) -> Leaf:
        leaf = Leaf()
        at = 4
        for number, said in enumerate(talk.said):
            clock = f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"
            head = shape.format(who=services(talk, said.who), time=clock, short=clock[3:], words=said.words)
            first, *rest = head.split("\n")
            who = services(talk, said.who)
            start = first.index(who)
            leaf.rows.append(Row(first, [Opening(number, start, start + len(who), start + len(who))]))
            leaf.add(*rest, *[""] * gap)
            at += 2 + len(said.words.split()) // 3
        return leaf

    return paint


def numbered(talk: Talk, draw: random.Random) -> Leaf:
    """Child-interview lines: ``12. Q: words``."""
    leaf = Leaf()
    for number, said in enumerate(talk.said):
        leaf.turn(number, asked_answered(talk, said.who), ": ", said.words, lead=f"{number + 1}. ", width=76)
    return leaf


def counted(talk: Talk, draw: random.Random) -> Leaf:
    """``Q1. words``, ``A1. words``."""
    leaf = Leaf()
    count = 0
    for number, said in enumerate(talk.said):
        count += said.who in "IJ"
        label = asked_answered(talk, said.who)
        leaf.turn(number, f"{label}{count}" if len(label) == 1 else label, ". ", said.words, width=76)
    return leaf


def _body(talk: Talk, width: int) -> Leaf:
    leaf = Leaf()
    last = ""
    for number, said in enumerate(talk.said):
        label = asked_answered(talk, said.who)
        if said.who in "IJ" and said.who != last:
            leaf.add(f"BY MR. {caps(talk, said.who)}:")
            last = said.who
        if len(label) == 1:
            leaf.turn(number, label, ".   ", said.words, lead="     ", width=width)
        else:
            leaf.turn(number, f"MR. {label}", ":  ", said.words, lead="          ", width=width)
    return leaf


def pages(number: str, *, head: bool, foot: bool, page_line: bool = False) -> Paint:
    """Court pages of 25 lines; ``number`` shows {page} and {line}."""

    def paint(talk: Talk, draw: random.Random) -> Leaf:
        body = _body(talk, 56).rows
        leaf = Leaf()
        page = 11
        for at in range(0, len(body), 25):
            page += 1
            if head:
                leaf.add(f"{page:>60}", "")
            for line, row in enumerate(body[at : at + 25], 1):
                shown = number if line == 1 or not page_line else "        {line:02d}  "
                mark = shown.format(page=page, line=line)
                for opening in row.opens:
                    opening.start += len(mark)
                    opening.end += len(mark)
                    opening.sign_end += len(mark)
                row.text = (mark + row.text).rstrip()
                leaf.rows.append(row)
            if foot:
                leaf.add(
                    "",
                    "          Harbour Reporting and Video",
                    "    FAX 555-0100      555-0100     www.example.org",
                    "\f",
                )
        return leaf

    return paint


def prosecutor(talk: Talk, draw: random.Random) -> Leaf:
    """A page number alone, then numbered lines with full names in capitals."""
    leaf, body = Leaf(), Leaf()
    for number, said in enumerate(talk.said):
        body.turn(number, plain_full(talk, said.who).upper(), ": ", said.words, width=60)
    for page, at in enumerate(range(0, len(body.rows), 25), 3):
        leaf.add(f"{page:04d}")
        for line, row in enumerate(body.rows[at : at + 25], 1):
            mark = f"{line:>2} "
            for opening in row.opens:
                opening.start += 3
                opening.end += 3
                opening.sign_end += 3
            row.text = mark + row.text
            leaf.rows.append(row)
    return leaf


def dotted(talk: Talk, draw: random.Random) -> Leaf:
    """``Mr. Marlow. words``."""
    leaf = Leaf()
    for number, said in enumerate(talk.said):
        leaf.turn(number, f"Mr. {talk.people[said.who].last}", ". ", said.words, lead="  ", width=74)
    return leaf


def bare_dotted(talk: Talk, draw: random.Random) -> Leaf:
    """``Marlow. words``."""
    return lines(lambda talk, who: talk.people[who].last, ". ", width=74)(talk, draw)


def bracketed(talk: Talk, draw: random.Random) -> Leaf:
    """``(M) words``."""
    leaf = Leaf()
    for number, said in enumerate(talk.said):
        leaf.turn(number, f"({talk.people[said.who].last[0]})", " ", said.words)
    return leaf


def bracketed_runs(talk: Talk, draw: random.Random) -> Leaf:
    """Initials in brackets, several turns in a line, the person questioned in small letters."""

    def piece(number: int) -> tuple[int, str, str, str]:
        said = talk.said[number]
        letter = talk.people[said.who].last[0]
        return number, f"({letter.lower() if said.who == 'S' else letter})", " ", said.words.rstrip(".")

    leaf = Leaf()
    at = 0
    while at < len(talk.said):
        step = draw.choice((1, 1, 2, 2, 3))
        leaf.run([piece(number) for number in range(at, min(at + step, len(talk.said)))])
        at += step
    return leaf


def inline(talk: Talk, draw: random.Random) -> Leaf:
    """``Q. ... A. ...`` in paragraphs."""
    leaf = Leaf()
    at = 0
    while at < len(talk.said):
        step = draw.choice((4, 6, 8))
        pieces = []
        for n in range(at, min(at + step, len(talk.said))):
            said = talk.said[n]
            label = "Q." if said.who in "IJ" else draw.choice(("A.", "A.", "An:", "Ans.", "Answ."))
            pieces.append((n, label[:-1], label[-1] + " ", said.words))
        leaf.run(pieces, joint=draw.choice((" ", "  ")))
        leaf.add("")
        at += step
    return leaf


def hearing(talk: Talk, draw: random.Random) -> Leaf:
    """reST of an inquiry: bold labels, directives, headings that change who asks."""
    leaf = Leaf()
    leaf.add("4 March 2011", "============", "", "*(10.00 am)*", "", talk.people["S"].full, "-" * 24, "")
    last = ""
    for number, said in enumerate(talk.said):
        person = talk.people[said.who]
        if said.who in "IJ" and said.who != last:
            title = f"Questioned by Mr {person.last}"
            leaf.add(title, "^" * len(title), "")
            last = said.who
        if said.who == "S":
            leaf.add(".. rst-class:: indented", "")
        name = f"Mr {person.last}" if said.who in "IJC" else person.full
        leaf.turn(number, name, "**: ", said.words, lead="**")
        leaf.add("")
    return leaf


def fused(talk: Talk, draw: random.Random) -> Leaf:
    """The answer without label, and the next question behind it on the same line."""
    leaf = Leaf()
    n = 0
    while n < len(talk.said):
        said = talk.said[n]
        if said.who in "IJ":
            leaf.turn(n, "DETECTIVE", " ", said.words)
            n += 1
            continue
        pieces = [(n, "", "", said.words)]
        if n + 1 < len(talk.said) and talk.said[n + 1].who in "IJ":
            pieces.append((n + 1, "DETECTIVE", " ", talk.said[n + 1].words))
        leaf.run(pieces)
        n += len(pieces)
    return leaf


def in_turn(talk: Talk, draw: random.Random) -> Leaf:
    """No labels, a line for each turn."""
    leaf = Leaf()
    for number, said in enumerate(talk.said):
        leaf.turn(number, "", "", said.words)
    return leaf


def marked(sign: str) -> Paint:
    """A sign at each change of speaker and no names."""

    def paint(talk: Talk, draw: random.Random) -> Leaf:
        leaf = Leaf()
        for number, said in enumerate(talk.said):
            leaf.turn(number, sign, " ", said.words, width=40)
        return leaf

    return paint


def columns(talk: Talk, draw: random.Random) -> Leaf:
    """Labels in a block of their own, the words below: a scan cut the page into columns."""
    leaf = Leaf()
    for at in range(0, len(talk.said), 12):
        part = range(at, min(at + 12, len(talk.said)))
        for n in part:
            leaf.add({"I": "Question:", "S": f"{caps(talk, 'S')}:"}[talk.said[n].who], "")
        for n in part:
            leaf.turn(n, "", "", talk.said[n].words)
            leaf.add("")
    return leaf


def prose(talk: Talk, draw: random.Random) -> Leaf:
    """A book: quotations with said-tags, and some without."""
    leaf = Leaf()
    verbs = {"I": ("asked", "said", "demanded"), "S": ("said", "answered", "replied"), "J": ("said", "put in")}
    last = None
    for number, said in enumerate(talk.said):
        name = full(talk, said.who) if draw.random() < 0.5 else talk.people[said.who].last
        verb = draw.choice(verbs.get(said.who, ("said",)))
        words = said.words.replace('"', "'")
        tagged = number < 2 or said.who == last or draw.random() < 0.6
        if not tagged:
            text = f"\u201c{words}\u201d"
        elif draw.random() < 0.5:
            text = (
                f"\u201c{words.rstrip('.')},\u201d {verb} {name}."
                if not words.endswith("?")
                else f"\u201c{words}\u201d {verb} {name}."
            )
        else:
            text = f"{name} {verb}, \u201c{words}\u201d"
        leaf.turn(number, "", "", text, width=76)
        leaf.add("")
        last = said.who
    return leaf


def full_then_initials(talk: Talk, draw: random.Random) -> Leaf:
    """The whole name first, then initials."""
    leaf = Leaf()
    seen: set[str] = set()
    for number, said in enumerate(talk.said):
        label = initials(talk, said.who) if said.who in seen else plain_full(talk, said.who)
        seen.add(said.who)
        leaf.turn(number, label, ": ", said.words)
    return leaf


def custody_form(talk: Talk, draw: random.Random) -> Leaf:
    """A British form with its head."""
    leaf = Leaf()
    person, officer = talk.people["S"], talk.people["I"]
    leaf.add(
        "RECORD OF TAPE RECORDED INTERVIEW",
        f"Person interviewed:  {person.full}",
        "Place of interview:  Fellgate Police Station",
        "Date of interview:  3 May 1994",
        "Time commenced:  15:05   Time concluded: 15:31",
    )
    leaf.add(f"Interviewing officer(s): {officer.rank} {officer.last}", "Other persons present: none", "")
    return Leaf(leaf.rows + lines(lambda t, who: t.people[who].last, ":  ", width=70)(talk, draw).rows)


LAYOUTS = (
    Layout("capitals", lines(caps)),
    Layout("capitals, wrapped", lines(caps, width=66)),
    Layout("capitals, wrapped, gaps", lines(caps, width=66, gap=1)),
    Layout("rank in capitals", lines(ranked_caps, width=72, gap=1)),
    Layout("names", lines(full)),
    Layout("names without rank", lines(plain_full, width=72, gap=1)),
    Layout("surnames", lines(lambda talk, who: talk.people[who].last, width=72)),
    Layout("initials", lines(initials)),
    Layout("full name, then initials", full_then_initials),
    Layout("first names", lines(first_or_last, width=72)),
    Layout("padded", lines(caps, ":          ")),
    Layout("tabs", lines(caps, ":\t\t", width=70)),
    Layout("kinds", lines(kinds, ": ")),
    Layout("services", lines(services, ": ")),
    Layout("label alone", alone(lambda talk, who: talk.people[who].last[0], ":")),
    Layout("name alone", alone(caps, ":", width=66)),
    Layout("no colon", lines(caps, " ")),
    Layout("no colon, wrapped", lines(caps, " ", width=66)),
    Layout("Q. A.", lines(asked_answered, ". ", width=66, hang="   ")),
    Layout("Q: A:", lines(asked_answered, ": ")),
    Layout("bare Q A", lines(asked_answered, " ", width=48), two=True),
    Layout("bare Q A, unwrapped", lines(asked_answered, " "), two=True),
    Layout("12. Q:", numbered),
    Layout("Q1.", counted),
    Layout("Question: Answer:", lines(words_for_qa, ":  ", width=70, gap=1)),
    Layout(
        "Question: NAME:",
        lines(lambda talk, who: "Question" if who in "IJ" else caps(talk, who), ": ", width=70, gap=1),
    ),
    Layout("quoted labels", lines(words_for_qa, ":  ", lead='"')),
    Layout("court pages", pages("{line:>26}          ", head=True, foot=True)),
    Layout("court pages, no head", pages("{line:>2}  ", head=False, foot=False)),
    Layout("page:line", pages("{page:05d}:{line:02d}  ", head=False, foot=False)),
    Layout("page:line once", pages("{page:05d}:{line:02d}  ", head=False, foot=False, page_line=True)),
    Layout("page, numbered names", prosecutor),
    Layout("dotted", dotted),
    Layout("dotted surnames", bare_dotted),
    Layout("initials in brackets", bracketed),
    Layout("initials in brackets, runs", bracketed_runs),
    Layout("inline Q A", inline, two=True),
    Layout("hearing", hearing),
    Layout("bold, colon outside", lines(full, "**: ", lead="**", gap=1)),
    Layout("bold, colon inside", lines(full, ":** ", lead="**", gap=1)),
    Layout("Otter", timed("{who}  {short}  \n{words}")),
    Layout("Rev", timed("{who} ({short}):\n{words}")),
    Layout("clock first", timed("[{time}] {who}: {words}", gap=0)),
    Layout("clock behind the name", timed("{who} [{time}] {words}", gap=0)),
    Layout("arrow clock, bold", timed("[{time} \u2192 {time}] **{who}:** {words}")),
    Layout("span clock", timed("[{short} - {short}] {who}: {words}", gap=0)),
    Layout("recogniser, bracket name", timed("[{time}.233 --> {time}.900] [{who}]\n{words}")),
    Layout("fused", fused, two=True),
    Layout("in turn", in_turn, asked="alternation", two=True),
    Layout("arrows", marked(">>"), two=True),
    Layout("dashes", marked("-"), two=True),
    Layout("label column", columns, two=True),
    Layout("prose", prose),
    Layout("custody form", custody_form),
)
