"""Bounded fuzzing in every test run: transcripts in many layouts, damaged in the ways that scans damage them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import FORMATS, check

SAMPLES = sorted(
    path.read_bytes()
    for path in (Path(__file__).parents[1] / "golden" / "formats" / "samples").iterdir()
    if path.suffix != ".expected"
)
NAMES = st.sampled_from(
    ["AMSEL", "DET. AMSEL", "Ida Brigg", "Q", "A", "Q.", "A.", "(H)", "Mr. Cole", "Speaker 1", "IB"]
)
SIGNS = st.sampled_from([": ", ":", "; ", ". ", " ", "\t", "] ", ":\n", " (00:01:02): "])
WORDS = st.lists(
    st.sampled_from(["where", "Did you?", "no.", "(nods)", "A lot", "[inaudible]", "12:05", '"I', "\u2014", "x:"]),
    max_size=8,
).map(" ".join)
MARGINS = st.sampled_from(["", "", "", " 1  ", "00012:01 ", "> ", '"', "\f", "**", "EM 0041\n", "Page 3\n", "____\n"])
LINES = st.tuples(MARGINS, NAMES, SIGNS, WORDS).map("".join)
LAYOUTS = st.lists(LINES, max_size=40).map("\n".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])


@settings(max_examples=120)
@given(LAYOUTS, ENCODINGS)
def test_layouts_in_any_encoding(text: str, encoding: str) -> None:
    check(text.encode(encoding, "replace"), None)


@settings(max_examples=150)
@given(st.sampled_from(SAMPLES), st.sampled_from([None, *FORMATS]), st.data())
def test_samples_with_damage(sample: bytes, input_format: str | None, data: st.DataObject) -> None:
    damaged = bytearray(sample)
    for _ in range(data.draw(st.integers(0, 6), label="cuts")):
        at = data.draw(st.integers(0, max(0, len(damaged) - 1)), label="at")
        length = data.draw(st.integers(0, 30), label="length")
        damaged[at : at + length] = data.draw(st.binary(max_size=8), label="bytes")
    check(bytes(damaged), input_format)
