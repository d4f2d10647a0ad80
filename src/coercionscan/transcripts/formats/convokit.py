"""ConvoKit corpora: the folder's ``utterances.jsonl``, one conversation."""

from __future__ import annotations

from coercionscan.errors import UnsupportedDocument
from coercionscan.transcripts.document import Document
from coercionscan.transcripts.draft import Reading, Utterance, compose
from coercionscan.transcripts.formats.base import NO, Format, FormatInfo, Guess, ReadOptions
from coercionscan.transcripts.formats.jsonl import objects
from coercionscan.transcripts.tables import plain, time_of

CORPUS_FILE = "utterances.jsonl"
"""The file of a corpus folder that holds the words. Source: ConvoKit documentation."""
_LONGEST_MS = 1_000_000_000
"""Later times are dates, not times of a recording."""


def sniff(document: Document) -> Guess:
    """See ``Format``."""
    first = document.sample.lstrip().split("\n", 1)[0]
    keys = ('"conversation_id"', '"root"', '"reply-to"', '"reply_to"')
    if first[:1] == "{" and '"speaker"' in first and '"text"' in first and any(key in first for key in keys):
        return Guess(score=0.98, reason="utterances with a conversation and a reply")
    return NO


def read(document: Document, options: ReadOptions) -> Reading:
    """See ``Format``.

    Raises:
        UnsupportedDocument: For a corpus of several conversations.
    """
    del options
    found, lines = objects(document)
    talks = {str(row.get("conversation_id", row.get("root", ""))) for row in found}
    if len(talks) > 1:
        hint = "Write the utterances of one conversation to a file of its own."
        raise UnsupportedDocument(f"a corpus of {len(talks)} conversations", where=document.where, hint=hint)
    times = [time_of(row.get("timestamp")) for row in found]
    dates = any(time is not None and time > _LONGEST_MS for time in times)
    return compose(
        Utterance(
            speaker=plain(row.get("speaker")),
            text=plain(row.get("text")),
            file_line=line,
            start_ms=None if dates else time,
        )
        for row, line, time in zip(found, lines, times, strict=True)
    )


FORMAT = Format(
    info=FormatInfo(name="convokit", title="ConvoKit corpus (one conversation)", suffixes=(".jsonl",), tier=2),
    sniff=sniff,
    read=read,
)
