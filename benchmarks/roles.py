"""Roles from conduct alone: fits the weights of ``lexicon/reading/conduct.toml`` anew, and measures short extracts.

Run: ``python -m benchmarks.roles`` in the top folder. Every scene of the corpus is measured with weights that were
fitted without it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tests.unit.transcripts.layouts.talk import Talk, scenes

from coercionscan.transcripts.conduct import FEATURES, conduct_words, features

LENGTHS = (6, 10, 16, 24, 40)
FOLDS = 5


def rows(talk: Talk) -> list[tuple[str, list[float]]]:
    """Letter and features of every turn of a scene."""
    found, asked, last = [], False, ""
    for said in talk.said:
        found.append((said.who, list(features(said.words, after_question=asked and last != said.who))))
        asked, last = "?" in said.words, said.who
    return found


def fit(talks: list[Talk]) -> LogisticRegression:
    """Weights from who questions (I, J) against who answers (S)."""
    table = [(who in "IJ", values) for talk in talks for who, values in rows(talk) if who in "IJS"]
    return LogisticRegression(max_iter=2000).fit([values for _, values in table], [asks for asks, _ in table])


def told_apart(talk: Talk, length: int, weights: NDArray[np.float64]) -> tuple[int, int]:
    """Extracts in which the questioner leans more to questions than the person questioned, and extracts in all."""
    right = count = 0
    found = rows(talk)
    for at in range(0, len(found) - length + 1, length):
        lean: dict[str, list[float]] = {}
        for who, values in found[at : at + length]:
            lean.setdefault(who, []).append(float(np.dot(weights, values)))
        if "I" in lean and "S" in lean:
            count += 1
            right += float(np.mean(lean["I"])) > float(np.mean(lean["S"]))
    return right, count


def main() -> None:
    """Print the fitted weights beside the ones in use, and the share of extracts told apart by each."""
    talks = list(scenes())
    whole = fit(talks)
    print(f"{'base':18} {whole.intercept_[0]:6.2f}  in use {conduct_words().base:6.2f}")
    for name, fitted, used in zip(FEATURES, whole.coef_[0], conduct_words().weights, strict=True):
        print(f"{name:18} {fitted:6.2f}  in use {used:6.2f}")
    folds = [[talk for place, talk in enumerate(talks) if place % FOLDS == fold] for fold in range(FOLDS)]
    fitted_without = {
        talk.name: fit([other for other in talks if other not in part]).coef_[0] for part in folds for talk in part
    }
    for length in LENGTHS:
        unseen = [told_apart(talk, length, fitted_without[talk.name]) for talk in talks]
        in_use = [told_apart(talk, length, np.array(conduct_words().weights)) for talk in talks]
        right, count = sum(one for one, _ in unseen), sum(one for _, one in unseen)
        kept = sum(one for one, _ in in_use)
        print(f"extracts of {length} turns: {right} of {count} told apart unseen, {kept} with the weights in use")


if __name__ == "__main__":
    main()
