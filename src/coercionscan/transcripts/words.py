"""The reading words from the lexicon, made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coercionscan.lexicon.catalogue import table

ROLE_NAMES = ("interrogator", "examiner", "suspect", "witness", "questioned", "counsel", "appropriate_adult")
ROLE_NAMES_MORE = ("interpreter", "other")
QUESTIONED = "questioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """Words of ``roles.toml``: upper case in labels and heads, lower case in speech."""

    by_word: dict[str, str]
    longest: int
    nobody: frozenset[str]
    things: frozenset[str]
    generic: frozenset[str]
    titles: frozenset[str]
    kin: frozenset[str]
    pleads: tuple[str, ...]
    relays: tuple[str, ...]
    kin_opens: re.Pattern[str]
    kin_closes: re.Pattern[str]
    reads_rights: tuple[str, ...]
    introduces: tuple[str, ...]
    opens_recording: tuple[str, ...]
    setting_witness: tuple[str, ...]
    setting_suspect: tuple[str, ...]
    witness_interview: tuple[str, ...]
    opening_witness: tuple[str, ...]
    plain_witness: re.Pattern[str]
    more_witness: re.Pattern[str]
    call_takers: frozenset[str]
    emergency_calls: tuple[str, ...]
    put_to_suspects: re.Pattern[str]
    court: frozenset[str]
    short_ranks: frozenset[str]
    question_start: re.Pattern[str]
    ranks: frozenset[str]
    articles: frozenset[str]
    spoken_roles: Mapping[str, str]
    role_name: re.Pattern[str]
    says: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]


@cache
def role_words() -> RoleWords:
    """The role words, loaded once."""
    data = table("roles")
    words = data["words"]
    by_word = {word: role for role in (*ROLE_NAMES, *ROLE_NAMES_MORE) for word in words.get(role, ())}
    speech, setting = data["speech"], data["setting"]
    spoken = {word: role for role, found in data["spoken"].items() for word in found}
    opens, closes = _spoken_to(speech["kin_called"])
    return RoleWords(
        by_word=by_word,
        longest=max(len(word.split()) for word in by_word),
        nobody=frozenset(words["nobody"]),
        things=frozenset(words["things"]),
        generic=frozenset(words["generic"]),
        titles=frozenset(words["titles"]),
        kin=frozenset(words["kin"]),
        pleads=tuple(speech["pleads"]),
        relays=tuple(speech["relays"]),
        kin_opens=opens,
        kin_closes=closes,
        reads_rights=tuple(speech["reads_rights"]),
        introduces=tuple(speech["introduces"]),
        opens_recording=tuple(speech["opens_recording"]),
        setting_witness=tuple(setting["witness"]),
        setting_suspect=tuple(setting["suspect"]),
        witness_interview=tuple(setting["witness_interview"]),
        opening_witness=tuple(setting["opening_witness"]),
        plain_witness=any_of(setting["plain_witness"]),
        more_witness=any_of(setting["more_witness"]),
        call_takers=frozenset(setting["call_takers"]),
        emergency_calls=tuple(setting["emergency_calls"]),
        put_to_suspects=any_of(setting["put_to_suspects"]),
        court=frozenset(setting["court_labels"]),
        short_ranks=frozenset(speech["short_ranks"]),
        question_start=re.compile(rf"[^\w]{{0,3}}(?:{'|'.join(map(re.escape, speech['question_starts']))})\b"),
        ranks=frozenset(speech["ranks"]),
        articles=frozenset(speech["articles"]),
        spoken_roles=spoken,
        role_name=_role_beside_name(spoken, data["spoken_links"]["links"]),
        says=tuple((row["role"], any_of(row["plain"]), any_of(row["others"])) for row in data["says"]),
    )


def _spoken_to(names: list[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One of the names as people are spoken to, in small letters: first, "Mum, wait", and last, "Yes, mum."."""
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return (
        re.compile(rf"\s*(?:[^.?!]{{0,80}}[.?!]\s+)?(?P<name>{name}),\s+(?!(?:and\s+)?(?:{name})(?!\w))"),
        re.compile(rf"[^,.?!]{{0,30}},\s+(?P<name>{name})\s*[.?!]"),
    )


def _role_beside_name(spoken: Mapping[str, str], links: list[str]) -> re.Pattern[str]:
    """A role word, perhaps with a title and a first name, before a name; or a name and its role behind it."""
    role = "|".join(map(re.escape, sorted(spoken, key=len, reverse=True)))
    name = r"[A-Z][\w'\u2019-]+"
    link = "|".join(re.escape(words).replace("\\ ", r"\s+") for words in sorted(links, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<role>(?i:{role})),?(?:\s+(?:M(?:r|rs|s|iss)|Dr)\.?)?(?:\s+[A-Z][a-z]+)??\s+(?P<after>{name})"
        rf"|(?P<before>{name}),?\s+(?:(?:{link})\s+)?(?:your|his|her|the|an?|my)\s+(?P<post>(?i:{role}))(?!\w)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GestureWords:
    """Words of ``reading/gestures.toml`` as patterns over lower-case text."""

    gesture: re.Pattern[str]
    need_name: frozenset[str]
    never: re.Pattern[str]
    questioned: frozenset[str]
    interrogators: frozenset[str]
    unclear: re.Pattern[str]


@cache
def gesture_words() -> GestureWords:
    """The gesture words, loaded once."""
    data = table("reading/gestures")
    return GestureWords(
        gesture=any_of(data["gestures"]),
        need_name=frozenset(data["need_name"]),
        never=any_of(data["not_gestures"]),
        questioned=frozenset(data["questioned"]),
        interrogators=frozenset(data["interrogators"]),
        unclear=re.compile(rf"[\[(][^()\[\]]{{0,30}}(?:{'|'.join(map(re.escape, data['unclear']))})", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutWords:
    """Words of ``reading/layout.toml``."""

    page: re.Pattern[str]
    page_words: tuple[str, ...]
    excerpt: re.Pattern[str]
    stamps: frozenset[str]
    redacted: frozenset[str]
    redacted_label: re.Pattern[str]
    form_fields: re.Pattern[str]
    head_keys: frozenset[str]
    heading: frozenset[str]
    form_words: frozenset[str]
    paraphrase: re.Pattern[str]
    saith: re.Pattern[str]
    told_firsts: frozenset[str]
    english: frozenset[str]
    backchannel: frozenset[str]
    answer_openings: re.Pattern[str]
    question_openings: re.Pattern[str]
    service_lines: tuple[str, ...]
    glued: re.Pattern[str]
    particles: frozenset[str]
    reply_labels: tuple[str, ...]
    page_parts: frozenset[str]
    sounds: frozenset[str]
    voices: frozenset[str]
    scan_letters: dict[str, frozenset[str]]
    look_alikes: dict[int, str]
    scan_classes: dict[int, str]

    def page_mark(self, line: str) -> re.Match[str] | None:
        """The page number that stands behind a page word, in group 1; most lines hold no such word."""
        low = line.lower()
        for word in self.page_words:
            if word in low:
                return self.page.search(line)
        return None

    def is_plain(self, label: str, *, forms: bool = True) -> bool:
        """Whether a word of the label is one of headings or plain speech, or with ``forms`` a key of a form head."""
        words = label.lower().split()
        return any(word in self.heading or word in self.english or (forms and word in self.head_keys) for word in words)


@cache
def layout_words() -> LayoutWords:
    """The layout words, loaded once."""
    data = table("reading/layout")
    page = "|".join(map(re.escape, data["page_words"]))
    starts = "|".join(map(re.escape, data["answer_openings"]))
    asks = "|".join(map(re.escape, data["question_openings"]))
    return LayoutWords(
        page=re.compile(rf"\b(?:{page})\b\.?\s*#?\s*(\d{{1,5}})\b", re.IGNORECASE),
        page_words=tuple(word for word in data["page_words"] if not _holds_another(word, data["page_words"])),
        excerpt=any_of(data["excerpt"]),
        stamps=frozenset(data["stamps"]),
        redacted=frozenset(word.upper() for word in data["redacted"]),
        redacted_label=_redacted(data["redacted"]),
        form_fields=any_of(data["form_fields"]),
        head_keys=frozenset(data["head_keys"]),
        heading=frozenset(data["heading_words"]),
        form_words=frozenset(data["form_words"]),
        paraphrase=any_of(data["paraphrase"]),
        saith=any_of(data["saith"]),
        told_firsts=frozenset(phrase.split()[0] for phrase in (*data["paraphrase"], *data["saith"])),
        english=frozenset(data["english"]),
        backchannel=frozenset(data["backchannel"]),
        answer_openings=re.compile(rf"(?:{starts})\b"),
        question_openings=re.compile(rf"(?:{asks})\b"),
        service_lines=tuple(data["service_lines"]),
        glued=re.compile(rf"\?\s+(?:{'|'.join(map(re.escape, data['glued_answers']))})(?=[.,!]|$)"),
        particles=frozenset(data["particles"]),
        reply_labels=tuple(data["reply_labels"]),
        page_parts=frozenset(data["page_parts"]),
        sounds=frozenset(data["sounds"]),
        voices=frozenset(data["voices"]),
        scan_letters={letter: frozenset(forms) for letter, forms in data["scan_letters"].items()},
        look_alikes={ord(foreign): latin for foreign, latin in data["look_alikes"].items()},
        scan_classes={ord(sign): letter for letter, signs in data["scan_classes"].items() for sign in signs},
    )


def _holds_another(word: str, words: list[str]) -> bool:
    return any(other in word for other in words if other != word)


def _redacted(words: list[str]) -> re.Pattern[str]:
    """A label whose name was taken out: "[REDACTED]", "[SA REDACTED]", bars, or the codes of exemptions, "(b)(6)"."""
    said = rf"(?:[\w./' ]{{0,20}} )?(?:{'|'.join(map(re.escape, words))})(?:[ -][\w ]{{1,12}})?"
    bars = "[\u2580-\u259f\u25a0\u25ac]{2,}(?: ?[\u2580-\u259f\u25a0\u25ac]+)*"
    codes = r"\(?b\)?\(\d\)(?:\([a-z]\))?(?:[,;/ ]*\(?b\)?\(\d\)(?:\([a-z]\))?)*"
    return re.compile(rf"\[(?:{said}|{codes})\]|\((?:{said})\)|<(?:{said})>|{bars}|{codes}", re.IGNORECASE)


def any_of(words: list[str]) -> re.Pattern[str]:
    """A pattern for any of the words, whole, in lower-case text.

    Args:
        words: Words or phrases.

    Returns:
        The pattern.
    """
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
