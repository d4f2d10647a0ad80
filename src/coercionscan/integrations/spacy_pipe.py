"""A spaCy component: ``nlp.add_pipe("coercionscan")`` marks tactics and answers as spans of a Doc."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from coercionscan.errors import UnknownFormat, UnreadableInput
from coercionscan.integrations.utterances import analysed, role_of, scanner_of
from coercionscan.records import Analysis, Tag, TagStatus, Transcript

SPANS_KEY = "coercion"
USER_DATA = "coercionscan"
_COLOURS = {
    "pressure": "#f3c9b0",
    "inducement": "#bcd6f2",
    "rights": "#dccbec",
    "contamination": "#eddcae",
    "suspect": "#dddddd",
    "good_practice": "#bde3dd",
    "questioning": "#eeeeee",
}


@Language.factory(
    "coercionscan",
    assigns=["doc.spans", "doc.user_data"],
    default_config={
        "profile": "default",
        "spans_key": SPANS_KEY,
        "unit": "transcript",
        "role": "interrogator",
        "suppressed": False,
        "use_model": True,
    },
)
def create(
    nlp: Language,  # noqa: ARG001 - spaCy hands it in
    name: str,
    profile: str,
    spans_key: str,
    unit: str,
    role: str,
    suppressed: bool,
    use_model: bool,
) -> CoercionPipe:
    """Make the component; spaCy finds it by an entry point, nothing needs to be imported."""
    return CoercionPipe(
        name=name,
        profile=profile,
        spans_key=spans_key,
        unit=unit,
        role=role,
        suppressed=suppressed,
        use_model=use_model,
    )


class CoercionPipe:
    """Writes findings to ``doc.spans[spans_key]``: the label is the code, the id of a span is the id of the tag.

    ``doc.user_data["coercionscan"]`` holds plain values only, so that a Doc serialises: under ``tags`` by id the
    confidence, domain, status, tagger and explanation, and under ``confessions`` kind, place, band and both indexes.
    A text that cannot be read as a transcript has no spans, and ``error`` says why.

    Attributes:
        unit: ``transcript`` for texts with speaker labels, ``turn`` where each Doc is one utterance by ``role``.
        suppressed: Whether hits that were set aside are among the spans.
    """

    def __init__(
        self,
        *,
        name: str = "coercionscan",
        profile: str = "default",
        spans_key: str = SPANS_KEY,
        unit: str = "transcript",
        role: str = "interrogator",
        suppressed: bool = False,
        use_model: bool = True,
    ) -> None:
        """Keep the settings; lexicon and model are loaded at the first Doc, in each process once."""
        self.name = name
        self.profile = profile
        self.spans_key = spans_key
        self.unit = unit
        self.role = role_of(role)
        self.suppressed = suppressed
        self.use_model = use_model

    def __call__(self, doc: Doc) -> Doc:
        """Mark a Doc.

        Args:
            doc: Any Doc; its tokens are used as they are, and a finding is widened to whole tokens.
        """
        scanner = scanner_of(self.profile, use_model=self.use_model)
        doc.spans[self.spans_key] = []
        try:
            analysis = analysed(scanner, doc.text, unit=self.unit, role=self.role)
        except (UnknownFormat, UnreadableInput) as error:
            doc.user_data[USER_DATA] = {"tags": {}, "confessions": (), "error": str(error)}
            return doc
        self._write(doc, analysis)
        return doc

    def _write(self, doc: Doc, analysis: Analysis | None) -> None:
        tags: dict[str, dict[str, Any]] = {}
        spans: list[Span] = []
        for tag in analysis.tagging.tags if analysis else ():
            if tag.status is TagStatus.SUPPRESSED and not self.suppressed:
                continue
            span = _span(doc, analysis.transcript, tag) if analysis else None
            if span is not None:
                spans.append(span)
                tags[tag.id] = _told(tag)
        doc.spans[self.spans_key] = spans
        doc.user_data[USER_DATA] = {"tags": tags, "confessions": tuple(_confessions(analysis)) if analysis else ()}


def _span(doc: Doc, transcript: Transcript, tag: Tag) -> Span | None:
    """The tokens of a finding; None where the reading text has moved away from the Doc (stripped page heads)."""
    offsets = _in_doc(doc.text, transcript, tag)
    if offsets is None:
        return None
    return doc.char_span(*offsets, label=tag.code, span_id=tag.id, alignment_mode="expand")


def _in_doc(text: str, transcript: Transcript, tag: Tag) -> tuple[int, int] | None:
    """Offsets of a finding in the text of the Doc: the reader counts each line end as one letter."""
    places = []
    for at in (tag.span.start, max(tag.span.end - 1, tag.span.start)):
        run = transcript.locate(at)
        if run.source_offset is None:
            return None
        places.append(_with_returns(text, run.source_offset + at - run.start))
    start, end = places[0], places[1] + 1
    return (start, end) if _flat(text[start:end]) == _flat(tag.text) else None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _with_returns(text: str, offset: int) -> int:
    """An offset that counts line ends as one letter, in a text where some have two."""
    returns = [at - number for number, at in enumerate(_pairs(text))]
    return offset + bisect_right(returns, offset - 1)


def _pairs(text: str) -> Iterator[int]:
    at = text.find("\r\n")
    while at >= 0:
        yield at
        at = text.find("\r\n", at + 2)


def _told(tag: Tag) -> dict[str, Any]:
    return {
        "confidence": tag.confidence,
        "domain": tag.domain,
        "status": str(tag.status),
        "tagger": tag.tagger,
        "explanation": tag.evidence.explanation,
        "suppressed_by": tag.evidence.suppressed_by,
    }


def _confessions(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for one in analysis.confessions:
        risk = analysis.risk_of(one)
        yield {
            "kind": str(one.kind),
            "first_turn_index": one.first_turn_index,
            "last_turn_index": one.last_turn_index,
            "acts": one.acts,
            "band": str(risk.band) if risk else None,
            "voluntariness_index": risk.voluntariness_index if risk else None,
            "reliability_index": risk.reliability_index if risk else None,
        }


def displacy_options(doc: Doc, spans_key: str = SPANS_KEY) -> dict[str, Any]:
    """Options for ``displacy.render(doc, style="span", options=...)``: the key, and a colour for each code by domain.

    Args:
        doc: A Doc that the component has marked.
        spans_key: Where its spans are.
    """
    told = doc.user_data.get(USER_DATA, {}).get("tags", {})
    colours = {
        span.label_: _COLOURS.get(told.get(span.id_, {}).get("domain", ""), "#eeeeee") for span in doc.spans[spans_key]
    }
    return {"spans_key": spans_key, "colors": colours}


def as_entities(doc: Doc, spans_key: str = SPANS_KEY) -> Sequence[Span]:
    """The longest spans that do not overlap, for ``doc.ents`` and ``displacy.render(doc, style="ent")``.

    Args:
        doc: A Doc that the component has marked.
        spans_key: Where its spans are.
    """
    found: Sequence[Span] = filter_spans(list(doc.spans[spans_key]))
    return found
