from __future__ import annotations

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GridSearchCV, cross_val_predict
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils import estimator_checks as checks

from coercionscan.errors import UsageError
from coercionscan.integrations.estimators import TacticClassifier, TacticFeatures

PRESSING = [
    "You can go home tonight if you just tell me what happened.",
    "It will go a lot easier on you if you tell us now.",
    "We already know what happened. Nobody is going to believe you.",
    "Stop lying. We have got your fingerprints on the window.",
    "Anybody would have done the same, it was just an accident, right?",
    "If you don't talk, you are looking at twenty years.",
]
PLAIN = [
    "Tell me what you did on Thursday.",
    "What time did you get there?",
    "Which way did you drive?",
    "Would you like some water?",
    "What happened next?",
    "Where was the van?",
]
TEXTS, LABELS = PRESSING + PLAIN, ["pressing"] * 6 + ["plain"] * 6
ESTIMATORS = (TacticFeatures(use_model=False), TacticClassifier(use_model=False))
each = pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda one: type(one).__name__)

# The checks of scikit-learn that hand in no numbers; it skips the others itself for estimators of text.
CHECKS = (
    checks.check_estimator_cloneable,
    checks.check_estimator_tags_renamed,
    checks.check_valid_tag_types,
    checks.check_estimator_repr,
    checks.check_no_attributes_set_in_init,
    checks.check_parameters_default_constructible,
    checks.check_get_params_invariance,
    checks.check_set_params,
    checks.check_mixin_order,
)


@each
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_checks_of_scikit_learn(estimator: TacticFeatures | TacticClassifier, check: object) -> None:
    check(type(estimator).__name__, clone(estimator))  # type: ignore[operator]


@each
def test_fitting_twice_changes_nothing_and_parameters_stay(estimator: TacticFeatures | TacticClassifier) -> None:
    made = clone(estimator)
    before = made.get_params()
    method = "transform" if isinstance(made, TacticFeatures) else "predict_proba"
    first = getattr(made.fit(TEXTS, LABELS), method)(TEXTS)
    second = getattr(made.fit(TEXTS, LABELS), method)(TEXTS)
    assert np.array_equal(first, second)
    assert made.get_params() == before


@each
def test_rows_do_not_depend_on_each_other(estimator: TacticFeatures | TacticClassifier) -> None:
    made = clone(estimator).fit(TEXTS, LABELS)
    method = made.transform if isinstance(made, TacticFeatures) else made.predict_proba
    whole = method(TEXTS)
    assert np.allclose(np.vstack([method([text]) for text in TEXTS]), whole)
    assert np.allclose(method(TEXTS[::-1])[::-1], whole)


@each
def test_pickles(estimator: TacticFeatures | TacticClassifier) -> None:
    made = clone(estimator).fit(TEXTS, LABELS)
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - made here
    method = "transform" if isinstance(made, TacticFeatures) else "predict"
    assert np.array_equal(getattr(again, method)(TEXTS), getattr(made, method)(TEXTS))


@each
def test_unfitted_ones_say_so(estimator: TacticFeatures | TacticClassifier) -> None:
    method = "transform" if isinstance(estimator, TacticFeatures) else "predict"
    with pytest.raises(NotFittedError):
        getattr(clone(estimator), method)(TEXTS)


@pytest.mark.parametrize("wrong", ["one text", [1, 2], [None], np.zeros((2, 3))])
def test_what_is_no_list_of_texts_is_refused(wrong: object) -> None:
    with pytest.raises(UsageError, match="text"):
        TacticFeatures().fit(wrong)  # type: ignore[arg-type]


def test_columns_are_the_codes_and_empty_texts_are_zero() -> None:
    made = TacticFeatures(use_model=False).fit(TEXTS)
    found = made.transform([PRESSING[0], ""])
    names = list(made.get_feature_names_out())
    assert found.shape == (2, len(names))
    assert found[0, names.index("release_promise")] >= 1
    assert not found[1].any()


@pytest.mark.parametrize(("measure", "low", "high"), [("present", 1, 1), ("confidence", 0.01, 1), ("count", 1, 99)])
def test_measures(measure: str, low: float, high: float) -> None:
    found = TacticFeatures(measure=measure, use_model=False).fit_transform(PRESSING)
    assert found[found > 0].min() >= low
    assert found.max() <= high


def test_a_whole_transcript_is_one_row() -> None:
    text = "DET. ROWE: We already know what happened.\nPELL: I lit it.\n"
    made = TacticFeatures(unit="transcript", use_model=False).fit([text])
    names = list(made.get_feature_names_out())
    assert made.transform([text])[0, names.index("knowledge_claim")] == 1


def test_the_classifier_learns_tells_probabilities_and_can_be_read() -> None:
    made = TacticClassifier(use_model=False).fit(TEXTS, LABELS)
    assert list(made.classes_) == ["plain", "pressing"]
    assert np.allclose(made.predict_proba(TEXTS).sum(axis=1), 1)
    assert made.score(TEXTS, LABELS) > 0.8
    assert made.regression_.coef_.shape == (1, len(made.features_.codes_))


def test_it_lives_in_pipelines_searches_and_unions() -> None:
    union = make_union(TacticFeatures(use_model=False), TfidfVectorizer())
    assert union.fit_transform(TEXTS).shape[0] == len(TEXTS)
    search = GridSearchCV(make_pipeline(TacticClassifier(use_model=False)), {"tacticclassifier__C": [0.1, 1.0]}, cv=2)
    assert search.fit(TEXTS, LABELS).best_params_
    assert len(cross_val_predict(TacticClassifier(use_model=False), TEXTS, LABELS, cv=2)) == len(TEXTS)


def test_a_column_of_a_table_is_a_list_of_texts() -> None:
    import pandas as pd

    made = make_column_transformer((TacticFeatures(use_model=False), "said"))
    assert made.fit_transform(pd.DataFrame({"said": TEXTS, "n": range(12)})).shape[0] == len(TEXTS)


@pytest.mark.parametrize(("texts", "labels"), [(TEXTS, LABELS[:3]), (TEXTS, None)])
def test_labels_must_go_with_the_texts(texts: list[str], labels: list[str] | None) -> None:
    with pytest.raises(UsageError):
        TacticClassifier(use_model=False).fit(texts, labels)


@pytest.mark.parametrize("settings", [{"measure": "sum"}, {"role": "king"}])
def test_wrong_settings_are_refused(settings: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        TacticFeatures(**settings).fit(TEXTS)  # type: ignore[arg-type]
