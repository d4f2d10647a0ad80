"""Reading the files of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from coercionscan.errors import UnreadableInput
from coercionscan.records import QuestionForm, Role
from coercionscan.training.scenes import Scene, corpus_digest, read_scene_file, read_scenes, transcript_of

HEAD = """# id: {name}
# crime: theft
# place: nowhere
# era: 1990s
# setting: a room
# kind: {kind}
# noise: none
# questioned: suspect
"""


def _written(folder: Path, body: str, kind: str = "interrogation", name: str = "a-01") -> list[Scene]:
    path = folder / "a" / f"{name}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD.format(name=name, kind=kind) + "\n" + body, encoding="utf-8")
    return list(read_scene_file(path))


def test_marks_are_taken_out_and_kept_by_place(tmp_path: Path) -> None:
    (scene,) = _written(tmp_path, "I[l]: [[knowledge_claim+honesty_demand|We know, be honest]], right?\nS: No.\n")
    first, second = scene.lines
    assert first.words == "We know, be honest, right?"
    assert {first.words[mark.start : mark.end] for mark in first.marks} == {"We know, be honest"}
    assert first.codes == {"knowledge_claim", "honesty_demand"}
    assert first.form is QuestionForm.LEADING
    assert second.form is None


def test_near_misses_are_no_codes(tmp_path: Path) -> None:
    (scene,) = _written(tmp_path, "I[n]: [[!release_promise|You can go home]] whenever you like.\nS: Ok.\n")
    assert scene.lines[0].codes == frozenset()
    assert scene.lines[0].near_misses == {"release_promise"}


def test_empty_lines_part_exchanges_and_nothing_else(tmp_path: Path) -> None:
    body = "I[p]: Where?\nS: There.\n\nI[p]: When?\n"
    assert len(_written(tmp_path, body)) == 1
    apart = _written(tmp_path, body, kind="exchanges")
    assert [(scene.name, len(scene.lines)) for scene in apart] == [("a-01.1", 2), ("a-01.2", 1)]


def test_a_scene_becomes_a_grounded_transcript(tmp_path: Path) -> None:
    (scene,) = _written(tmp_path, "I[p]: Where?\nS: [[denial|Not me]].\nP: Leave him.\nO: (coughs)\n")
    transcript = transcript_of(scene)
    assert [turn.role for turn in transcript.turns] == [
        Role.INTERROGATOR,
        Role.SUSPECT,
        Role.APPROPRIATE_ADULT,
        Role.OTHER,
    ]
    assert [turn.text for turn in transcript.turns] == [line.words for line in scene.lines]


@pytest.mark.parametrize(
    "line", ["X: Hello.", "I: Where?", "S[p]: There.", "I[p]: [[denial|Where?", "I[z]: Where?", "no turn at all"]
)
def test_what_is_no_turn_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(UnreadableInput, match=r"a-01\.txt:10"):
        _written(tmp_path, f"{line}\n")


def test_a_head_without_its_keys_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a" / "a-02.txt"
    path.parent.mkdir()
    path.write_text("# id: a-02\n\nS: Yes.\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="crime"):
        list(read_scene_file(path))


def test_the_digest_knows_content_and_not_order(tmp_path: Path) -> None:
    one = _written(tmp_path, "S: Yes.\n", name="a-01")
    two = _written(tmp_path, "S: No.\n", name="a-02")
    assert corpus_digest([*one, *two]) == corpus_digest([*two, *one]) != corpus_digest(one)
    assert len(read_scenes(tmp_path)) == 2
