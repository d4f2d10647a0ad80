"""Who is what in the interview: read off labels, head lines, self-introductions, rights, and who asks whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from coercionscan.records import Origin, Role
from coercionscan.text import fold
from coercionscan.transcripts.bystanders import Verdict, Voice, place_bystanders
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.merging import key_of, label_likeness, name_words
from coercionscan.transcripts.words import QUESTIONED, role_words

_ASKS = 0.2
_SHARE_OF_MAIN = 0.08
_WITNESS_TURNS = 10
_LETTERS = {"Q", "A"}
_SENTENCE = re.compile(r"[;.](?=[ \t]+[A-Z])")


def infer_roles(
    text: str,
    drafts: Sequence[Draft],
    speakers: Sequence[str],
    *,
    head: str,
    setting: str,
    given: Mapping[str, Verdict],
) -> dict[str, Verdict]:
    """Roles of all speakers.

    Args:
        text: The reading text.
        drafts: Turns in order.
        speakers: The merged speaker of each draft.
        head: Words before the first turn.
        setting: Words on the setting that the layout tells.
        given: Speaker to verdict that is settled already: by the user, the file or a Q.

    Returns:
        Speaker to verdict; what the evidence does not settle is ``unknown``.
    """
    voices = _count(text, drafts, speakers)
    questioned, why = _questioned_role(text, drafts, head + "\n" + setting, voices)
    verdicts = dict(given)
    for label in voices:
        if label not in verdicts and (found := _by_label(label, questioned, why, {key_of(name) for name in voices})):
            verdicts[label] = found
    heads = _head_roles(head, [label for label in voices if label not in verdicts])
    for label, (name, line) in heads.items():
        verdicts[label] = _verdict(name, f"named in the head: {line!r}", 0.9, questioned, why)
    settled = set(verdicts)
    for label, reason in _officials(text, drafts, speakers).items():
        verdicts.setdefault(label, Verdict(Role.INTERROGATOR, reason, 0.85))
    for label, rank in _named_with_rank(text, [voices[label] for label in voices if label not in verdicts]).items():
        verdicts[label] = Verdict(Role.INTERROGATOR, f"called {rank!r} in the talk, and asks", 0.8)
    _by_asking(voices, verdicts, questioned, why)
    place_bystanders(voices, verdicts, settled)
    for label in voices:
        verdicts.setdefault(label, Verdict(Role.UNKNOWN, "nothing in the text settles the role", 0.0))
    return verdicts


def _count(text: str, drafts: Sequence[Draft], speakers: Sequence[str]) -> dict[str, Voice]:
    voices: dict[str, Voice] = {}
    last: str | None = None
    asked = False
    asks = role_words().question_start
    for place, (draft, label) in enumerate(zip(drafts, speakers, strict=True)):
        if draft.origin is not Origin.SPOKEN:
            continue
        voice = voices.get(label)
        if voice is None:
            voice = voices[label] = Voice(label, first=place)
        question = text.find("?", draft.start, draft.end) >= 0 or asks.match(text, draft.start, draft.end) is not None
        voice.turns += 1
        voice.places.append(place)
        voice.questions += question
        if last is not None and last != label:
            voice.answers += asked
            given = voices[last].answered_by
            given[label] = given.get(label, 0) + 1
        last, asked = label, question
    return voices


def _by_label(label: str, questioned: Role, why: str, keys: set[str]) -> Verdict | None:
    """The role that the label's own words tell; absence (on the phone) outweighs a rank."""
    words = role_words()
    key = key_of(label)
    if len(key) == 1 and not keys >= _LETTERS and not any(other.startswith("Q ") for other in keys):
        return None
    if key in words.nobody:
        return Verdict(Role.UNKNOWN, f"label {label!r} names nobody", 0.0)
    parts = [part for part in key.replace("/", " ").split() if part]
    if not parts:
        return None
    found: list[tuple[str, str]] = []
    for size in range(min(words.longest, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            phrase = " ".join(parts[at : at + size])
            if phrase in words.by_word and not (len(phrase) <= 2 and len(parts) > 1 and at):
                found.append((words.by_word[phrase], phrase))
    if not found:
        trimmed = re.sub(r"\d+$", "", key)
        if trimmed != key and trimmed in words.by_word:
            found.append((words.by_word[trimmed], trimmed))
    if not found:
        return None
    name, phrase = next((hit for hit in found if hit[0] == "other"), found[0])
    return _verdict(name, f"label word {phrase!r}", 0.97, questioned, why)


def _verdict(name: str, reason: str, confidence: float, questioned: Role, why: str) -> Verdict:
    if name == QUESTIONED:
        return Verdict(questioned, f"{reason}; {why}", confidence * 0.9)
    return Verdict(Role(name), reason, confidence)


def _head_roles(head: str, labels: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Speakers named in the head lines beside a role word: label to (role name, the line)."""
    names = {label: [word for word in name_words(key_of(label)) if len(word) > 1] for label in labels}
    found: dict[str, tuple[str, str]] = {}
    for line in head.split("\n"):
        if not line.strip() or len(line) > 300:
            continue
        for segment in _segments(line):
            tokens = re.findall(r"[^\W_][\w'/\u2019-]*", segment)
            upper = [key_of(token) for token in tokens]
            roles = _roles_in(upper)
            for label, words in names.items():
                if label in found or not words:
                    continue
                at = _named_at(words, upper, key_of(label).split()[0])
                if at is not None and roles:
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
    for at, token in enumerate(upper):
        printed = next((word for word in reversed(upper[max(0, at - 2) : at]) if word in titles), None)
        if printed != title and (title or printed):
            continue
        if token == wanted or (len(wanted) >= 5 and len(token) >= 5 and label_likeness(token, wanted) >= 0.8):
            return at
    if len(wanted) in (2, 3):
        for at in range(len(upper) - len(wanted) + 1):
            if "".join(token[:1] for token in upper[at : at + len(wanted)]) == wanted:
                return at + len(wanted) - 1
    return None


def _officials(text: str, drafts: Sequence[Draft], speakers: Sequence[str]) -> dict[str, str]:
    """Speakers who call themselves by a rank or are the first to read the rights: label to reason."""
    words = role_words()
    starts = [draft.start for draft in drafts]
    low = fold(text)
    found: dict[str, str] = {}

    def speaker(at: int) -> str | None:
        place = bisect_right(starts, at) - 1
        inside = place >= 0 and at < drafts[place].end and drafts[place].origin is Origin.SPOKEN
        return speakers[place] if inside else None

    firsts = [low.find(phrase) for phrase in words.reads_rights]
    first = min((at for at in firsts if at >= 0), default=-1)
    if first >= 0 and (label := speaker(first)):
        found[label] = "reads the rights"
    for match in words.introduces.finditer(low):
        rank = _rank_in(match[1])
        if rank and (label := speaker(match.start())):
            found.setdefault(label, f"calls himself or herself {rank!r}")
    return found


def _named_with_rank(text: str, voices: Sequence[Voice]) -> dict[str, str]:
    """Speakers who ask and whom somebody calls by a rank: label to rank."""
    names = {words[-1].lower(): v.label for v in voices if v.asks >= _ASKS and (words := name_words(key_of(v.label)))}
    found: dict[str, str] = {}
    if names:
        for match in role_words().rank_name.finditer(fold(text)):
            if match[2] in names:
                found.setdefault(names[match[2]], match[1])
    return found


def _rank_in(words: str) -> str | None:
    roles = role_words().by_word
    tokens = [key_of(word) for word in words.split()][:3]
    for at, token in enumerate(tokens):
        if len(token) > 1 and roles.get(token) == "interrogator" and at <= 1:
            return token.lower()
    return None


def _by_asking(voices: Mapping[str, Voice], verdicts: dict[str, Verdict], questioned: Role, why: str) -> None:
    """Settle the rest by who asks and who answers."""
    asking = [label for label, verdict in verdicts.items() if verdict.role.asks and label in voices]
    free = [voice for label, voice in voices.items() if label not in verdicts]
    if not asking and free:
        main = max(free, key=lambda voice: (voice.questions, voice.asks))
        others = [voice for voice in free if voice is not main and voice.turns >= 0.2 * main.turns]
        answerer = max(others, key=lambda voice: voice.turns, default=None)
        clear = answerer is None or main.asks > 1.5 * answerer.asks
        if main.questions >= (2 if main.turns > 5 else 1) and main.asks >= _ASKS and clear:
            reason = f"asks: {main.questions} of {main.turns} turns hold a question"
            verdicts[main.label] = Verdict(Role.INTERROGATOR, reason, 0.85)
            asking = [main.label]
            free.remove(main)
    if asking and not any(verdict.role.questioned and label in voices for label, verdict in verdicts.items()):
        _find_questioned(voices, verdicts, free, asking, questioned, why)
    _find_colleagues(voices, verdicts, free, asking)
    if questioned is Role.WITNESS:
        _find_witnesses(voices, verdicts, why)


def _find_questioned(
    voices: Mapping[str, Voice],
    verdicts: dict[str, Verdict],
    free: list[Voice],
    asking: Sequence[str],
    questioned: Role,
    why: str,
) -> None:
    def heard(voice: Voice) -> int:
        return sum(voices[label].answered_by.get(voice.label, 0) for label in asking)

    main = max(asking, key=lambda label: voices[label].turns)
    fits = [voice for voice in free if heard(voice) and voice.asks <= max(voices[main].asks, 0.34)]
    if not fits and len(free) == 1:  # nobody else is left to be questioned
        fits = [voice for voice in free if heard(voice)]
    if not fits:
        return
    best = max(fits, key=lambda voice: (heard(voice), voice.answers, -voice.first))
    reason = f"answers: {heard(best)} turns follow the words of who asks; {why}"
    verdicts[best.label] = Verdict(questioned, reason, 0.8)
    free.remove(best)


def _find_witnesses(voices: Mapping[str, Voice], verdicts: dict[str, Verdict], why: str) -> None:
    """In a hearing more than one person is questioned: those who mostly answer and hardly ask."""
    asking = [label for label, verdict in verdicts.items() if verdict.role.asks and label in voices]
    for label, voice in voices.items():
        heard = sum(voices[other].answered_by.get(label, 0) for other in asking)
        if label not in verdicts and heard >= _WITNESS_TURNS and heard >= 0.6 * voice.turns and voice.asks < 0.1:
            reason = f"answers: {heard} turns follow the words of who asks; {why}"
            verdicts[label] = Verdict(Role.WITNESS, reason, 0.75)


def _find_colleagues(
    voices: Mapping[str, Voice], verdicts: dict[str, Verdict], free: Sequence[Voice], asking: Sequence[str]
) -> None:
    """A second officer: asks as well, is answered by the questioned person, and is there from early on."""
    answerers = [label for label, verdict in verdicts.items() if verdict.role.questioned]
    last = max((voice.first for voice in voices.values()), default=0)
    total = sum(voice.turns for voice in voices.values())
    main = max((voices[label].questions for label in asking), default=0)
    for voice in free:
        answered = sum(voice.answered_by.get(label, 0) for label in answerers)
        early = voice.first <= max(10, 0.5 * total, 0.5 * last)
        enough = voice.turns >= 4 and voice.questions >= max(2, _SHARE_OF_MAIN * main)
        if enough and early and voice.asks >= _ASKS and answered >= 0.4 * voice.turns:
            reason = (
                f"asks: {voice.questions} of {voice.turns} turns hold a question, and the questioned person answers"
            )
            verdicts[voice.label] = Verdict(Role.INTERROGATOR, reason, 0.75)


def _questioned_role(text: str, drafts: Sequence[Draft], head: str, voices: Mapping[str, Voice]) -> tuple[Role, str]:
    """Suspect or witness, for the person questioned."""
    words = role_words()
    low = fold(head[:3000])
    opening = fold(text[: drafts[0].start + 4000]) if drafts else ""
    for phrase in words.setting_suspect:
        if phrase in low:
            return Role.SUSPECT, f"the head says {phrase!r}"
    whole = fold(text)
    for phrase in words.reads_rights:
        if phrase in whole:
            return Role.SUSPECT, "the rights are read"
    labels = " ".join(voices).upper()
    for phrase in words.setting_witness:
        if phrase in low:
            return Role.WITNESS, f"the head says {phrase!r}"
        if phrase.upper() in labels:
            return Role.WITNESS, f"a label says {phrase!r}"
    for phrase in (*words.opening_witness, *words.witness_interview):
        if phrase in opening:
            return Role.WITNESS, f"the opening says {phrase!r}"
    if "court page" in low or any(key_of(label) in words.court for label in voices):
        return Role.WITNESS, "a court record"
    return Role.SUSPECT, "taken as suspect by default; set --role or a case file if this is a witness"
