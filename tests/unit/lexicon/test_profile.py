from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from coercionscan.errors import LexiconError
from coercionscan.lexicon.catalogue import HOME, load
from coercionscan.lexicon.profile import Number, Profile, parse_profile, parse_session_factor

PATHS = sorted((HOME / "profiles").glob("*.toml"))
DEFAULT = (HOME / "profiles" / "default.toml").read_text(encoding="utf-8")


def numbers(value: object) -> Iterator[Number]:
    if isinstance(value, Number):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from numbers(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers(one)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_profile_names_itself_its_codes_and_its_grounds(path: Path) -> None:
    lexicon = load()
    profile = lexicon.profile(path.stem)
    assert profile.id == path.stem
    known = {entry.id for entry in lexicon.entries} | {factor.id for factor in lexicon.factors}
    assert {*profile.weight_of, *profile.half_mass_of, *profile.not_scored, *profile.not_applicable} <= known
    assert {rule.code for rule in profile.multipliers} <= known
    found = list(numbers(profile))
    assert len(found) > 30
    assert all(number.convention or set(number.sources) <= set(lexicon.sources) for number in found)
    for phrase in (*profile.confession.recess_phrases, *profile.confession.signing_phrases):
        re.compile(phrase)


def test_profiles_differ_from_the_default_only_where_they_say_why() -> None:
    default = parse_profile(DEFAULT, "default.toml")
    for path in PATHS:
        if path.stem != "default":
            other = parse_profile(path.read_text(encoding="utf-8"), str(path), DEFAULT)
            assert other.caveats
            assert (other.bands, other.item_weight, other.half_mass) == (
                default.bands,
                default.item_weight,
                default.half_mass,
            )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("strong = {value = 0.60, convention = true", "strong = {value = 0.60", "needs sources"),
        ("strong = {value = 0.60", "strong = {value = 1.60", "between 0 and 1"),
        ("some = {value = 0.25", "some = {value = 0.85", "rise"),
        ("common = {value = 3.0", "common = {value = 0.0", "above 0"),
        ("seed = 20250101", "seed = 20250101\nsead = 1", "sead"),
        ("[bands]", "[bands", "not valid TOML"),
    ],
)
def test_a_wrong_profile_is_refused(old: str, new: str, words: str) -> None:
    assert old in DEFAULT
    with pytest.raises(LexiconError, match=words):
        parse_profile(DEFAULT.replace(old, new, 1), "mine.toml")


def test_weights_and_half_masses_by_code() -> None:
    profile: Profile = parse_profile(DEFAULT, "default.toml")
    assert profile.weight("any", "strong") == 0.6
    assert profile.weight("any", "descriptive") == 0.0
    assert profile.weight("closed_question", "weak") == 0.0
    assert profile.half("leading_question", "question_form") == 20.0
    assert profile.half("any", "question_form") == 10.0
    assert profile.multiplier("vulnerability_cue", (("source", "case_file"),)) == 1.0
    assert profile.multiplier("vulnerability_cue", ()) == 0.6


def test_session_factors_rise_and_name_known_sources() -> None:
    lexicon = load()
    assert len(lexicon.factors) == 11
    for factor in lexicon.factors:
        exposures = [anchor.exposure for anchor in factor.anchors]
        assert exposures == sorted(exposures), factor.id
        assert set(factor.sources) <= set(lexicon.sources), factor.id
    duration = next(factor for factor in lexicon.factors if factor.id == "duration_before_admission")
    assert [duration.exposure(hours) for hours in (-1, 0, 1.9, 2, 5, 6, 11, 13)] == [0, 0, 0, 0.25, 0.5, 0.75, 0.75, 1]


def test_anchors_that_do_not_rise_are_refused() -> None:
    text = (HOME / "session" / "multiple_interrogators.toml").read_text(encoding="utf-8")
    with pytest.raises(LexiconError, match="rise"):
        parse_session_factor(text.replace("from_value = 3", "from_value = 2"), "mine.toml")


def test_a_profile_sets_only_what_differs_from_its_base() -> None:
    """Keys that a profile does not set come from the one that it is based on, table by table."""
    head = 'based_on = "default"\nid = "mild"\nname = "Mild"\nabout = "For a test."\n'
    text = head + "[bands]\nsome = {value = 0.3, convention = true}\n"
    made, default = parse_profile(text, "mild.toml", DEFAULT), parse_profile(DEFAULT, "default.toml")
    assert (made.id, made.bands.some.value, made.bands.many) == ("mild", 0.3, default.bands.many)
    assert made.windows == default.windows


def test_a_profile_without_its_base_is_refused() -> None:
    """A half profile must not score."""
    with pytest.raises(LexiconError):
        parse_profile('based_on = "nosuch"\nid = "mild"\nname = "Mild"\nabout = "For a test."\n', "mild.toml")
