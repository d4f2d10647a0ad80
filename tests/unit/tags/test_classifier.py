"""The model file, its card, and the classifier at work."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coercionscan.errors import ModelError
from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.lexicon.entry import Example
from coercionscan.matching.language import Language
from coercionscan.records import TagStatus
from coercionscan.tags.artifact import ARRAYS, CARD, PIPELINE, Model, load_model, load_pipeline
from coercionscan.tags.classifier import Classifier, probabilities, vector
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.features import ngrams
from coercionscan.tags.rehearse import played
from coercionscan.tags.settle import settle
from coercionscan.training import examples
from coercionscan.training.train import TrainedModel, train

CODES = ("moral_minimization", "rights_advisement", "knowledge_claim", "closed_question")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    whole = load()
    return replace(whole, entries=tuple(entry for entry in whole.entries if entry.id in CODES))


@pytest.fixture(scope="module")
def trained(lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> TrainedModel:
    return train(lexicon, tmp_path_factory.mktemp("model"), seed=3)


def loosened(trained: TrainedModel) -> Model:
    """The model with every code active from one half on: what is tested is the way, not the figures."""
    model = trained.model
    return replace(
        model,
        active=frozenset(model.codes),
        thresholds=np.full(len(model.codes), 0.5),
        precision=(0.9,) * len(model.codes),
    )


def test_plain_arrays_give_what_scikit_learn_gives(lexicon: Lexicon, trained: TrainedModel) -> None:
    rows = examples.rows(lexicon, Language(lexicon.forms))
    pipeline = load_pipeline(trained.files[0].parent)
    model = trained.model
    known = [[gram for gram in row.ngrams if gram in model.vocabulary] for row in rows]
    known = [grams for grams in known if grams]
    ours = probabilities(model, [vector(model, Counter(grams)) for grams in known])
    matrix = pipeline["vectorizer"].transform(known)
    for column, code in enumerate(model.codes):
        theirs = pipeline["models"][code].predict_proba(matrix)[:, 1]
        np.testing.assert_allclose(ours[:, column], theirs, rtol=0, atol=1e-9)


def test_form_codes_are_not_learned(trained: TrainedModel) -> None:
    assert "closed_question" not in trained.model.codes
    assert "rights_advisement" in trained.model.codes


def test_same_seed_same_files(lexicon: Lexicon, trained: TrainedModel, tmp_path: Path) -> None:
    again = train(lexicon, tmp_path, seed=3)
    assert again.card["files"] == trained.card["files"]
    assert again.card["figures"] == trained.card["figures"]


def test_card_names_what_is_active_and_by_which_rule(trained: TrainedModel) -> None:
    card = json.loads((trained.files[0].parent / CARD).read_text(encoding="utf-8"))
    assert set(card["active"]) <= set(card["codes"])
    assert card["threshold_rule"]
    assert card["limits"]
    assert card["intended_use"]
    for code in set(card["codes"]) - set(card["active"]):
        assert card["figures"][code]["threshold"] > 1


@pytest.mark.parametrize("name", [ARRAYS, PIPELINE])
def test_a_changed_file_is_refused_before_it_is_loaded(trained: TrainedModel, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(trained.files[0].parent, folder)
    with (folder / name).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError, match="digest"):
        load_model(folder) if name == ARRAYS else load_pipeline(folder)


@pytest.mark.parametrize("name", [ARRAYS, CARD])
def test_a_missing_file_says_what_to_do(trained: TrainedModel, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(trained.files[0].parent, folder)
    (folder / name).unlink()
    with pytest.raises(ModelError) as caught:
        load_model(folder)
    assert "coercionscan train" in caught.value.hint


def test_arrays_with_objects_inside_are_refused(trained: TrainedModel, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(trained.files[0].parent, folder)
    np.savez(folder / ARRAYS, vocabulary=np.array([object()], dtype=object), allow_pickle=True)
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    import hashlib

    card["files"][ARRAYS] = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelError):
        load_model(folder)


def test_a_tag_stands_on_its_sentence_and_shows_its_words(lexicon: Lexicon, trained: TrainedModel) -> None:
    text = "The kettle is on. You have the right to remain silent and anything you say can be used. It is raining."
    entry = lexicon.entry("rights_advisement")
    transcript = played(entry, Example(text=text))
    words = Language(lexicon.forms).transcript(transcript)
    domains = {item.id: item.domain for item in lexicon.entries}
    tags = Classifier(loosened(trained), domains).tag(transcript, words, dialogue(transcript))
    tag = next(tag for tag in tags if tag.code == "rights_advisement")
    assert tag.text.startswith("You have the right")
    assert tag.text.endswith("used.")
    assert tag.tagger == "classifier"
    assert tag.status is TagStatus.ACTIVE
    assert tag.evidence.features
    assert all(weight > 0 for _, weight in tag.evidence.features)
    assert {name for name, _ in tag.evidence.features} <= set(ngrams(words[0].tokens))


def test_the_other_side_and_inactive_codes_are_silent(lexicon: Lexicon, trained: TrainedModel) -> None:
    entry = lexicon.entry("rights_advisement")
    language = Language(lexicon.forms)
    text = "You have the right to remain silent and anything you say can be used."
    domains = {item.id: item.domain for item in lexicon.entries}
    answer = played(entry, Example(text=text, speaker="suspect"))
    model = loosened(trained)
    assert Classifier(model, domains).tag(answer, language.transcript(answer), dialogue(answer)) == []
    asked = played(entry, Example(text=text))
    silent = replace(model, active=frozenset())
    assert Classifier(silent, domains).tag(asked, language.transcript(asked), dialogue(asked)) == []


def test_a_joined_tag_keeps_both_explanations(lexicon: Lexicon, trained: TrainedModel) -> None:
    entry = lexicon.entry("rights_advisement")
    transcript = played(entry, Example(text="You have the right to remain silent and anything you say can be used."))
    words = Language(lexicon.forms).transcript(transcript)
    learned = Classifier(loosened(trained), {item.id: item.domain for item in lexicon.entries}).tag(
        transcript, words, dialogue(transcript)
    )
    rule = replace(learned[0], tagger="rule", evidence=replace(learned[0].evidence, features=(), explanation="Rule."))
    joined = settle([rule], learned)
    assert joined[0].tagger == "rule+classifier"
    assert joined[0].evidence.features == learned[0].evidence.features
    assert joined[0].evidence.explanation.startswith("Rule.")


def test_the_shipped_model_matches_its_card() -> None:
    model = load_model()
    assert model.codes
    assert model.weights.shape == (len(model.vocabulary), len(model.codes))
