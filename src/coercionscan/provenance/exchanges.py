"""Exchanges: what the interrogators say between two answers, how hard it challenges, and the answer to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coercionscan.matching.language import BREAK, Words
from coercionscan.provenance.answers import ASSENT, DENIAL, OPEN, UNKNOWN, Answer, Answers
from coercionscan.provenance.clauses import Item
from coercionscan.provenance.lines import Line, Talk, doer
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.provenance.words import ACT, THING, VAGUE
from coercionscan.records import ASKING_ROLES, Transcript

STRONG, WEAK = 1.0, 0.5
_CUE_WEIGHTS = {"challenge": STRONG, "doubt": WEAK}
_PRESSING = frozenset(_CUE_WEIGHTS)
NOTHING: frozenset[str] = frozenset()
NO_LINES: Sequence[Line] = ()
_NO_TURNS: tuple[int, ...] = ()
_SAYS_NOTHING = 4
"""An answer of so few tokens without a word of its own is no answer ("oh.")."""
_LAST_LINES = 3
"""A turn asks with its last sentences; what stands before is talk."""


class Exchange:
    """What the interrogators say between two answers, and the answer.

    ``turn_index`` is the turn that asks, ``pressed_at`` the one that challenges hardest. ``names`` are detail words of
    the last sentences, ``asked`` those that the very last question asks of; ``options`` stand beside an "or".
    ``challenge`` and ``more`` sum up cues of disbelief and of wanting more. ``rejects`` says that a turn begins with
    "no", ``hints`` are turns that tell what kind of thing is wanted. ``told`` and ``said`` are what the answer tells,
    as words and as general forms, ``matter`` what either side names, ``cues`` names all cues of the last sentences.
    ``denied`` says that the answer is no to a question for yes or no, ``tells`` that it tells something but no, or
    neither yes nor no, ``grants`` that it only says yes. ``certain`` says that no more than certainty is asked for
    ("are you sure?").
    """

    __slots__ = (
        "_acts",
        "_asked_items",
        "_asking",
        "_doers",
        "_items",
        "_kinds",
        "_things",
        "_vocabulary",
        "answer",
        "asked",
        "asks",
        "asks_what",
        "certain",
        "challenge",
        "cues",
        "denied",
        "grants",
        "hints",
        "matter",
        "more",
        "names",
        "number",
        "options",
        "pressed_at",
        "rejects",
        "said",
        "slots",
        "tells",
        "told",
        "turn_index",
    )

    def __init__(self, number: int, lines: Sequence[Line], answer: Answer, vocabulary: Vocabulary) -> None:
        """Read what was said up to an answer.

        Args:
            number: Number of the exchange.
            lines: What the interrogators say, at least one line.
            answer: The answer.
            vocabulary: The vocabulary.
        """
        asking = lines[0]
        if len(lines) == 1:
            ending = lines
            asks, cues, every = asking.asks, asking.cue_names, asking.cue_names
            last = asked = asking.items and [item for item in asking.items if item.concept.kind not in VAGUE]
        else:
            ending = [line for line in lines if line.size > 1][-_LAST_LINES:] or lines[-1:]
            asking = _asking(ending)
            asks, cues, every = True in [line.asks for line in lines], _cue_names(ending), _cue_names(lines)
            last = asked = [item for line in ending for item in line.items if item.concept.kind not in VAGUE]
        if last and (len(ending) > 1 or "wh" in cues):
            asked = [item for line in ending if line is asking or line.completes for item in _asked(line)]
        pressing = NO_LINES if every.isdisjoint(_PRESSING) else _with_cues(lines, _PRESSING)
        self.number = number
        self.turn_index = lines[-1].turn_index
        self.pressed_at = _hardest(pressing) if pressing else lines[0].turn_index
        self.answer = answer
        self.names = _names(last)
        self.asked = self.names if asked is last else _names(asked)
        self._items, self._asked_items, self._asking, self._vocabulary = last, asked, asking, vocabulary
        self._acts: frozenset[str] | None = None
        self._doers: frozenset[str] | None = None
        self._things: frozenset[str] | None = None
        self._kinds: frozenset[str] | None = None
        self.options = _options(ending) if "option" in cues else NOTHING
        self.cues = cues
        self.challenge = _challenge(pressing) if pressing else 0.0
        self.more = _times("more", lines) if "more" in every else 0
        self.asks = asks
        self.slots, self.asks_what = NOTHING, False
        if "wh" in cues:
            self.slots, self.asks_what = _slots(asking, ending), True in [line.asks_what() for line in ending]
        self.rejects = "no" in every and _rejects(lines)
        self.hints = _hints(lines) if "hint" in every else _NO_TURNS
        self.certain = "certainty" in cues and not asked
        self._answered(answer)

    def _answered(self, answer: Answer) -> None:
        """Read what the answer does."""
        polarity, told = answer.polarity, answer.told
        self.told = told
        self.said = answer.said
        self.matter = self.names | answer.said if answer.said else self.names
        self.denied = polarity is DENIAL and self.asks and not self.asks_what
        self.tells = polarity is OPEN or (bool(told) and polarity is not UNKNOWN and not self.denied)
        self.grants = polarity is ASSENT and not told

    @property
    def acts(self) -> frozenset[str]:
        """The acts that the very last question asks of."""
        if self._acts is None:
            self._acts = _names(_of_group(self._asked_items, ACT))
        return self._acts

    @property
    def main(self) -> str:
        """The weightiest word that the very last question asks of; empty for none."""
        return max(self._asked_items, key=_weight).concept.name if self._asked_items else ""

    @property
    def things(self) -> frozenset[str]:
        """The things that the last sentences name."""
        if self._things is None:
            self._things = _names(_of_group(self._items, THING))
        return self._things

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of words that the answer tells."""
        if self._kinds is None:
            self._kinds = frozenset([one.kind for one in self.told])
        return self._kinds

    @property
    def doers(self) -> frozenset[str]:
        """Whether the person does the acts asked of, or others; looked at when somebody asks."""
        if self._doers is None:
            acts = _of_group(self._asked_items, ACT)
            self._doers = _doers(self._asking, acts, self._vocabulary) if acts else NOTHING
        return self._doers

    @property
    def prompts(self) -> bool:
        """Whether it asks on without naming anything ("what did you do?")."""
        return not self.names and (self.asks or "open_question" in self.cues)

    @property
    def passing(self) -> bool:
        """Whether it only lets the person go on talking ("uh huh")."""
        return not self.names and not self.challenge and not self.asks and "open_question" not in self.cues

    @property
    def points(self) -> bool:
        """Whether it asks of what was just spoken of ("did you do that?")."""
        return not self.names and "does_that" in self.cues


def exchanges_of(
    transcript: Transcript, words: Sequence[Words], talk: Talk, answers: Answers, vocabulary: Vocabulary
) -> list[Exchange]:
    """Cut a contact into exchanges.

    Args:
        transcript: The transcript.
        words: Words of each turn.
        talk: Its lines.
        answers: Its answers.
        vocabulary: The vocabulary.

    Returns:
        The exchanges in order. Turns without an answer that says anything run on into the next.
    """
    found: list[Exchange] = []
    lines: list[Line] = []
    asked: list[Line] = []
    for said, answer in _parts(transcript, words, talk, answers):
        if not said and not lines and found and answer is not None and found[-1].answer.gesture and not answer.gesture:
            found[-1] = Exchange(len(found) - 1, asked, answer, vocabulary)
            continue
        if lines and said and said[0].turn_index - lines[-1].turn_index > vocabulary.settings.answer_turns:
            lines = []
        lines.extend(said)
        if answer is not None and lines and _ends(lines, answer):
            found.append(Exchange(len(found), lines, answer, vocabulary))
            asked, lines = lines, []
    return found


def _parts(
    transcript: Transcript, words: Sequence[Words], talk: Talk, answers: Answers
) -> Iterator[tuple[Sequence[Line], Answer | None]]:
    """What is said up to each answer: a gesture inside a turn answers the sentences before it."""
    pending = NO_LINES
    for turn in transcript.turns:
        answer = answers.of(turn.index)
        if answer is None:
            if turn.role in ASKING_ROLES:
                if pending:
                    yield pending, None
                pending = talk.turns[turn.index]
            continue
        if answer.gesture and pending:
            before = [line for line in pending if _starts(line, words) < turn.span.start]
            yield before, answer
            pending = pending[len(before) :]
        else:
            yield pending, answer
            pending = NO_LINES
    if pending:
        yield pending, None


def _starts(line: Line, words: Sequence[Words]) -> int:
    return words[line.turn_index].starts[line.first]


def _ends(lines: Sequence[Line], answer: Answer) -> bool:
    """Whether an answer ends an exchange: "oh" does not, nor a nod to what is no question for yes or no."""
    if answer.polarity is OPEN:
        return bool(answer.told) or answer.points or answer.size > _SAYS_NOTHING
    if not answer.gesture:
        return True
    last = lines[-1]
    trails = any(cue.name == "trailing" and cue.at + cue.size == last.last for cue in last.cues)
    return last.asks and not trails and not last.asks_what()


def _asked(line: Line) -> list[Item]:
    """Detail words that a question asks of, without those of its side clauses ("when he left, ...")."""
    items = [item for item in line.items if item.concept.kind not in VAGUE]
    if not items or "wh" not in line.cue_names:
        return items
    aside = [cue.at for cue in line.cues if cue.name == "wh" and line.leads_clause(cue.at)]
    return [item for item in items if not any(at < item.at and BREAK not in line.tokens[at : item.at] for at in aside)]


def _slots(asking: Line, ending: Sequence[Line]) -> frozenset[str]:
    """What kind of answer a question asks for; a question without words of its own goes on with the one before."""
    lines = [asking] if asking.has("wh") or asking.has("inverted") else ending
    return frozenset([slot for line in lines for slot in _slots_of(line)])


def _slots_of(line: Line) -> list[str]:
    """The same of a line up to its first question word, unless that leads a side clause ("when he left")."""
    first = next((cue.at for cue in line.cues if cue.name == "wh"), line.last)
    slots = [cue for cue in line.cues if cue.at <= first and cue.name.startswith("slot:")]
    return [cue.name for cue in slots if not line.leads_clause(cue.at)]


def _cue_names(lines: Sequence[Line]) -> frozenset[str]:
    """Names of all cues of some lines."""
    return lines[0].cue_names.union(*[line.cue_names for line in lines[1:]])


def _with_cues(lines: Sequence[Line], names: frozenset[str]) -> list[Line]:
    return [line for line in lines if not names.isdisjoint(line.cue_names)]


def _times(name: str, lines: Sequence[Line]) -> int:
    """How often a cue stands in some lines."""
    return sum([cue.name == name for line in lines for cue in line.cues])


def _asking(ending: Sequence[Line]) -> Line:
    """The last sentence that asks by itself; the very last one where none does."""
    for line in reversed(ending):
        if line.asks and not line.completes:
            return line
    return ending[-1]


def _doers(asking: Line, acts: Sequence[Item], vocabulary: Vocabulary) -> frozenset[str]:
    """Who does the acts that a question asks of: the person, or others."""
    doers = [doer(asking, clause, vocabulary) for clause in {item.clause for item in acts}]
    return frozenset([one for one in doers if one]) if any(doers) else NOTHING


def _weight(item: Item) -> float:
    return item.concept.weight


def _hints(lines: Sequence[Line]) -> tuple[int, ...]:
    """Turns that tell what kind of thing is wanted."""
    telling = [line for line in lines if "hint" in line.cue_names and not line.has("inverted") and not line.asks_what()]
    return tuple(dict.fromkeys([line.turn_index for line in telling]))


def _rejects(lines: Sequence[Line]) -> bool:
    """Whether a turn begins with "no"."""
    for line in lines:
        if "no" in line.cue_names and line.spoken_first and line.size > 1 and line.begins("no", 1):
            return True
    return False


def _hardest(pressing: Sequence[Line]) -> int:
    """The turn of the first line that challenges as hard as any."""
    if len(pressing) == 1:
        return pressing[0].turn_index
    return max(pressing, key=lambda line: (_challenge([line]), -line.number)).turn_index


def _of_group(items: Sequence[Item], group: str) -> list[Item]:
    return [item for item in items if item.concept.group == group]


def _names(items: Sequence[Item]) -> frozenset[str]:
    return frozenset([item.concept.name for item in items]) if items else NOTHING


def _challenge(lines: Sequence[Line]) -> float:
    """How hard some lines challenge: the sum over their cues, at most twice a strong one."""
    return min(2 * STRONG, sum([_CUE_WEIGHTS.get(cue.name, 0.0) for line in lines for cue in line.cues]))


def _options(lines: Sequence[Line]) -> frozenset[str]:
    """Detail words right before and behind an "or" of a question."""
    found: list[Item] = []
    for line in lines:
        if line.asks and line.has("option"):
            items = _heads(line)
            for cue in line.cues:
                if cue.name == "option":
                    found += [item for item in items if item.at < cue.at][-1:]
                    found += [item for item in items if item.at > cue.at][:1]
    return _names(found)


def _heads(line: Line) -> list[Item]:
    """Detail words that stand at the end of their phrase: "scarf" of "green scarf"."""
    begun = {item.at - 1 for item in line.items}
    return [item for item in line.items if item.at not in begun and item.concept.kind not in VAGUE]
