"""The model file, its card, and the classifier at work."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coercionscan.errors import ModelError, UnreadableInput
from coercionscan.lexicon.catalogue import Lexicon, load
from coercionscan.matching.language import Language
from coercionscan.records import Evidence, QuestionForm, Span, Tag, TagStatus, Transcript
from coercionscan.tags.artifact import ARRAYS, CARD, PIPELINE, SIDES, Model, SideModel, load_model, load_pipeline
from coercionscan.tags.classifier import Opinions
from coercionscan.tags.dialogue import dialogue
from coercionscan.tags.features import Features
from coercionscan.tags.make import make_tag
from coercionscan.tags.outlines import Outline, Outlines, Sight, is_word, plain
from coercionscan.tags.settle import settle
from coercionscan.tags.weighed import Known, Weighed
from coercionscan.training.scene_tags import SceneTagger
from coercionscan.training.scenes import Scene, read_scenes
from coercionscan.training.train import TrainedModel, train
from tests.builders import transcript

CORPUS = Path(__file__).parents[3] / "data" / "corpus" / "scenes"
TALK = (
    ("I", "It is raining again. You need to be honest with us now, just tell us the truth. What time is it?"),
    ("S", "I am telling you the truth."),
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five scenes of each of two writers, and one of a writer who is never learned from."""
    folder = tmp_path_factory.mktemp("corpus")
    for writer, size in (("w3", 5), ("w4", 5), ("w7", 1)):
        (folder / writer).mkdir()
        for path in sorted((CORPUS / writer).glob("*.txt"))[:size]:
            shutil.copy(path, folder / writer)
    return folder


@pytest.fixture(scope="module")
def trained(lexicon: Lexicon, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> TrainedModel:
    return train(lexicon, corpus, tmp_path_factory.mktemp("model"), seed=3)


def opinions_of(lexicon: Lexicon, model: Model, talk: Transcript, tags: tuple[Tag, ...] = ()) -> Opinions:
    words = Language(lexicon.forms).transcript(talk)
    forms = [QuestionForm.NONE] * len(talk.turns)
    return Opinions(model, words, Features(lexicon).outlines(talk, words, dialogue(talk), forms, tags))


def tuned(model: Model, *, report: float, keep: float) -> Model:
    sides = {
        name: replace(side, report=np.full_like(side.report, report), keep=np.full_like(side.keep, keep))
        for name, side in model.sides.items()
    }
    return replace(model, sides=sides)


def rule_tag(talk: Transcript, code: str, words: str, status: TagStatus = TagStatus.ACTIVE) -> Tag:
    start = talk.text.index(words)
    turn = next(turn.index for turn in talk.turns if turn.span.start <= start < turn.span.end)
    return make_tag(
        talk,
        code=code,
        domain="pressure",
        turn_index=turn,
        span=Span(start=start, end=start + len(words)),
        confidence=0.9,
        tagger="rule",
        evidence=Evidence(rule_id="x", explanation="Rule."),
        status=status,
    )


def domains(lexicon: Lexicon) -> dict[str, str]:
    return {entry.id: entry.domain for entry in lexicon.entries}


def outlines_of(lexicon: Lexicon, scenes: Iterable[Scene]) -> list[Outlines]:
    tagger, features = SceneTagger(lexicon), Features(lexicon)
    found = []
    for seen in map(tagger.tag, scenes):
        transcript, tagging = seen.transcript, seen.tagging
        forms, talk = tagging.question_forms, dialogue(transcript)
        found.append(features.outlines(transcript, seen.words, talk, forms, tagging.tags))
    return found


def of_side(seen: Outlines, name: str) -> tuple[list[Outline], list[Sight]]:
    pairs = [(one, sight) for one, sight in zip(seen.sentences, seen.sights(), strict=True) if one.side == name]
    return [one for one, _ in pairs], [sight for _, sight in pairs]


def test_plain_arrays_give_what_scikit_learn_gives(lexicon: Lexicon, corpus: Path, trained: TrainedModel) -> None:
    pipeline = load_pipeline(trained.files[0].parent)
    talks = outlines_of(lexicon, read_scenes(corpus))
    for name in SIDES:
        side, theirs = trained.model.sides[name], pipeline[name]
        judged = 0
        for seen in talks:
            sentences, sights = of_side(seen, name)
            if not sentences:
                continue
            ours = Weighed(Known(side, seen.spoken), sentences).probabilities()
            matrix = theirs["vectorizer"].transform([{**sight.own, **sight.shared} for sight in sights])
            for column, code in enumerate(side.codes):
                expected = theirs["models"][code].predict_proba(matrix)[:, 1]
                np.testing.assert_allclose(ours[:, column], expected, rtol=0, atol=2e-5)
            judged += len(sentences)
        assert judged


def test_a_model_knows_the_pairs_of_each_triple_that_it_knows() -> None:
    for side in load_model().sides.values():
        triples = [name.split(" ") for name in side.features if is_word(name) and name.count(" ") == 2]
        assert triples
        assert all(f"{one} {two}" in side.vocabulary for *pair, last in triples for one, two in (pair, (pair[1], last)))


def test_what_is_said_twice_in_a_sentence_counts_once(lexicon: Lexicon) -> None:
    talk = transcript(("S", "Fine."), ("I", "Fine words are fine words are."))
    words = Language(lexicon.forms).transcript(talk)
    seen = Features(lexicon).outlines(talk, words, dialogue(talk), [QuestionForm.NONE] * 2, ())
    sentences, sights = of_side(seen, "interrogator")
    names = sorted({**sights[0].own, **sights[0].shared})
    assert "fine words are" in names
    side = SideModel(
        codes=("x",),
        features=names,
        vocabulary={name: at for at, name in enumerate(names)},
        weights=np.ones((len(names) + 1, 1), dtype=np.float32),
        intercepts=np.zeros(1, dtype=np.float32),
        report=np.ones(1, dtype=np.float32),
        keep=np.zeros(1, dtype=np.float32),
    )
    summed = sum(sights[0].own.values()) + sum(sights[0].shared.values())
    chance = Weighed(Known(side, seen.spoken), sentences).probabilities()[0, 0]
    assert chance == pytest.approx(1 / (1 + np.exp(-summed)), abs=1e-5)


def test_forms_and_what_the_ledger_decides_are_not_learned(trained: TrainedModel) -> None:
    learned = {code for side in trained.model.sides.values() for code in side.codes}
    assert "closed_question" not in learned
    assert {"honesty_demand", "denial"} <= learned


@pytest.mark.parametrize("jobs", [1, 2])
def test_same_seed_same_files(lexicon: Lexicon, corpus: Path, trained: TrainedModel, tmp_path: Path, jobs: int) -> None:
    again = train(lexicon, corpus, tmp_path, seed=3, jobs=jobs)
    assert {path.name: path.read_bytes() for path in again.files} == {
        path.name: path.read_bytes() for path in trained.files
    }


def test_one_writer_is_too_few(lexicon: Lexicon, corpus: Path, tmp_path: Path) -> None:
    shutil.copytree(corpus / "w3", tmp_path / "corpus" / "w3")
    with pytest.raises(UnreadableInput, match="writers"):
        train(lexicon, tmp_path / "corpus", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_held_out_is_counted_and_not_learned(trained: TrainedModel) -> None:
    data = trained.card["training_data"]
    assert data["writers"] == ["w3", "w4"]
    assert data["held_out_scenes"] >= 1
    assert trained.card["figures_on_what_was_held_out"]["by_code"]["denial"]["n"] > 0


def test_card_says_by_which_rules_and_limits(trained: TrainedModel) -> None:
    card = json.loads((trained.files[0].parent / CARD).read_text(encoding="utf-8"))
    assert card["threshold_rule"]
    assert card["limits"]
    assert card["intended_use"]
    shares = card["calibration"]
    assert shares["with_rule"] == sorted(shares["with_rule"])
    assert shares["alone"] == sorted(shares["alone"])


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
    objects = {"interrogator.vocabulary": np.array([object()], dtype=object)}
    np.savez(folder / ARRAYS, **objects, allow_pickle=True)
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    card["files"][ARRAYS] = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
    (folder / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelError):
        load_model(folder)


def test_a_report_stands_on_its_sentence_and_shows_its_words(lexicon: Lexicon, trained: TrainedModel) -> None:
    talk = transcript(*TALK)
    model = tuned(trained.model, report=0.2, keep=0.0)
    # Ten scenes teach it to lean on what rules hit: one of two hits is there to be seen, and is not settled itself.
    seen = rule_tag(talk, "honesty_demand", "just tell us the truth")
    tags = settle(talk, (), opinions_of(lexicon, model, talk, (seen,)), domains(lexicon))
    tag = next(tag for tag in tags if tag.code == "honesty_demand")
    assert tag.text.startswith("You need to be honest")
    assert tag.text.endswith("truth.")
    assert (tag.tagger, tag.status) == ("classifier", TagStatus.ACTIVE)
    assert all(weight > 0 for _, weight in tag.evidence.features)
    assert any(is_word(name) for name, _ in tag.evidence.features)
    assert all(tag.code != "honesty_demand" for tag in tags if tag.turn_index == 1)


def test_what_answers_another_code_is_only_suggested_where_that_is_missing(
    lexicon: Lexicon, trained: TrainedModel
) -> None:
    talk = transcript(("S", "I went in."), *TALK)
    model = tuned(trained.model, report=0.2, keep=0.0)
    seen = rule_tag(talk, "honesty_demand", "just tell us the truth")
    admitted = rule_tag(talk, "full_admission", "I went in")
    found = {}
    for rules in ((), (admitted,)):
        opinions = opinions_of(lexicon, model, talk, (seen, *rules))
        tags = settle(talk, rules, opinions, domains(lexicon), answers={"honesty_demand": ("full_admission",)})
        found[bool(rules)] = next(tag for tag in tags if tag.code == "honesty_demand" and tag.turn_index == 1)
    assert found[True].status is TagStatus.ACTIVE
    assert found[False].status is TagStatus.SUGGESTED
    assert "left to a person" in found[False].evidence.explanation


def test_nothing_is_reported_below_its_threshold(lexicon: Lexicon, trained: TrainedModel) -> None:
    talk = transcript(*TALK)
    model = tuned(trained.model, report=1.01, keep=0.0)
    assert settle(talk, (), opinions_of(lexicon, model, talk), domains(lexicon)) == ()


def test_a_hit_that_is_thought_possible_keeps_both_explanations(lexicon: Lexicon, trained: TrainedModel) -> None:
    talk = transcript(*TALK)
    hit = rule_tag(talk, "honesty_demand", "be honest with us")
    model = tuned(trained.model, report=0.2, keep=0.0)
    settled = settle(talk, (hit,), opinions_of(lexicon, model, talk, (hit,)), domains(lexicon))
    tag = next(tag for tag in settled if tag.code == "honesty_demand")
    assert (tag.tagger, tag.text, tag.status) == ("rule+classifier", "be honest with us", TagStatus.ACTIVE)
    assert tag.evidence.explanation.startswith("Rule. Classifier: probability")
    assert tag.evidence.rule_id == "x"


def test_a_hit_that_is_thought_unlikely_becomes_a_suggestion(lexicon: Lexicon, trained: TrainedModel) -> None:
    talk = transcript(*TALK)
    hit = rule_tag(talk, "knowledge_claim", "raining again")
    model = tuned(trained.model, report=1.01, keep=0.99)
    settled = settle(talk, (hit,), opinions_of(lexicon, model, talk, (hit,)), domains(lexicon))
    assert [(tag.code, tag.status) for tag in settled] == [("knowledge_claim", TagStatus.SUGGESTED)]
    assert "left to a person" in settled[0].evidence.explanation


def test_a_silenced_hit_is_not_overruled(lexicon: Lexicon, trained: TrainedModel) -> None:
    talk = transcript(*TALK)
    silenced = rule_tag(talk, "honesty_demand", "be honest with us", TagStatus.SUPPRESSED)
    model = tuned(trained.model, report=0.2, keep=0.0)
    seen = rule_tag(talk, "honesty_demand", "just tell us the truth")
    settled = settle(talk, (silenced,), opinions_of(lexicon, model, talk, (seen, silenced)), domains(lexicon))
    found = {tag.status for tag in settled if tag.code == "honesty_demand"}
    assert found == {TagStatus.SUPPRESSED, TagStatus.SUGGESTED}


def test_codes_that_are_not_learned_are_left_to_the_rules(lexicon: Lexicon, trained: TrainedModel) -> None:
    talk = transcript(*TALK)
    hit = rule_tag(talk, "code_of_a_user", "raining again")
    model = tuned(trained.model, report=1.01, keep=0.99)
    settled = settle(talk, (hit,), opinions_of(lexicon, model, talk), {})
    assert settled == (hit,)


def test_left_out_codes_stay_out(lexicon: Lexicon, trained: TrainedModel) -> None:
    talk = transcript(*TALK)
    model = tuned(trained.model, report=0.2, keep=0.0)
    opinions = opinions_of(lexicon, model, talk)
    settled = settle(talk, (), opinions, domains(lexicon), left_out={"honesty_demand"})
    assert all(tag.code != "honesty_demand" for tag in settled)


def test_no_feature_of_a_place_looks_like_a_word(lexicon: Lexicon) -> None:
    talk = transcript(*TALK, ("I", "Be honest. First, is it raining?"))
    words = Language(lexicon.forms).transcript(talk)
    forms = [QuestionForm.NONE] * len(talk.turns)
    sights = Features(lexicon).outlines(talk, words, dialogue(talk), forms, ()).sights()
    assert [(sight.turn_index, sight.first) for sight in sights][:2] == [(0, 0), (0, 5)]
    for sight in sights:
        said = plain(words[sight.turn_index].tokens[sight.first : sight.end])
        grams = {" ".join(said[at : at + size]) for size in (1, 2, 3) for at in range(len(said) - size + 1)}
        assert {name for name in sight.own if is_word(name)} == grams
        assert not any(is_word(name) for name in sight.shared)


def test_novelty_counts_what_nobody_has_said(lexicon: Lexicon) -> None:
    talk = transcript(("I", "Where was the ladder?"), ("S", "The ladder was beside the orchard."))
    words = Language(lexicon.forms).transcript(talk)
    sights = Features(lexicon).outlines(talk, words, dialogue(talk), [QuestionForm.NONE] * 2, ()).sights()
    answer = sights[-1].own
    assert "@new:2" in answer
    assert "@taken:1" in answer
    assert answer["@answers"] == pytest.approx(1 / 3)


def test_sights_do_not_depend_on_what_comes_later(lexicon: Lexicon) -> None:
    def first(*talk: tuple[str, str]) -> list[Sight]:
        made = transcript(*talk)
        words = Language(lexicon.forms).transcript(made)
        forms = [QuestionForm.NONE] * len(made.turns)
        return Features(lexicon).outlines(made, words, dialogue(made), forms, ()).sights()[:4]

    assert first(*TALK) == first(*TALK, ("I", "Right."))[:4]


def test_the_shipped_model_matches_its_card() -> None:
    model = load_model()
    for side in model.sides.values():
        assert side.codes
        assert side.weights.shape == (len(side.vocabulary) + 1, len(side.codes))
