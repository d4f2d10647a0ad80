"""How a scene of an invented interview goes, and what is known of it afterwards."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from known import ROUTES, UPTAKES, Interview, TrueCorrection, TrueFact

_KEY = {"read_or_shown": "shown", "reported_from_earlier_interview": "reported", "offered_in_question": "offered",
        "option_posed": "option"}  # fmt: skip
_SLOTS = {"where": "rooms", "number": "numbers", "colour": "colours", "hour": "hours", "person": "persons"}
_FILLED = {"who": ("who_answer", "assent"), "where": ("where_fill", "elaboration"), "why": ("why_fill", "assent")}
"""Answers that fill in what a question asks, and grant what it takes for granted."""
_GESTURES = 0.25
"""So often a yes or no is a gesture."""


class Writer:
    """Writes one interview."""

    def __init__(self, grammar: dict[str, Any], voice: str, rng: random.Random) -> None:
        """Deal out the words.

        Args:
            grammar: The parsed grammar.
            voice: Name of the voice.
            rng: Source of chance.
        """
        self._say_how = grammar[voice]
        self._rng = rng
        self._details = grammar["details"]
        self._things: list[str] = rng.sample(self._details["things"], len(self._details["things"]))
        self._others: list[str] = rng.sample(self._details["others"], len(self._details["others"]))
        self._acts = rng.sample(self._details["acts"], len(self._details["acts"]))
        self._out = Interview(voice, rng.choice(self._say_how["interrogators"]), rng.choice(self._say_how["suspects"]))

    def write(self) -> Interview:
        """The interview: scenes in chance order with small talk between them."""
        scenes: list[Callable[[], None]] = [partial(self._fact, route) for route in ROUTES]
        scenes += [partial(self._fact, route) for route in self._rng.sample(ROUTES, 4)]
        scenes += [partial(self._correction, held) for held in (False, False, True)]
        scenes += [self._act, self._act, self._reversal, self._shift, self._recap, self._synonym, self._other_same]
        scenes += [self._two_questions, self._pointed, self._yes_no, self._yes_no, self._sure, self._story]
        scenes += [self._guess_run, self._narrowed, self._recalled]
        scenes += [self._small_talk] * 6
        self._rng.shuffle(scenes)
        self._small_talk()
        for scene in scenes:
            scene()
        return self._out

    # --- saying

    def _officer(self, key: str, **fill: str) -> int:
        return self._line(self._out.officer, self._rng.choice(self._say_how[key]), fill)

    def _suspect(self, key: str, **fill: str) -> int:
        return self._line(self._out.suspect, self._rng.choice(self._say_how[key]), fill)

    def _line(self, who: str, phrase: str, fill: dict[str, str]) -> int:
        said = phrase.format(**{"s": self._out.suspect.title(), **fill})
        self._out.lines.append(f"{who}: {said}")
        return len(self._out.lines)

    def _pair(self, key: str, **fill: str) -> tuple[int, int]:
        asked, answered = self._rng.choice(self._say_how[key])
        return self._line(self._out.officer, asked, fill), self._line(self._out.suspect, answered, fill)

    def _small_talk(self) -> None:
        self._pair("filler")

    def _yes(self) -> int:
        return self._suspect("nod" if self._rng.random() < _GESTURES else "assent")

    def _no(self, fill: dict[str, str]) -> int:
        return self._suspect("shake" if self._rng.random() < _GESTURES else "denial", **fill)

    def _know(
        self, words: tuple[str, ...], line: int, by: str, route: str, uptake: str, scene: str, **more: Any
    ) -> None:
        self._out.facts.append(TrueFact(words, line, by, route, uptake, scene, **more))

    # --- details

    def _thing(self) -> str:
        return self._things.pop().split("|")[0]

    def _fill(self, thing: str = "", quality: str = "") -> tuple[dict[str, str], tuple[str, ...]]:
        thing, other = thing or self._thing(), self._others.pop()
        mine, unlike = self._rng.sample(self._details["qualities"], 2)
        mine = quality or mine
        bare, rest = f"{mine} {thing}", f"{unlike} {other}"
        detail, instead = f"{_article(bare)} {bare}", f"{_article(rest)} {rest}"
        place = self._rng.choice(self._details["places"])
        fill = {
            "d": detail,
            "D": _upper(detail),
            "the": f"the {bare}",
            "n": bare,
            "e": instead,
            "E": _upper(instead),
            "bare": f"the {thing}",
            "Bare": f"The {thing}",
            "bare_n": thing,
            "p": place,
            "P_cap": _upper(place),
            "s2": self._rng.choice(self._details["persons"]),
            "x": self._rng.choice(self._details["rooms"]),
        }
        return fill, (mine, thing.split()[-1])

    def _deed(self) -> tuple[dict[str, str], tuple[str, ...]]:
        act = self._acts.pop()
        return dict(act), (act["past"], act["base"], act["obj"].split()[-1])

    # --- scenes: one detail

    def _fact(self, route: str) -> None:
        fill, words = self._fill()
        if route in ("open_answer", "answer_to_probing"):
            self._officer("open_question" if route == "open_answer" else "probe", **fill)
            line = self._suspect("told" if route == "open_answer" else "probed", **fill)
            self._know(words, line, "suspect", route, "none", "plain")
            return
        if route == "presupposed":
            self._presupposed(fill, words)
            return
        line = self._officer(_KEY.get(route, route), **fill)
        uptake = self._answer(fill, option=route == "option_posed")
        self._know(words, line, "interrogator", route, uptake, "plain")

    def _answer(self, fill: dict[str, str], *, option: bool) -> str:
        uptake = self._rng.choice([one for one in UPTAKES if not (option and one == "assent")])
        if uptake == "assent":
            self._yes()
        elif uptake == "denial":
            self._suspect("neither") if option else self._no(fill)
        elif uptake == "correction":
            self._suspect("chosen_other" if option else "correction", **fill)
        elif uptake == "none":
            self._suspect(self._rng.choice(["unknown", "unknown", "echo", "beside"]), **fill)
        else:
            self._suspect(uptake, **fill)
        return uptake

    def _presupposed(self, fill: dict[str, str], words: tuple[str, ...]) -> None:
        wh = self._rng.choice(list(_FILLED))
        line = self._officer(f"wh_{wh}", **fill)
        answers = [("unknown", "none"), ("wh_denial", "denial"), ("repetition", "repetition"), _FILLED[wh], _FILLED[wh]]
        key, uptake = self._rng.choice(answers)
        self._suspect(key, **fill)
        self._know(words, line, "interrogator", "presupposed", uptake, "presupposed")

    def _act(self) -> None:
        fill, words = self._deed()
        asked = self._rng.random() < 0.5
        line = self._officer("pushed" if asked else "offered_act", **fill)
        if asked:
            self._suspect("who_answer", s2=self._rng.choice(self._details["persons"]))
            self._know(words, line, "interrogator", "presupposed", "assent", "who did it")
            return
        yes = self._rng.random() < 0.5
        self._yes() if yes else self._suspect("holds_no", **fill)
        self._know(words, line, "interrogator", "offered_in_question", "assent" if yes else "denial", "act")

    def _reversal(self) -> None:
        fill, words = self._fill()
        line = self._officer("offered", **fill)
        first = self._no(fill)
        self._officer("reject")
        self._officer("insist", **fill)
        later = self._yes()
        self._know(words, line, "interrogator", "offered_in_question", "denial", "reversal", reversed_line=later)
        self._out.corrections.append(TrueCorrection(first, later, False))

    def _shift(self) -> None:
        fill, words = self._deed()
        self._officer("open_question")
        line = self._suspect("told_act", **fill)
        self._know(words, line, "suspect", "open_answer", "none", "act told")
        line = self._officer("agent_shift", **fill)
        yes = self._rng.random() < 0.5
        self._yes() if yes else self._suspect("holds_no", **fill)
        self._know(("you", *words), line, "interrogator", "", "assent" if yes else "denial", "agent shift")

    def _recap(self) -> None:
        fill, words = self._fill()
        self._officer("open_question")
        told = " ".join(self._say_how[name].format(**fill) for name in ("recap_one", "recap_two"))
        self._out.lines.append(f"{self._out.suspect}: {told}")
        line = len(self._out.lines)
        self._officer("recap_ask", **fill)
        self._yes()
        self._know((fill["p"].split()[-1], *words), line, "suspect", "open_answer", "none", "recap")

    def _synonym(self) -> None:
        both = next((one for one in self._things if "|" in one), None)
        if both is None:
            return
        self._things.remove(both)
        thing, other = both.split("|")
        fill, words = self._fill(thing)
        self._officer("open_question")
        line = self._suspect("told", **fill)
        self._officer("synonym_ask", syn=other)
        self._suspect("synonym_answer")
        self._know(words, line, "suspect", "open_answer", "none", "synonym")

    def _other_same(self) -> None:
        fill, words = self._fill()
        self._officer("open_question")
        line = self._suspect("told", **fill)
        self._know(words, line, "suspect", "open_answer", "none", "plain")
        other = self._rng.choice([one for one in self._details["qualities"] if one != words[0]])
        phrase = f"{_article(other)} {other} {fill['bare_n']}"
        line = self._officer("other_same", other_d=phrase)
        yes = self._rng.random() < 0.5
        self._yes() if yes else self._suspect("shake")
        self._know((other, words[1]), line, "interrogator", "", "assent" if yes else "denial", "same word, other thing")

    def _two_questions(self) -> None:
        fill, words = self._fill()
        line, _ = self._pair("two_questions", **fill)
        self._know(words, line, "interrogator", "asserted", "none", "two questions")

    def _pointed(self) -> None:
        fill, words = self._fill()
        self._officer("open_question")
        line = self._suspect("told", **fill)
        self._know(words, line, "suspect", "open_answer", "none", "plain")
        self._pair("points")

    def _recalled(self) -> None:
        """A claim that is on the record: the detail stays the person's own."""
        fill, words = self._fill()
        self._officer("open_question")
        line = self._suspect("told", **fill)
        self._small_talk()
        self._officer("recalled", **fill)
        self._yes()
        self._know(words, line, "suspect", "open_answer", "none", "claim on record")

    def _narrowed(self) -> None:
        fill, words = self._fill()
        hints = [self._officer("hint_first", **fill)]
        self._suspect("unknown", **fill)
        for _ in range(self._rng.randint(1, 2)):
            hints.append(self._officer("hint_more", **fill))
            if self._rng.random() < 0.4:
                self._suspect("unknown", **fill)
        if not self._out.lines[-1].startswith(self._out.officer):
            hints.append(self._officer("hint_more", **fill))
        line = self._suspect("hint_guess", **fill)
        self._officer("accept")
        self._suspect("assent")
        self._know(words, line, "suspect", "answer_to_probing", "none", "narrowed", hints=tuple(hints))

    # --- scenes: answers that change or hold

    def _values(self, count: int) -> tuple[str, list[str]]:
        slot = self._rng.choice(list(_SLOTS))
        return slot, self._rng.sample(self._details[_SLOTS[slot]], count)

    def _correction(self, held: bool) -> None:
        fill, _ = self._fill()
        slot, (one, two) = self._values(2)
        self._officer(f"{slot}_question", **fill)
        first = self._suspect(f"{slot}_answer", x=one)
        self._press(slot, fill, one, two)
        if self._rng.random() < 0.25:
            self._suspect("unknown", **fill)
            self._officer("reject")
        if held:
            final = self._suspect("holds", answer=self._rng.choice(self._say_how[f"{slot}_answer"]).format(x=one))
        else:
            final = self._suspect(f"{slot}_answer", x=two)
        self._out.corrections.append(TrueCorrection(first, final, held))

    def _press(self, slot: str, fill: dict[str, str], one: str, two: str) -> None:
        way = self._rng.choice(["reject", "reject", "again", "doubt"])
        if way == "doubt" and slot == "where":
            self._officer("where_doubt", x=one, y=two)
            return
        reject = self._rng.choice(self._say_how["reject"]).format(s=self._out.suspect.title())
        again = self._rng.choice(self._say_how[f"{slot}_question"]).format(**fill) if way == "again" else ""
        self._out.lines.append(f"{self._out.officer}: {reject} {again}".rstrip())

    def _guess_run(self) -> None:
        fill, _ = self._fill()
        slot, values = self._values(self._rng.randint(3, 4))
        self._officer(f"{slot}_question", **fill)
        lines = [self._suspect(f"{slot}_answer", x=values[0])]
        for value in values[1:]:
            self._officer("reject")
            lines.append(self._suspect(f"{slot}_answer", x=value))
            self._out.corrections.append(TrueCorrection(lines[-2], lines[-1], False))
        self._officer("accept")
        self._suspect("assent")
        self._out.runs.append(tuple(lines))

    def _yes_no(self) -> None:
        fill, words = self._deed()
        asked = self._rng.choice(self._say_how["yes_no_question"]).format(**fill)
        line = self._line(self._out.officer, asked, {})
        first = self._suspect("holds_no", **fill)
        held = self._rng.random() < 0.4
        reject = self._rng.choice(self._say_how["reject"]).format(s=self._out.suspect.title())
        self._line(self._out.officer, f"{reject} {asked}", {})
        final = self._suspect("holds_no" if held else "gives_in", **fill)
        self._out.corrections.append(TrueCorrection(first, final, held))
        later = None if held else final
        self._know(words, line, "interrogator", "", "denial", "act denied", reversed_line=later)

    def _sure(self) -> None:
        fill, _ = self._fill()
        slot, (one,) = self._values(1)
        self._officer(f"{slot}_question", **fill)
        first = self._suspect(f"{slot}_answer", x=one)
        self._officer("sure")
        final = self._suspect("sure_yes")
        self._out.corrections.append(TrueCorrection(first, final, True))

    def _story(self) -> None:
        fill, words = self._fill()
        self._officer("open_question")
        self._out.lines.append(f"{self._out.suspect}: {self._say_how['story_one']}")
        first = len(self._out.lines)
        self._officer("story_press")
        self._out.lines.append(f"{self._out.suspect}: {self._say_how['story_two'].format(**fill)}")
        final = len(self._out.lines)
        self._out.corrections.append(TrueCorrection(first, final, False))
        self._know(words, final, "suspect", "open_answer", "none", "story")


def _article(phrase: str) -> str:
    return "an" if phrase[0] in "aeiou" else "a"


def _upper(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]
