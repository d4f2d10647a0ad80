"""Changes that should not matter change what they name and nothing else."""

from __future__ import annotations

import pytest

from coercionscan.lexicon.catalogue import load
from coercionscan.training.variants import Change, variants


@pytest.fixture(scope="module")
def changes() -> dict[str, Change]:
    return variants(load([]).tables["variants"])


def test_names_of_people_and_places_become_others_and_stay_one_person(changes: dict[str, Change]) -> None:
    first, second = changes["other names"](["So I asked Ramona about Tolbury.", "And Ramona said what?"])
    name = first.split()[3]
    assert name != "Ramona"
    assert "Tolbury" not in first
    assert second == f"And {name} said what?"


def test_a_capital_that_only_begins_a_sentence_is_no_name(changes: dict[str, Change]) -> None:
    assert changes["other names"](["Where was the key? The key was there."]) == [
        "Where was the key? The key was there."
    ]


def test_genders_change_sides(changes: dict[str, Change]) -> None:
    assert changes["other genders"](["He told his wife that she saw him."]) == ["She told her husband that he saw her."]
    assert changes["other genders"](["I saw her coat, so I called her."]) == ["I saw his coat, so I called him."]


def test_short_and_whole_forms(changes: dict[str, Change]) -> None:
    assert changes["contractions"](["I don't know. Can't say."]) == ["I do not know. Can not say."]
    assert changes["whole forms"](["I do not know what it is."]) == ["I don't know what it is."]


def test_speech_recognition_leaves_neither_marks_nor_capitals(changes: dict[str, Change]) -> None:
    assert changes["no marks, no capitals"](["No, I didn't. (crying) Why?"]) == ["no i didn't (crying) why"]


def test_letters_are_misread_the_same_way_each_time(changes: dict[str, Change]) -> None:
    text = ["the lawyer corner will call about the old modern clock"] * 40
    once, again = (changes["misread letters"](text) for _ in range(2))
    assert once == again
    assert 0 < sum(one != two for one, two in zip(once, text, strict=True)) < len(text)


@pytest.mark.parametrize("name", ["fillers", "padding", "curly quotes"])
def test_every_word_is_still_there(changes: dict[str, Change], name: str) -> None:
    text = ["I went to the store on the corner. I didn't see anybody there at all."] * 9
    changed = changes[name](text)
    assert changed != text
    for new in changed:
        left = iter(new.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(",", "").split())
        assert all(word in left for word in text[0].replace(",", "").split())
