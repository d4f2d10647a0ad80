from __future__ import annotations

from coercionscan.records import Origin
from coercionscan.transcripts.read import read

OLD = (
    "Q. What say you, Goodwife Poole?  A. I doe not know him. {told}  Q. Did you see him there?  A. I did not.\n"
    "Q. Who hath said it?  A. No body.  Q. Was it dark?  A. It was.\n"
)


def narrated(text: str) -> list[str]:
    return [turn.text for turn in read(text.encode()).turns if turn.origin is Origin.NARRATION]


def test_what_happens_in_the_room_is_the_clerks() -> None:
    for told in (
        "The children fell downe. They were all silent.",
        "Then the constable was sent out.",
        "She further saith that it was dark.",
        "Being asked if it was night, saith no.",
    ):
        assert narrated(OLD.format(told=told)) == [told]


def test_what_may_be_said_by_the_examinant_stays_speech() -> None:
    for told in (
        "The children fell downe before me.",
        "The children live there.",
        "The children were there. I saw it.",
    ):
        assert not narrated(OLD.format(told=told))


def test_a_record_of_today_has_no_clerk() -> None:
    text = OLD.replace("hath", "has").replace("doe ", "do ").replace("Goodwife", "Mrs.")
    assert not narrated(text.format(told="The witness was there."))
