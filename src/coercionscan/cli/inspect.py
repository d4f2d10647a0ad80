"""``coercionscan inspect``: how a transcript was read, to correct it before it is scored."""

from __future__ import annotations

from collections.abc import Iterator

import click

from coercionscan.cli.inputs import case_of, name_of, parsed_roles, reading_options, source_of
from coercionscan.cli.output import emit
from coercionscan.cli.redaction import Hiding, redact_options
from coercionscan.records import Transcript
from coercionscan.reports.excerpt import clean, quote
from coercionscan.reports.words import counted, percent, plain

_LINE = 100


@click.command(name="inspect")
@click.argument("file")
@click.option("--turns", "first", default=12, show_default=True, metavar="N", help="Show the first N turns; 0 for all.")
@redact_options
@reading_options
def command(
    file: str,
    first: int,
    redact: str | None,
    redact_list: str | None,
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Show how FILE was read: format, speakers with reasons, quality, first turns, what was stripped.

    Nothing is tagged or scored. Use --role, --case or --input-format to correct what is wrong.
    """
    from coercionscan.transcripts.read import read  # loads all readers

    hiding, case = Hiding.of(redact, redact_list), case_of(case_path)
    transcript = read(
        source_of(file),
        name=name_of(file),
        input_format=input_format,
        case=case,
        roles=parsed_roles(roles) or None,
    )
    transcript = hiding.transcript(transcript, case)
    hiding.finish()
    emit("".join(f"{line}\n" for line in _lines(transcript, first)), as_terminal_text=True)


def _lines(transcript: Transcript, first: int) -> Iterator[str]:
    source, quality = transcript.source, transcript.quality
    yield f"{clean(source.name)}: read as {plain(source.format)} ({clean(source.format_reason)}), {source.encoding}"
    yield f"quality {plain(quality.grade)}: {quality.grade_rule}"
    if quality.not_assessable_reason:
        yield f"not assessable: {quality.not_assessable_reason}"
    yield (
        f"{counted(quality.turn_count, 'turn')}, {counted(quality.word_count, 'word')}, unclear "
        f"{percent(quality.unclear_share)}, {counted(quality.doubtful_turn_count, 'turn')} of doubtful speaker"
    )
    yield from _speakers(transcript)
    yield from _turns(transcript, first)
    yield from _stripped(transcript)
    yield from (f"note: {clean(notice.message)}" for notice in transcript.notices)


def _speakers(transcript: Transcript) -> Iterator[str]:
    yield ""
    for speaker in transcript.speakers:
        turns = counted(speaker.turn_count, "turn")
        yield f"{clean(speaker.label) or '(no label)'} = {plain(speaker.role)}, {turns}: {clean(speaker.reason)}"
        for merged in speaker.merged_labels:
            yield f"    also written {clean(merged.label)} ({merged.count}): {clean(merged.reason)}"


def _turns(transcript: Transcript, first: int) -> Iterator[str]:
    yield ""
    for turn in transcript.turns[: first or None]:
        said = quote(transcript, turn.index, limit=_LINE)
        gesture = "" if turn.origin == "spoken" else f" [{turn.origin}]"
        yield f"{said.place.cite}  {said.speaker or '(no label)'} ({plain(turn.role)}){gesture}: {said.text}"
    yield ""


def _stripped(transcript: Transcript) -> Iterator[str]:
    for line in transcript.quality.stripped:
        yield f"taken out, line {line.file_line} ({clean(line.reason)}): {clean(line.text)[:_LINE]}"
