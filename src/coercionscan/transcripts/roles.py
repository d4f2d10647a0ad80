"""Who is what in the interview: read off labels, head lines, introductions, and how each of them speaks.

What is printed goes before what is said, and what is said before conduct. Each verdict carries its reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from math import sqrt

from coercionscan.records import Role
from coercionscan.text import fold
from coercionscan.transcripts.bystanders import place_bystanders
from coercionscan.transcripts.draft import Draft
from coercionscan.transcripts.introductions import called_in_talk, head_roles, officials, own_words
from coercionscan.transcripts.merging import key_of, name_words
from coercionscan.transcripts.sayings import who_is_kin, who_pleads, who_relays
from coercionscan.transcripts.setting import is_court, questioned_role, rights_read
from coercionscan.transcripts.voices import Verdict, Voice, voices_of
from coercionscan.transcripts.words import QUESTIONED, role_words

_OPENING = 60_000
"""Introductions are looked for in so many characters of the talk. Source: convention."""
_SPREAD = 2.0
"""Standard deviation of the weight of one turn. Source: measured on the invented corpus by ``benchmarks/roles.py``."""
_CLEAR = 0.3
"""Two voices differ when their leans are so many standard errors apart. Source: convention."""
_LEAST_APART = 0.25
_LEAST_APART_TURNS, _HEARD_APART = 5, 0.6
_HUB = 1.5
_LEAST_COLLEAGUE = 2
_ASKING_LEAN = -0.3
_ONCE_LEAN = 0.3
_MINOR = 0.04
_APART = 0.6
_WITNESS_TURNS = 10
_INITIALS = 3
_LEAST_ANSWERED = 5
_MOSTLY, _HARDLY = 0.5, 0.2
_LEAST_SECOND, _PART_SECOND = 8, 0.4
"""A second suspect answers so many questions, and such a part of those of the first. Source: convention."""
_LETTERS = {"Q", "A"}
_ANSWER = re.compile(r"ANSW?(?:ER)?")


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
    low = _low(text)
    voices = voices_of(low, drafts, speakers)
    rights = rights_read(low)
    questioned, why = questioned_role(low, drafts, head + "\n" + setting, voices, rights)
    verdicts = dict(given)
    keys = {key_of(name) for name in voices}
    for label in voices:
        if label not in verdicts and (found := _by_label(label, questioned, why, keys)):
            verdicts[label] = found
    heads = head_roles(head, [label for label in voices if label not in verdicts])
    for label, (name, line) in heads.items():
        verdicts[label] = _verdict(name, f"named in the head: {line!r}", 0.9, questioned, why)
    court = is_court(head + "\n" + setting, keys)
    room = _Room(voices, verdicts, questioned, why)
    room.reopen(court=court, given=given)
    settled = set(verdicts)
    for label, reason in officials(text, low, drafts, speakers, voices, rights).items():
        verdicts.setdefault(label, Verdict(Role.INTERROGATOR, reason, 0.85))
    _by_sayings(low, drafts, speakers, room)
    room.find_questioned(called := called_in_talk(text, low, drafts, voices, _OPENING))
    _by_talk(low, drafts, speakers, room, called)
    room.find_askers(court=court)
    room.find_questioned_apart()
    apart = room.talk_apart()
    if apart:  # another part of the file, with other labels
        among = _Room(apart, verdicts, questioned, why)
        among.find_questioned({})
        among.find_askers(court=court)
    place_bystanders(voices, verdicts, settled)
    for label in voices:
        verdicts.setdefault(label, Verdict(Role.UNKNOWN, "nothing in the text settles the role", 0.0))
    return verdicts


def _by_label(label: str, questioned: Role, why: str, keys: Collection[str]) -> Verdict | None:
    """The role that the label's own words tell; absence (on the phone) outweighs a rank."""
    words = role_words()
    key = key_of(label)
    if len(key) == 1 and not _letters_mean_roles(key, keys):
        return None
    if _may_be_initials(key, keys):
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


def _may_be_initials(key: str, keys: Collection[str]) -> bool:
    """A role word of two or three letters ("DC", "TV") beside other initials that are none is perhaps a name."""
    words = role_words().by_word
    if not 1 < len(key) <= _INITIALS or key not in words:
        return False
    return any(len(other) == len(key) and other.isalpha() and other not in words for other in keys)


def _letters_mean_roles(key: str, keys: Collection[str]) -> bool:
    """Q and A stand for question and answer beside each other; Q also where no other label is a letter."""
    if any(other.startswith("Q ") for other in keys) or {re.sub(r"\d+$", "", other) for other in keys} >= _LETTERS:
        return True
    if key == "A" and any(other != "A" and _ANSWER.fullmatch(other) for other in keys):
        return True
    return key == "Q" and sum(1 for other in keys if len(other) == 1) == 1


def _verdict(name: str, reason: str, confidence: float, questioned: Role, why: str) -> Verdict:
    if name == QUESTIONED:
        return Verdict(questioned, f"{reason}; {why}", confidence * 0.9)
    return Verdict(Role(name), reason, confidence)


def _by_talk(
    low: str,
    drafts: Sequence[Draft],
    speakers: Sequence[str],
    room: _Room,
    called: Mapping[str, tuple[str, str]],
) -> None:
    """Roles by what people are called and by what only one role says; never for who is questioned."""
    for label, (name, said) in called.items():
        if label not in room.verdicts:
            room.verdicts[label] = _verdict(name, f"called so in the talk: {said!r}", 0.8, room.questioned, room.why)
    main = room.main_asker()
    open_labels = {voice.label for voice in room.free()}
    for label, (name, said, sure) in own_words(low, drafts, speakers, open_labels).items():
        if label != main or (sure and Role(name).asks):
            room.verdicts[label] = Verdict(Role(name), f"says {said!r}", 0.75)
    open_labels = {voice.label for voice in room.free()} - {main}
    answering = {voice.label for voice in room.answering}
    if open_labels and answering:
        for label, word in who_is_kin(low, drafts, speakers, open_labels, answering).items():
            room.verdicts[label] = Verdict(Role.OTHER, f"is called {word!r}", 0.75)


def _by_sayings(low: str, drafts: Sequence[Draft], speakers: Sequence[str], room: _Room) -> None:
    """The interpreter, and the person questioned, by what only they say."""
    for label, said in who_relays(low, drafts, {voice.label: voice for voice in room.free()}).items():
        if len(room.voices) > 2:
            room.verdicts[label] = Verdict(Role.INTERPRETER, f"turn after turn opens with {said!r}", 0.75)
    pleading = None if room.answering else who_pleads(low, drafts, speakers)
    if pleading and pleading[0] in {voice.label for voice in room.free()}:
        room.verdicts[pleading[0]] = Verdict(room.questioned, f"says {pleading[1]!r}; {room.why}", 0.8)


def _low(text: str) -> str:
    """Small letters and straight apostrophes, of the same length; quicker than folding all signs."""
    if not text.isascii():
        text = text.replace("\u2019", "'").replace("\u2018", "'")
    low = text.lower()
    return low if len(low) == len(text) else fold(text)


class _Room:
    """The people heard, their verdicts so far, and the steps that settle the rest by conduct."""

    def __init__(self, voices: Mapping[str, Voice], verdicts: dict[str, Verdict], questioned: Role, why: str) -> None:
        self.voices = voices
        self.verdicts = verdicts
        self.questioned = questioned
        self.why = why
        self._turns = sum(voice.turns for voice in voices.values())

    @property
    def asking(self) -> list[Voice]:
        return [
            self.voices[label] for label, verdict in self.verdicts.items() if verdict.role.asks and label in self.voices
        ]

    @property
    def answering(self) -> list[Voice]:
        return [
            self.voices[label]
            for label, verdict in self.verdicts.items()
            if verdict.role.questioned and label in self.voices
        ]

    @property
    def _interpreting(self) -> list[Voice]:
        """They ask with the words of another."""
        return [
            self.voices[label]
            for label, verdict in self.verdicts.items()
            if verdict.role is Role.INTERPRETER and label in self.voices and self.asking
        ]

    def free(self) -> list[Voice]:
        """Voices without a verdict; the empty label is nobody."""
        return [voice for label, voice in self.voices.items() if label and label not in self.verdicts]

    def main_asker(self) -> str | None:
        """Whom the person questioned mostly answers, when nobody is yet known to ask: that is no bystander."""
        answering = {voice.label for voice in self.answering}
        if not answering or self.asking:
            return None
        return max(self.free(), key=lambda v: sum(v.answered_by[a] for a in answering), default=Voice("")).label

    def reopen(self, *, court: bool, given: Collection[str]) -> None:
        """Take back what a label says and the talk belies: an officer who testifies, a mother who is questioned."""
        if self.answering:
            return
        for voice in self.voices.values():
            verdict = self.verdicts.get(voice.label)
            if verdict is None or voice.label in given:
                continue
            answers = voice.answers >= _MOSTLY * voice.turns and voice.asks <= _HARDLY
            examined = court and verdict.role is Role.INTERROGATOR and answers
            if examined or (verdict.role is Role.OTHER and self._kin_alone(voice)):
                del self.verdicts[voice.label]

    def _kin_alone(self, voice: Voice) -> bool:
        """A label of the family, and nobody else who might be questioned."""
        kin = role_words().kin
        named = key_of(voice.label) in kin
        others = [other for other in self.voices.values() if other is not voice and other.turns >= _MINOR * self._turns]
        if not named or not others:
            return False
        alone = len(others) == 1 and others[0].label not in self.verdicts and self._apart(others[0], voice)
        return alone or all(other in self.asking for other in others)

    def talk_apart(self) -> dict[str, Voice]:
        """Voices without a verdict who talk with each other and hardly with the rest; empty when there are none."""
        free = {voice.label: voice for voice in self.free()}
        within = sum(count for voice in free.values() for label, count in voice.answered_by.items() if label in free)
        whole = sum(count for voice in free.values() for count in voice.answered_by.values())
        return free if len(free) > 1 and within >= _APART * whole else {}

    def find_questioned(self, called: Mapping[str, tuple[str, str]]) -> None:
        """The one who answers: speaks as one who is asked, and next to whom the others speak."""
        free = [voice for voice in self.free() if voice.label not in called or self._lowest(voice)]
        if self.answering or not free:
            return
        ranked = sorted(free, key=self._answers_most, reverse=True)
        best = ranked[0]
        others = [voice for voice in self.voices.values() if voice is not best and voice.turns >= _MINOR * self._turns]
        others = others or [voice for voice in self.voices.values() if voice is not best]
        asking = [voice for voice in self.asking if voice is not best]
        heard = sum(voice.answered_by[best.label] for voice in [*asking, *self._interpreting] or others)
        sole = bool(asking) and len(free) == 1
        if not others or not heard or not (sole or any(self._apart(other, best) for other in asking or others)):
            return
        if not asking and len(ranked) > 1 and not self._apart(max(others, key=lambda v: v.lean), best):
            return
        reason = f"answers: {heard} turns follow the words of who asks, {_leaning(best)}; {self.why}"
        self.verdicts[best.label] = Verdict(self.questioned, reason, 0.8)

    def find_questioned_apart(self) -> None:
        """Who answers in a part of the file where the one found so far is silent: labels change at a new tape."""
        known = [place for voice in self.answering for place in voice.places]
        named = any(name_words(key_of(voice.label)) for voice in self.answering)
        for voice in self.free() if known else ():
            if named and name_words(key_of(voice.label)):
                continue  # perhaps the interview of another person
            before, after = voice.places[-1] < min(known), voice.places[0] > max(known)
            heard = sum(other.answered_by[voice.label] for other in self.asking)
            if (before or after) and heard >= max(_LEAST_APART_TURNS, _HEARD_APART * voice.turns) and voice.lean < 0:
                reason = f"answers in another part of the file: {heard} turns follow the words of who asks; {self.why}"
                self.verdicts[voice.label] = Verdict(self.questioned, reason, 0.75)

    def _lowest(self, voice: Voice) -> bool:
        return all(voice.lean <= other.lean for other in self.voices.values())

    def _answers_most(self, voice: Voice) -> float:
        others = max(1, self._turns - voice.turns)
        hub = voice.beside / others if len(self.voices) > 2 else 0.0
        few = 1.0 if voice.turns < max(2, _MINOR * self._turns) else 0.0
        return _HUB * hub - voice.lean - 2 * few

    def _apart(self, asker: Voice, answerer: Voice) -> bool:
        """Whether one leans clearly more to questions than the other, for the number of turns that were heard."""
        error = _SPREAD * sqrt(1 / max(1, asker.heard) + 1 / max(1, answerer.heard))
        return asker.lean - answerer.lean > max(_LEAST_APART, _CLEAR * error)

    def find_askers(self, *, court: bool) -> None:
        """The others, by how they speak to the person questioned."""
        answering = self.answering
        if not answering:
            return
        best = max(answering, key=lambda voice: voice.turns)
        free = sorted(self.free(), key=lambda voice: -voice.lean * sqrt(voice.heard))
        for voice in free:
            if self.questioned is Role.WITNESS and self._second_witness(voice):
                continue
            if court and self._lawyer(voice, best):
                continue
            if self.questioned is Role.SUSPECT and self._second_suspect(voice, best):
                continue
            self._asker(voice, best)

    def _asker(self, voice: Voice, best: Voice) -> None:
        answered = sum(voice.answered_by[other.label] for other in self.answering)
        first = not self.asking
        if not (answered or first) or not (self._apart(voice, best) or (first and self._alone_with(voice, best))):
            return
        if not first and voice.lean < _ASKING_LEAN:
            return
        if not first and voice.turns < _LEAST_COLLEAGUE and not (voice.questions or voice.lean > _ONCE_LEAN):
            return
        reason = f"asks: {voice.questions} of {voice.turns} turns hold a question, {_leaning(voice)}"
        if not first:
            reason += f", and the person questioned answers {answered} of them"
        self.verdicts[voice.label] = Verdict(Role.INTERROGATOR, reason, 0.85 if first else 0.75)

    def _alone_with(self, voice: Voice, best: Voice) -> bool:
        """Whether hardly anybody else is heard, and words said who is questioned: the other one questions."""
        pair = voice.turns + best.turns
        return pair >= (1 - _MINOR) * self._turns and voice.answered_by[best.label] >= _LEAST_ANSWERED

    def _second_witness(self, voice: Voice) -> bool:
        """In a hearing more than one person is questioned: those who mostly answer and hardly ask."""
        heard = sum(other.answered_by[voice.label] for other in self.asking)
        if heard < _WITNESS_TURNS or heard < 0.6 * voice.turns or voice.asks >= 0.1:
            return False
        reason = f"answers: {heard} turns follow the words of who asks; {self.why}"
        self.verdicts[voice.label] = Verdict(Role.WITNESS, reason, 0.75)
        return True

    def _second_suspect(self, voice: Voice, best: Voice) -> bool:
        """Two may be questioned together: the other one answers nearly as much, in words as much of an answer."""
        heard = sum(other.answered_by[voice.label] for other in self.asking)
        if heard < max(_LEAST_SECOND, _PART_SECOND * best.answers) or heard < _MOSTLY * voice.turns:
            return False
        if voice.asks > _HARDLY or voice.lean > 0 or self._apart(voice, best):
            return False
        reason = f"answers: {heard} turns follow the words of who asks, {_leaning(voice)}; {self.why}"
        self.verdicts[voice.label] = Verdict(self.questioned, reason, 0.7)
        return True

    def _lawyer(self, voice: Voice, best: Voice) -> bool:
        """In court a person with a title who does not question the witness is a lawyer."""
        titled = bool(set(key_of(voice.label).split()) & role_words().titles)
        if not titled or voice.answered_by[best.label] > 1:
            return False
        self.verdicts[voice.label] = Verdict(Role.COUNSEL, "speaks in court and does not question", 0.6)
        return True


def _leaning(voice: Voice) -> str:
    """How the turns are spoken, in words for the reason."""
    how = "questions" if voice.lean > 0 else "answers"
    return f"spoken like {how} ({voice.lean:+.1f})"
