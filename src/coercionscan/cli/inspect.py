"""``coercionscan inspect``: how a transcript was read, to correct it before it is scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from coercionscan.cli.inputs import case_of, name_of, parsed_roles, reading_options, source_of
from coercionscan.cli.layout_options import layout_options, read_options
from coercionscan.cli.output import emit
from coercionscan.cli.redaction import Hiding, redact_options
from coercionscan.records import Attribution, Quality, Transcript, Turn
from coercionscan.reports.excerpt import clean, quote
from coercionscan.reports.words import counted, percent, plain

_LINE = 100
_MOST = 12
_MINUTE = 60_000


@click.command(name="inspect")
@click.argument("file")
@click.option("--turns", "first", default=12, show_default=True, metavar="N", help="Show the first N turns; 0 for all.")
@redact_options
@click.option("--all", "everything", is_flag=True, help="List all doubtful turns and all lines that were taken out.")
@layout_options
@reading_options
def command(
    file: str,
    first: int,
    redact: str | None,
    redact_list: str | None,
    everything: bool,
    overlay: str | None,
    columns: tuple[str, ...],
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> None:
    """Show how FILE was read: format, quality, speakers with reasons, first turns, doubts, what was taken out.

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
        options=read_options(overlay, columns),
    )
    transcript = hiding.transcript(transcript, case)
    hiding.finish()
    most = None if everything else _MOST
    emit("".join(f"{line}\n" for line in _lines(transcript, first, most)), as_terminal_text=True)


def _lines(transcript: Transcript, first: int, most: int | None) -> Iterator[str]:
    source = transcript.source
    yield f"{clean(source.name)}: read as {plain(source.format)} ({clean(source.format_reason)}), {source.encoding}"
    yield from _quality(transcript.quality, {speaker.id: speaker.label for speaker in transcript.speakers})
    yield from (f"note: {clean(notice.message)}" for notice in transcript.notices)
    yield from _speakers(transcript)
    yield from _turns(transcript, first)
    yield from _doubts(transcript, most)
    yield from _stripped(transcript, most)


def _quality(quality: Quality, labels: dict[str, str]) -> Iterator[str]:
    """The quality card, one line a matter."""
    yield f"quality {plain(quality.grade)} by the rule: {quality.grade_rule}"
    if quality.not_assessable_reason:
        yield f"  not assessable: {quality.not_assessable_reason}"
    questioned = f"{quality.questioned_turn_count:,} of the person questioned"
    yield f"  turns      {quality.turn_count:,} ({questioned}), {counted(quality.word_count, 'word')}"
    shares = [f"{clean(labels.get(who, who))} {percent(share)}" for who, share in quality.unclear_share_by_speaker[:4]]
    by = f" ({', '.join(shares)})" if shares else ""
    yield (
        f"  doubts     speaker doubtful {quality.doubtful_turn_count:,}, without words {quality.empty_turn_count:,}, "
        f"left out {quality.excluded_turn_count:,}, unclear {percent(quality.unclear_share)}{by}, "
        f"without a role {percent(quality.unknown_role_share)}"
    )
    length = f", from first to last {quality.duration_ms // _MINUTE:,} min" if quality.duration_ms is not None else ""
    recorded = quality.recorded_share
    part = "not known" if recorded is None else percent(recorded)
    yield f"  times      on {percent(quality.timed_share)} of the turns{length}; recorded part of the contact: {part}"
    reasons = Counter(line.reason for line in quality.stripped)
    told = "; ".join(f"{count} {clean(reason)}" for reason, count in reasons.most_common())
    yield f"  taken out  {counted(len(quality.stripped), 'line')}{': ' + told if told else ''}"


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
        yield _turn(transcript, turn)


def _turn(transcript: Transcript, turn: Turn) -> str:
    said = quote(transcript, turn.index, limit=_LINE)
    gesture = "" if turn.origin == "spoken" else f" [{turn.origin}]"
    return f"{said.place.cite}  {said.speaker or '(no label)'} ({plain(turn.role)}){gesture}: {said.text}"


def _doubts(transcript: Transcript, most: int | None) -> Iterator[str]:
    """Turns whose speaker is doubtful, and turns that are left out, each with its reason."""
    found = [turn for turn in transcript.turns if turn.attribution is Attribution.DOUBTFUL or turn.excluded_reason]
    if found:
        yield ""
    for turn in found[:most]:
        what = "left out" if turn.excluded_reason else "doubtful"
        reason = turn.excluded_reason or turn.attribution_reason or ""
        yield f"{what}, {_turn(transcript, turn)} <- {clean(reason)}"
    yield from _rest(len(found), most, "turn")


def _stripped(transcript: Transcript, most: int | None) -> Iterator[str]:
    lines = transcript.quality.stripped
    if lines:
        yield ""
    for line in lines[:most]:
        yield f"taken out, line {line.file_line} ({clean(line.reason)}): {clean(line.text)[:_LINE]}"
    yield from _rest(len(lines), most, "line")


def _rest(count: int, most: int | None, noun: str) -> Iterator[str]:
    if most is not None and count > most:
        yield f"... and {counted(count - most, noun)} more (--all lists them)"
