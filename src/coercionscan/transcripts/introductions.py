"""What the record says of its people: head lines, how they introduce themselves, and how others call them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from coercionscan.records import Origin
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.merging import key_of, label_likeness, name_words
from coercionscan.transcripts.sayings import phrase_places
from coercionscan.transcripts.voices import Voice
from coercionscan.transcripts.words import layout_words, role_words

_SENTENCE = re.compile(r"[;.](?=[ \t]+[A-Z])")
_ENTRY = re.compile(r"(?<=\S)[ \t]{3,}(?=[^\W\d_][^:\n]{0,30}:)")
"""A gap before the next entry of a form on the same line: "Suspect: Ada Pell    Officer: DC Rowe"."""
_TOKEN = re.compile(r"[^\W_][\w'/\u2019-]*")
_LONGEST_LINE = 300
_RANK_REACH = 60
_ROLE_REACH = 45
_MOST_CALLS = 40
_ASKS = "interrogator"
_TWICE = 2


def head_roles(head: str, labels: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Speakers named in the head lines beside a role word.

    Args:
        head: Lines before the first turn.
        labels: Speakers to look for.

    Returns:
        Label to (role name, the line).
    """
    generic = role_words().generic
    names = {
        label: [word for word in name_words(key_of(label)) if len(word) > 1 and word not in generic] for label in labels
    }
    found: dict[str, tuple[str, str]] = {}
    for line in head.split("\n"):
        if not line.strip() or len(line) > _LONGEST_LINE:
            continue
        for segment in (part for entry in _ENTRY.split(line) for part in _segments(entry)):
            upper = [key_of(token) for token in _TOKEN.findall(segment)]
            roles = _roles_in(upper)
            if not roles:
                continue
            for label, words in names.items():
                if label in found or not words:
                    continue
                at = _named_at(words, upper, key_of(label).split()[0])
                if at is not None:
                    nearest = min(roles, key=lambda role: (abs(role[0] - at), role[0] > at))
                    found[label] = (nearest[1], line.strip()[:80])
    return found


def _segments(line: str) -> list[str]:
    """A head line cut at full stops and semicolons, but not after the point of a rank or a title."""
    words = role_words()
    parts = [""]
    at = 0
    for stop in _SENTENCE.finditer(line):
        before = key_of(line[at : stop.start()].rsplit(None, 1)[-1]) if line[at : stop.start()].strip() else ""
        if (before in words.by_word and len(before) <= 4) or before in words.titles or len(before) <= 1:
            continue
        parts[-1] += line[at : stop.start()]
        at = stop.end()
        parts.append("")
    parts[-1] += line[at:]
    return parts


def _roles_in(upper: Sequence[str]) -> list[tuple[int, str]]:
    """Positions and roles of role words in a head line; longer phrases first, single letters never."""
    words = role_words()
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(upper):
        for size in range(min(words.longest, len(upper) - at), 0, -1):
            phrase = " ".join(upper[at : at + size])
            if (len(phrase) > 2 or phrase in words.short_ranks) and phrase in words.by_word:
                of_thing = words.by_word[phrase] == _ASKS and words.things.intersection(
                    upper[at + size : at + size + 1]
                )
                if not of_thing:
                    found.append((at + size - 1, words.by_word[phrase]))
                at += size - 1
                break
        at += 1
    return found


def _named_at(words: Sequence[str], upper: Sequence[str], first: str) -> int | None:
    """Where a head line names the speaker: surname, also damaged, or initials; a title must be the same title."""
    wanted = words[-1]
    titles = role_words().titles
    title = first if first in titles else None
    short = len(wanted) in (2, 3)
    if short and (spelled := _spelled_at(wanted, upper)) is not None:
        return spelled
    for at, token in enumerate(upper):
        printed = next((word for word in reversed(upper[max(0, at - 2) : at]) if word in titles), None)
        if printed != title and (title or printed):
            continue
        if token == wanted or (len(wanted) >= 5 and len(token) >= 5 and label_likeness(token, wanted) >= 0.8):
            return at
    return None


def _spelled_at(initials: str, upper: Sequence[str]) -> int | None:
    """Where the name with these initials stands in a head line."""
    words, english = role_words(), layout_words().english
    for at in range(len(upper) - len(initials) + 1):
        name = upper[at : at + len(initials)]
        if "".join(token[:1] for token in name) == initials and not any(
            token in words.by_word or token in words.titles or token.lower() in english for token in name
        ):
            return at + len(initials) - 1
    return None


def officials(
    text: str, low: str, drafts: Sequence[Draft], speakers: Sequence[str], voices: Mapping[str, Voice], rights: int
) -> dict[str, str]:
    """Speakers who call themselves by a rank, or are the first to read the rights.

    Args:
        text: The reading text.
        low: The same, folded.
        drafts: Turns in order.
        speakers: Speaker of each draft.
        voices: What is counted for them.
        rights: Where the rights are read; -1 when they are not.

    Returns:
        Label to reason. Who answers most of all only repeats the words of the rights.
    """
    words = role_words()
    starts = [draft.start for draft in drafts]
    found: dict[str, str] = {}

    def speaker(at: int) -> str | None:
        place = bisect_right(starts, at) - 1
        inside = place >= 0 and at < drafts[place].end and drafts[place].origin is Origin.SPOKEN
        return speakers[place] if inside else None

    lowest = min(voices, key=lambda label: voices[label].lean, default=None) if len(voices) > 1 else None
    if rights >= 0 and (label := speaker(rights)) and label != lowest:
        found[label] = "reads the rights"
    for phrase in words.introduces:
        for at in phrase_places(low, phrase):
            label, place, end = speaker(at), bisect_right(starts, at) - 1, at + len(phrase)
            if not label or (label == lowest and _is_answer(voices[label], place)):
                continue  # who is questioned may be an officer too
            if rank := _rank_in(text[end : min(end + _RANK_REACH, drafts[place].end)]):
                found.setdefault(label, f"calls himself or herself {rank!r}")
    return found


def _is_answer(voice: Voice, place: int) -> bool:
    """Whether the turn follows a question of somebody else."""
    return any(at == place and answers for at, answers in zip(voice.places, voice.after_question, strict=True))


def _rank_in(following: str) -> str | None:
    """A rank as the next word, or behind an article or a name; "I'm sorry, officer" speaks to somebody else."""
    ranks, articles = role_words().ranks, role_words().articles
    tokens: list[str] = _TOKEN.findall(following)[:2]
    if tokens and tokens[0].lower() in ranks:
        return None if following.lstrip().startswith(",") else tokens[0].lower()
    if len(tokens) > 1 and tokens[1].lower() in ranks and (tokens[0][0].isupper() or tokens[0].lower() in articles):
        return tokens[1].lower()
    return None


def called_in_talk(
    text: str, low: str, drafts: Sequence[Draft], voices: Mapping[str, Voice], most: int
) -> dict[str, tuple[str, str]]:
    """Speakers whom the talk itself places: "your solicitor, Mr Cole", "Detective Rowe", "Mrs Hale, your mother".

    Args:
        text: The reading text.
        low: The same, folded.
        drafts: Turns in order; only words inside one turn count.
        voices: The speakers.
        most: How many characters of the text are looked at.

    Returns:
        Label to (role name, the words).
    """
    names = {
        words[-1].lower(): label for label in voices if (words := name_words(key_of(label))) and len(words[-1]) > 1
    }
    found: dict[str, tuple[str, str]] = {}
    if not names:
        return found
    starts = [draft.start for draft in drafts]
    for name, label in names.items():
        at = low.find(name, 0, most)
        looked = 0
        while at >= 0 and label not in found and looked < _MOST_CALLS:
            begin, end = max(0, at - _ROLE_REACH), at + len(name) + _ROLE_REACH
            place = bisect_right(starts, at) - 1
            if place >= 0 and at < drafts[place].end:
                looked += 1
                begin, end = max(begin, drafts[place].start), min(end, drafts[place].end)
                place_of_role = _role_beside(text, begin, end, name)
                if place_of_role is not None:
                    found[label] = place_of_role
            at = low.find(name, at + 1, most)
    return found


def _role_beside(text: str, begin: int, end: int, name: str) -> tuple[str, str] | None:
    """The role word beside a name, and the words; a rank between role and name is one more role word."""
    at = begin
    while match := role_words().role_name.search(text, at, end):
        if (match["after"] or match["before"]).lower() == name:
            said = (match["role"] or match["post"]).lower()
            return role_words().spoken_roles[said], " ".join(match[0].split())
        at = match.start() + 1
    return None


def own_words(
    low: str, drafts: Sequence[Draft], speakers: Sequence[str], labels: Collection[str]
) -> dict[str, tuple[str, str, bool]]:
    """Speakers who speak as only one role does: "my client", "I am his mother".

    Args:
        low: The reading text, folded.
        drafts: Turns in order.
        speakers: Speaker of each draft.
        labels: The speakers whose role is open.

    Returns:
        Label to (role name, the phrase, whether it is a plain one); one plain phrase is enough, of the others it
        takes two turns.
    """
    hits: dict[tuple[str, str], list[tuple[bool, str]]] = {}
    looked: Counter[str] = Counter()
    for draft, label in zip(drafts, speakers, strict=True):
        if label not in labels or draft.origin is not Origin.SPOKEN or looked[label] >= _MOST_CALLS:
            continue
        looked[label] += 1
        for role, plain, others in role_words().says:
            for sure, phrases in ((True, plain), (False, others)):
                match = phrases.search(low, draft.start, draft.end)
                if match:
                    hits.setdefault((label, role), []).append((sure, match[0]))
    found: dict[str, tuple[str, str, bool]] = {}
    for (label, role), said in sorted(hits.items(), key=lambda hit: -len(hit[1])):
        if any(sure for sure, _ in said) or len(said) >= _TWICE:
            found.setdefault(label, (role, max(said)[1], max(said)[0]))
    return found
