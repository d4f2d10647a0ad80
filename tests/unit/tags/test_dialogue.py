"""Who answers whom."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from coercionscan.lexicon.catalogue import load
from coercionscan.lexicon.entry import Example
from coercionscan.records import Role, Transcript
from coercionscan.tags.dialogue import Dialogue, dialogue, side_of
from coercionscan.tags.rehearse import played

ENTRY = load().entries[0]
ROLES = st.sampled_from([Role.INTERROGATOR, Role.EXAMINER, Role.SUSPECT, Role.WITNESS, Role.COUNSEL, Role.UNKNOWN])


def talk_of(roles: list[Role]) -> tuple[Transcript, Dialogue]:
    """A transcript of one-word turns by these roles."""
    rows = tuple("I: word" for _ in roles)
    made = played(ENTRY, Example.model_validate({"text": "word", "previous": rows[1:], "speaker": "interrogator"}))
    turns = tuple(dataclasses.replace(turn, role=role) for turn, role in zip(made.turns, roles, strict=True))
    transcript = dataclasses.replace(made, turns=turns)
    return transcript, dialogue(transcript)


def test_sides() -> None:
    """Examiners ask, witnesses are questioned, counsel does neither."""
    assert [side_of(role) for role in (Role.EXAMINER, Role.WITNESS, Role.COUNSEL)] == ["interrogator", "suspect", None]


def test_neighbours() -> None:
    """Counsel between two turns does not part question and answer."""
    _, talk = talk_of([Role.INTERROGATOR, Role.COUNSEL, Role.SUSPECT, Role.SUSPECT, Role.INTERROGATOR])
    assert talk.other_before == (None, None, 0, 0, 3)
    assert talk.other_after == (2, None, 4, 4, None)
    assert talk.before(4, "suspect", 5) == (3, 2)


def test_excluded_turns_have_no_side() -> None:
    """A turn that was taken out answers nobody."""
    transcript, _ = talk_of([Role.INTERROGATOR, Role.SUSPECT])
    turns = (dataclasses.replace(transcript.turns[0], excluded_reason="index"), transcript.turns[1])
    assert dialogue(dataclasses.replace(transcript, turns=turns)).other_before == (None, None)


@given(st.lists(ROLES, min_size=1, max_size=12))
def test_the_neighbour_is_the_nearest_of_the_other_side(roles: list[Role]) -> None:
    """Between a turn and its neighbour stands no turn of the neighbour's side."""
    _, talk = talk_of(roles)
    for index, before in enumerate(talk.other_before):
        if before is None:
            continue
        assert talk.sides[before] not in (None, talk.sides[index])
        assert all(talk.sides[at] != talk.sides[before] for at in range(before + 1, index))
