"""The ways in which an answer can admit something: by a statement, in own words, by a yes, a choice, a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coercionscan.records import Tag
from coercionscan.tags.exchange_acts import ASKED, WHO, ActHit, Acts, tail_begin
from coercionscan.tags.exchange_clauses import Mood, Subject
from coercionscan.tags.exchange_heard import Heard
from coercionscan.tags.exchange_record import WHOLE
from coercionscan.tags.exchange_scene import ExchangeWords, Stretch

FULL = "full_admission"
ASSENTS, CHOOSES = "assents_to_accusation", "chooses_an_option"
"""Names of the points of a yes to an accusation, and of a choice between two ways of having done it."""
_BEFORE_VERB = 5
"""So many tokens before the verb of a question its question word stands. A convention."""
_CHOICE_SENTENCES = 2
_SELF = Subject.SELF
_TOLD, _GUESSED = Mood.TOLD, Mood.GUESSED
"""Named once: to look up a member of an enumeration takes longer than what it is compared with."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that an answer says: its points by name, its acts, its words, the exchange that found it, its form."""

    points: Mapping[str, float]
    hits: tuple[ActHit, ...]
    stretch: Stretch
    rule: str
    form: str
    asked_at: int | None = None
    pattern: Tag | None = None

    @property
    def total(self) -> float:
        """Its points."""
        return sum(self.points.values())


class Ways:
    """Finds what an answer says; how much it weighs is data."""

    def __init__(self, table: ExchangeWords, acts: Acts, weights: Mapping[str, float]) -> None:
        """Keep the compiled words.

        Args:
            table: Words of the exchanges.
            acts: Finds acts.
            weights: Points by name.
        """
        self._words = table.words
        self._says_something = table.says_something
        self._acts = acts
        self._weights = weights

    def of(self, heard: Heard) -> list[Said]:
        """All that an answer says.

        Args:
            heard: The answer.

        Returns:
            What it says, in no order of strength; empty when it says nothing of an act.
        """
        told = self._narrated(heard) if heard.own else None
        ways: list[Callable[[Heard], Said | None]] = [self._stated]
        # "Yeah, I knew about it" admits what it says, and not all that it answers.
        if told is None or heard.reply.bare or not any(hit.clear for hit in told.hits):
            ways += [self._assented, self._presupposed, self._accused]
        ways.append(self._confirmed)
        found = [said for way in ways if (said := way(heard)) is not None]
        found += [told] if told else []
        return found or [said for said in (self._matched(heard),) if said is not None]

    def _points(self, *names: str) -> dict[str, float]:
        return {name: self._weights[name] for name in names}

    def _stated(self, heard: Heard) -> Said | None:
        """A short statement such as "it was me", found by a pattern; counts once for each part of the talk."""
        for tag in sorted(heard.statements, key=lambda one: (one.code, -one.confidence)):
            if heard.record.says_anew(tag, heard.index):
                name = "says_it" if tag.code == FULL else "says_a_part"
                return Said(self._points(name), (), (0, 0), "statement", "short_statement", pattern=tag)
        return None

    def _narrated(self, heard: Heard) -> Said | None:
        """Acts told in the suspect's own words."""
        denied = {hit.verb for hit in heard.denied}
        new = [hit for hit in heard.own if self._is_new(heard, hit) and hit.verb not in denied]
        if heard.has("restates"):
            new = [hit for hit in new if hit.act.rank > 1]
        if not new:
            return None
        best = max((_own_name(hit) for hit in new), key=lambda name: self._weights[name])
        chosen = [hit for hit in new if _own_name(hit) == best]
        names = [best]
        if len({hit.first for hit in new if not hit.act.passive}) > 1:
            names.append("more_than_one")
        if all(hit.guessed for hit in chosen):
            names.append("guessed")
        stretch = (chosen[0].first, max(hit.last for hit in chosen if hit.first == chosen[0].first))
        return Said(self._points(*names), tuple(new), stretch, "own_act", "narrative")

    def _is_new(self, heard: Heard, hit: ActHit) -> bool:
        """Whether an act is news; what was only told in passing is, when it is said back to one who puts it."""
        said_back = hit.act.name not in heard.record.acts and heard.says_back(hit)
        return said_back or heard.record.is_new(hit, heard.index)

    def _put(self, heard: Heard) -> list[ActHit]:
        """New acts that were put to the suspect, and that this answer can still take on."""
        put = heard.pressed.put_before(heard.index)
        if not put or heard.says_no or any(hit.clear for hit in heard.denied) or not heard.is_first_answer():
            return []
        return [hit for hit in put if heard.record.is_new(hit, heard.index)]

    def _assented(self, heard: Heard) -> Said | None:
        """A yes to acts that were put to the suspect."""
        new = tuple(hit for hit in self._put(heard) if hit.frame == ASKED) if heard.says_yes else ()
        question = heard.question() if new else None
        if question is None:
            return None
        turn, tokens = question
        only_heard = heard.has("only_ok") or heard.stage.has(turn, "alleges")
        if only_heard and "?" not in tokens:
            return None
        everyday = "assents_to_presence" if all(hit.act.passive for hit in new) else "assents_to_everyday_act"
        name = _strongest(new, "assents_to_offence", "assents_to_part", everyday)
        return Said(self._points(name), new, heard.reply.stretch, "assent", _form(heard), turn)

    def _presupposed(self, heard: Heard) -> Said | None:
        """An answer to "who ..." with "me", or to "where did you ..." with a place."""
        put = [] if heard.says_yes else self._put(heard)
        question = heard.question() if put else None
        if question is None:
            return None
        turn, tokens = question
        short = [stretch for stretch in heard.stage.hits(heard.index, "short_yes") if stretch[0] <= 1]
        who = tuple(hit for hit in put if hit.frame == WHO and hit.clear)
        if who and short and not self._negates(heard):
            return Said(self._points("names_himself"), who, short[0], "assent", "short_statement", turn)
        offers = self._words["alternatives"] & set(tokens[tail_begin(heard.stage, turn, len(tokens), 1) :])
        new = tuple(hit for hit in put if self._asks_how(hit, tokens))
        if not new or offers or not self._is_account(heard):
            return None
        name = _strongest(new, "answers_how_of_offence", "answers_how_of_part", "answers_how_of_everyday_act")
        return Said(self._points(name), new, _whole(heard), "presupposed", "narrative", turn)

    def _asks_how(self, hit: ActHit, tokens: Sequence[str]) -> bool:
        """Whether a question word takes the act for granted: where, how, with what it was done."""
        before = tokens[max(0, hit.first - _BEFORE_VERB) : hit.first + 1]
        return hit.frame == ASKED and not hit.act.passive and bool(set(before) & self._words["question_words"])

    def _accused(self, heard: Heard) -> Said | None:
        """A yes to an accusation without a known act, or a choice between two ways of having done it."""
        if heard.says_no or heard.denied or f"{FULL}:{WHOLE}" in heard.record.statements:
            return None
        question = heard.question()
        if question is None or not heard.is_first_answer():
            return None
        name = self._accusation(heard) if heard.says_yes else None
        stretch = heard.reply.stretch
        if name is None:
            name = self._choice(heard)
            if name is None or not self._chooses(heard, question[1]):
                return None
            stretch = stretch if heard.says_yes else _whole(heard)
        form = "assent_only" if heard.reply.bare else "short_statement"
        return Said(self._points(name), (), stretch, "assent", form, question[0])

    def _accusation(self, heard: Heard) -> str | None:
        """Whether the words before accuse the person, or tell how it came: "So it just got away from you."."""
        accusing, disbelieving = self._words["accusing_codes"], self._words["disbelieving_rules"]
        if heard.pressed.coded_before(heard.index, accusing, answered=True, but=disbelieving):
            return ASSENTS
        tells_how = heard.pressed.hot(heard.index) and heard.question_holds("of_degree", 1)
        return "assents_to_degree" if tells_how and not heard.has("only_ok") else None

    def _choice(self, heard: Heard) -> str | None:
        """Whether the words before are a choice between two ways of having done it."""
        if heard.pressed.coded_before(heard.index, self._words["choosing_codes"]):
            return CHOOSES
        question = heard.question()
        hot = heard.pressed.hot(heard.index) and heard.question_holds("of_degree", _CHOICE_SENTENCES)
        if not hot or question is None:
            return None
        turn, tokens = question
        tail = set(tokens[tail_begin(heard.stage, turn, len(tokens), _CHOICE_SENTENCES) :])
        return "chooses_a_degree" if tail & self._words["alternatives"] and tail & self._words["addressed"] else None

    def _chooses(self, heard: Heard, question: Sequence[str]) -> bool:
        """Whether an answer takes up words of one of the options, and of one that is the person's own."""
        if self._negates(heard) or heard.has("refuses_choice") or set(heard.tokens) & self._words["unsettling"]:
            return False
        if heard.has("picks"):
            return True
        return self._is_account(heard) and bool(self._acts.things(heard.tokens) & self._acts.things(question))

    def _confirmed(self, heard: Heard) -> Said | None:
        """A yes to an act that no list knows and that he denied before."""
        if not heard.says_yes or heard.denied or heard.has("only_ok"):
            return None
        for turn, begin, end in heard.pressed.answered(heard.index):
            if heard.issue.was_denied(heard.stage.words[turn].tokens[begin:end], self._acts):
                points = self._points("assents_to_what_was_denied")
                return Said(points, (), heard.reply.stretch, "assent", _form(heard), turn)
        return None

    def _matched(self, heard: Heard) -> Said | None:
        """Something told of himself that no list of acts knows; what it stands in has to carry it."""
        clauses, denied = self._acts.clauses, heard.issue.denied
        for verb in clauses.verbs_in(heard.words, _SELF) if denied else ():
            if self._acts.forms.stem(heard.tokens[verb]) not in denied:
                continue
            clause = clauses.at(heard.words, verb)
            told = clause.mood in (_TOLD, _GUESSED) and not clause.present
            if told and clause.subject is _SELF:
                return Said(self._points("own_words"), (), (max(0, verb - 1), verb), "own_act", "narrative")
        return None

    def _negates(self, heard: Heard) -> bool:
        return bool(set(heard.tokens) & self._words["negating"])

    def _is_account(self, heard: Heard) -> bool:
        """Whether a turn gives something of its own: no question back, no "I do not know", no silence."""
        tokens = heard.tokens
        if not tokens or tokens[-1] == "?" or tokens[0] in self._words["question_words"]:
            return False
        if heard.stage.is_gesture(heard.index):
            return False
        silent = any(heard.has(name) for name in ("no_answer", "no_response", "knows_not"))
        return not silent and self._says_something(tokens)


def _form(heard: Heard) -> str:
    return "assent_only" if heard.reply.bare else "narrative"


def _whole(heard: Heard) -> Stretch:
    return 0, len(heard.tokens) - 1


def _own_name(hit: ActHit) -> str:
    if not hit.clear:
        return "own_presence" if hit.act.passive else "own_everyday_act"
    if hit.act.sure:
        return "own_grave_act"
    return "own_offence" if hit.act.rank > 1 else "own_part"


def _strongest(hits: Sequence[ActHit], offence: str, part: str, everyday: str) -> str:
    """The name of the points that the strongest of some acts has."""
    if any(hit.clear and hit.act.rank > 1 for hit in hits):
        return offence
    return part if any(hit.clear for hit in hits) else everyday
