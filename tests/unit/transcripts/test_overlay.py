from __future__ import annotations

import pytest

from coercionscan.errors import UnreadableInput, UnsupportedDocument
from coercionscan.transcripts.overlay import stretches
from coercionscan.transcripts.read import ReadOptions, read

WORDS = b"""{"segments":[{"start":1.0,"end":3.0,"text":"Where were you?"},{"start":3.2,"end":4.0,"text":"At home."},
{"start":4.1,"end":6.1,"text":"Alone? Yes."},{"start":90,"end":91,"text":"Hm."}]}"""
VOICES = """SPEAKER talk 1 1.000 2.100 <NA> <NA> SPK_A <NA> <NA>
SPEAKER talk 1 3.200 0.900 <NA> <NA> SPK_B <NA> <NA>
SPEAKER talk 1 4.100 1.100 <NA> <NA> SPK_A <NA> <NA>
SPEAKER talk 1 5.200 0.900 <NA> <NA> SPK_B <NA> <NA>
"""


def test_voices_are_laid_over_turns_by_their_time() -> None:
    transcript = read(WORDS, options=ReadOptions(overlay=VOICES))
    assert [turn.speaker for turn in transcript.turns] == ["SPK_A", "SPK_B", "SPK_A", ""]
    reasons = [turn.attribution_reason for turn in transcript.turns]
    assert reasons[:2] == [None, None]
    assert reasons[2] == "two voices share the time of this turn"
    assert reasons[3] == "nobody speaks at this time in the RTTM file"
    assert "4 of 4 turns" in next(n.message for n in transcript.notices if n.slug == "overlay")


@pytest.mark.parametrize("text", ["", "words", "SPEAKER talk 1 x y <NA> <NA> A <NA> <NA>", "SPEAKER talk 1 1.0 END"])
def test_a_damaged_overlay_is_one_error_with_its_line(text: str) -> None:
    with pytest.raises(UnreadableInput) as found:
        stretches(text, "v.rttm")
    assert found.value.where.startswith("v.rttm")


def test_an_overlay_alone_holds_no_words() -> None:
    with pytest.raises(UnsupportedDocument, match="holds no words"):
        read(VOICES.encode(), name="v.rttm")
