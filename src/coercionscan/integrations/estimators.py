"""scikit-learn estimators: texts to counts of codes, and a classifier on top of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils import Tags
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted

from coercionscan.errors import UsageError
from coercionscan.integrations.utterances import analysed, role_of, scanner_of
from coercionscan.lexicon.catalogue import load
from coercionscan.pipeline import Scanner
from coercionscan.records import TagStatus

_MEASURES = ("count", "present", "confidence")


class TacticFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts to a matrix with one column for each code that is looked for.

    Parameters:
        unit: ``turn`` where each text is one utterance, ``transcript`` where it has speaker labels.
        role: Who speaks an utterance: a name of ``coercionscan.Role``.
        measure: ``count`` of active tags, ``present`` (0 or 1), or the highest ``confidence`` (0..1).
        profile: Name of the score profile.
        use_model: Whether the classifier that comes with the package takes part.

    Attributes:
        codes_: Codes in the order of the columns.

    Examples:
        >>> from coercionscan.integrations.estimators import TacticFeatures
        >>> features = TacticFeatures().fit(["You can go home once you tell us."])
        >>> features.get_feature_names_out().size == len(features.codes_)
        True
    """

    def __init__(
        self,
        *,
        unit: str = "turn",
        role: str = "interrogator",
        measure: str = "count",
        profile: str = "default",
        use_model: bool = True,
    ) -> None:
        """See the class."""
        self.unit = unit
        self.role = role
        self.measure = measure
        self.profile = profile
        self.use_model = use_model

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: N803, ARG002 - scikit-learn's names
        """Check the settings; nothing is learned from the texts.

        Args:
            X: Texts.
            y: Ignored.

        Raises:
            UsageError: For a wrong setting, or when ``X`` is no list of texts.
        """
        if self.measure not in _MEASURES:
            raise UsageError(f"unknown measure {self.measure!r}", hint=f"One of: {', '.join(_MEASURES)}.")
        role_of(self.role)
        _texts(X)
        self.codes_ = np.array([entry.id for entry in load().entries if entry.assessed], dtype=object)
        return self

    def transform(self, X: Iterable[str]) -> NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """One row for each text.

        Args:
            X: Texts; an empty one gives a row of zeros.

        Raises:
            CoercionScanError: When a transcript cannot be read.
        """
        check_is_fitted(self, "codes_")
        texts = _texts(X)
        column = {code: at for at, code in enumerate(self.codes_)}
        made = np.zeros((len(texts), len(column)), dtype=np.float64)
        scanner = scanner_of(self.profile, use_model=self.use_model)
        for row, text in enumerate(texts):
            for code, confidence in self._found(scanner, text):
                self._add(made, row, column[code], confidence)
        return made

    def _found(self, scanner: Scanner, text: str) -> list[tuple[str, float]]:
        analysis = analysed(scanner, text, unit=self.unit, role=role_of(self.role))
        tags = analysis.tagging.tags if analysis else ()
        return [(tag.code, tag.confidence) for tag in tags if tag.status is TagStatus.ACTIVE]

    def _add(self, made: NDArray[np.float64], row: int, at: int, confidence: float) -> None:
        if self.measure == "count":
            made[row, at] += 1
        elif self.measure == "present":
            made[row, at] = 1
        else:
            made[row, at] = max(made[row, at], confidence)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:  # noqa: ARG002 - the same
        """The codes, in the order of the columns.

        Args:
            input_features: Ignored: texts have no names.
        """
        check_is_fitted(self, "codes_")
        names: NDArray[np.object_] = self.codes_.copy()
        return names

    def __sklearn_tags__(self) -> Tags:
        """Texts go in, one a row; nothing has to be fitted."""
        return _text_tags(super().__sklearn_tags__())


class TacticClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A logistic regression on the codes that are found in a text: for a study's own labels, such as "coercive".

    Its coefficients can be read: each belongs to a code of the lexicon. It knows no other words of the texts.

    Parameters:
        C: Inverse strength of regularisation.
        class_weight: As in ``sklearn.linear_model.LogisticRegression``.
        unit: See ``TacticFeatures``.
        role: See ``TacticFeatures``.
        measure: See ``TacticFeatures``.
        profile: See ``TacticFeatures``.
        use_model: See ``TacticFeatures``.

    Attributes:
        classes_: Labels.
        features_: The fitted ``TacticFeatures``.
        regression_: The fitted regression.
    """

    def __init__(
        self,
        *,
        C: float = 1.0,  # noqa: N803 - scikit-learn's name
        class_weight: object = None,
        unit: str = "turn",
        role: str = "interrogator",
        measure: str = "present",
        profile: str = "default",
        use_model: bool = True,
    ) -> None:
        """See the class."""
        self.C = C
        self.class_weight = class_weight
        self.unit = unit
        self.role = role
        self.measure = measure
        self.profile = profile
        self.use_model = use_model

    def fit(self, X: Iterable[str], y: Any) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn the labels.

        Args:
            X: Texts.
            y: A label for each.

        Raises:
            UsageError: When texts and labels do not go together.
        """
        texts, labels = _texts(X), _labels(y)
        if len(texts) != len(labels):
            raise UsageError(f"{len(texts)} texts and {len(labels)} labels", hint="Give one label for each text.")
        check_classification_targets(labels)
        self.features_ = TacticFeatures(
            unit=self.unit, role=self.role, measure=self.measure, profile=self.profile, use_model=self.use_model
        ).fit(texts)
        self.regression_ = LogisticRegression(C=self.C, class_weight=self.class_weight, max_iter=1_000)
        self.regression_.fit(self.features_.transform(texts), labels)
        self.classes_ = self.regression_.classes_
        return self

    def predict(self, X: Iterable[str]) -> NDArray[Any]:  # noqa: N803 - scikit-learn's name
        """The likeliest label of each text.

        Args:
            X: Texts.
        """
        made: NDArray[Any] = self._regression().predict(self.features_.transform(X))
        return made

    def predict_proba(self, X: Iterable[str]) -> NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """Probability of each label, in the order of ``classes_``.

        Args:
            X: Texts.
        """
        made: NDArray[np.float64] = self._regression().predict_proba(self.features_.transform(X))
        return made

    def decision_function(self, X: Iterable[str]) -> NDArray[np.float64]:  # noqa: N803 - scikit-learn's name
        """Distance of each text from the border between the labels.

        Args:
            X: Texts.
        """
        made: NDArray[np.float64] = self._regression().decision_function(self.features_.transform(X))
        return made

    def _regression(self) -> LogisticRegression:
        check_is_fitted(self, "regression_")
        return self.regression_

    def __sklearn_tags__(self) -> Tags:
        """Texts go in, one a row."""
        tags = _text_tags(super().__sklearn_tags__())
        tags.requires_fit = True
        return tags


def _text_tags(tags: Tags) -> Tags:
    tags.input_tags.string = True
    tags.input_tags.two_d_array = False
    tags.requires_fit = False
    tags.no_validation = True
    return tags


def _labels(y: Any) -> NDArray[Any]:
    if y is None:
        raise UsageError("requires y to be passed, but the target y is None", hint="Give one label for each text.")
    return np.asarray(y)


def _texts(texts: Iterable[str]) -> list[str]:
    """A list of texts.

    Raises:
        UsageError: For one text instead of many, or for anything that is no text.
    """
    if isinstance(texts, str | bytes):
        raise UsageError("a list of texts is expected, not one text", hint="Put it into a list.")
    found = list(texts)
    for one in found:
        if not isinstance(one, str):
            raise UsageError(f"a text is expected, not {type(one).__name__}", hint="Give one string for each row.")
    return found
