"""Names with a full stop: officials with titles, and people without."""

from __future__ import annotations

from coercionscan.transcripts.read import read

ROUNDS = (
    ("Mr. Osgood. What say you to this charge?", "Tully. I never hurt them."),
    ("Mr. Osgood. Who then did it?", "Tully. I do not know, sir."),
    ("Mr. Prior. Why did you go away?", "Tully. I was sent for."),
    ("Mr. Prior. Who sent for you?", "Tully. My brother did."),
    ("Mr. Osgood. Where is he now?", "Tully. At sea."),
)


def _voices(lines: list[str]) -> list[str]:
    transcript = read("\n".join(lines).encode(), input_format="dotted")
    return [turn.speaker for turn in transcript.turns]


def test_one_bare_name_answers_officials_with_titles() -> None:
    voices = _voices([line for pair in ROUNDS for line in pair])
    assert voices == ["Mr. Osgood", "Tully", "Mr. Osgood", "Tully"] + ["Mr. Prior", "Tully"] * 2 + [
        "Mr. Osgood",
        "Tully",
    ]


def test_a_bare_name_that_is_also_spoken_of_is_no_label() -> None:
    lines = [line for pair in ROUNDS for line in pair]
    assert "Tully" not in _voices([*lines, "Mr. Prior. Tully, you said so to Tully."])


def test_a_bare_name_apart_from_the_officials_is_no_label() -> None:
    asked, said = zip(*ROUNDS, strict=True)
    assert "Tully" not in _voices([*asked, *said])
