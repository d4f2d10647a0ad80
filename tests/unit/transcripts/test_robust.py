"""Whatever comes in, a reader gives a grounded transcript or one error of the package."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coercionscan.errors import CoercionScanError
from coercionscan.transcripts.read import read
from coercionscan.transcripts.registry import all_formats

PIECES = st.sampled_from(
    [
        "Q. ",
        "A ",
        "A. ",
        "DET. ROWE: ",
        "PELL ",
        "PELL: ",
        "PEIL; ",
        "(nods) ",
        "(Pell nods)",
        "Page 4 of 9",
        "AB 00012",
        "____",
        "\n",
        "\n",
        "\n",
        "\f",
        "12:01 ",
        " 1 ",
        "25",
        "BY MR. ROE:",
        "**",
        ": ",
        "? ",
        "yes ",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "speaker,text\n",
        '{"speaker": "A", "text": "x"}',
        "<p data-tc=",
        "\u202e",
        "words and more ",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_mix_of_layouts_is_grounded(text: str) -> None:
    try:
        transcript = read(text.encode())
    except CoercionScanError as error:
        assert error.hint  # noqa: PT017 - either outcome is right
        return
    starts = [run.start for run in transcript.source_map]
    assert starts == sorted(starts)
    assert all(turn.first_line >= 1 for turn in transcript.turns)


@settings(max_examples=60)
@given(
    st.sampled_from(all_formats()),
    st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=20).map(lambda p: "".join(p).encode())),
)
def test_every_reader_survives_foreign_bytes(entry: object, data: bytes) -> None:
    try:
        read(data, input_format=entry.info.name)  # type: ignore[attr-defined]
    except CoercionScanError as error:
        assert str(error)  # noqa: PT017
