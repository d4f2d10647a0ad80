from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from coercionscan import scan
from coercionscan.errors import UsageError
from coercionscan.integrations.spacy_pipe import USER_DATA, as_entities, displacy_options
from coercionscan.records import TagStatus

SAMPLES = sorted((Path(__file__).parents[3] / "data/samples").glob("*/transcript.txt"))
SAMPLE = next(path for path in SAMPLES if "warehouse" in str(path))
TEXT = SAMPLE.read_text(encoding="utf-8")
SAID = "You can go home tonight if you just tell me what happened."


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("coercionscan")
    return made


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_the_spans_are_the_active_findings_of_a_scan(doc: Doc) -> None:
    active = [tag for tag in scan(SAMPLE).tags if tag.status is not TagStatus.SUPPRESSED]
    assert [span.id_ for span in doc.spans["coercion"]] == [tag.id for tag in active]
    for span, tag in zip(doc.spans["coercion"], active, strict=True):
        assert span.label_ == tag.code
        assert tag.text.strip() in span.text
        assert doc.user_data[USER_DATA]["tags"][tag.id]["confidence"] == tag.confidence


def test_confessions_are_told(doc: Doc) -> None:
    (one,) = doc.user_data[USER_DATA]["confessions"]
    assert (one["kind"], one["band"]) == ("full", str(scan(SAMPLE).risks[0].band))


def test_line_ends_of_two_letters_move_nothing(nlp: Language, doc: Doc) -> None:
    other = nlp(TEXT.replace("\n", "\r\n"))
    assert [span.text.replace("\r\n", "\n") for span in other.spans["coercion"]] == [
        span.text for span in doc.spans["coercion"]
    ]


def test_hits_that_were_set_aside_come_on_request() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("coercionscan", config={"suppressed": True, "spans_key": "all"})
    made = nlp(TEXT)
    assert len(made.spans["all"]) == len(scan(SAMPLE).tags)


def test_a_stream_and_several_processes_give_the_same(nlp: Language) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES[:3]]
    one = [[span.id_ for span in made.spans["coercion"]] for made in nlp.pipe(texts)]
    two = [[span.id_ for span in made.spans["coercion"]] for made in nlp.pipe(texts, n_process=2)]
    assert one == two
    assert all(one)


def test_docs_and_pipelines_come_back_from_the_disk(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (stored,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    for other in (again, stored):
        assert [(span.label_, span.id_) for span in other.spans["coercion"]] == [
            (span.label_, span.id_) for span in doc.spans["coercion"]
        ]
        # Sequences come back as lists or tuples, as spaCy likes.
        assert json.dumps(other.user_data[USER_DATA]) == json.dumps(doc.user_data[USER_DATA])
    nlp.to_disk(tmp_path / "pipe")
    loaded = spacy.load(tmp_path / "pipe")
    assert loaded.pipe_names == ["coercionscan"]
    made = loaded(TEXT)
    assert [span.id_ for span in made.spans["coercion"]] == [span.id_ for span in doc.spans["coercion"]]


def test_a_single_utterance_is_marked_by_role() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("coercionscan", config={"unit": "turn"})
    made = nlp(SAID)
    assert "release_promise" in {span.label_ for span in made.spans["coercion"]}
    asked = spacy.blank("en")
    asked.add_pipe("coercionscan", config={"unit": "turn", "role": "suspect"})
    made = asked(SAID)
    assert "release_promise" not in {span.label_ for span in made.spans["coercion"]}


@pytest.mark.parametrize("text", ["", "   \n", "no labels here, only prose that goes on and on"])
def test_what_is_no_transcript_has_no_spans(nlp: Language, text: str) -> None:
    made = nlp(text)
    assert list(made.spans["coercion"]) == []
    assert made.user_data[USER_DATA]["tags"] == {}


@pytest.mark.parametrize("config", [{"unit": "page"}, {"role": "king"}])
def test_wrong_settings_are_refused(config: dict[str, str]) -> None:
    def used() -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("coercionscan", config=config)
        nlp("A: Hello.")

    with pytest.raises((UsageError, ValueError)):
        used()


def test_displacy_draws_it(doc: Doc) -> None:
    drawn = displacy.render(doc, style="span", options=displacy_options(doc), page=False)
    assert "release_promise" in drawn
    doc.ents = as_entities(doc)
    assert "false_evidence_ploy" in displacy.render(doc, style="ent", page=False)
