from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coercionscan.training.threshold import LOWEST, WANTED_PRECISION, figures


def test_a_code_that_separates_well_is_active() -> None:
    chances = np.array([0.9] * 30 + [0.1] * 3000)
    labels = np.array([1] * 30 + [0] * 3000)
    found = figures(chances, labels)
    assert found.active
    assert found.threshold == 0.9
    assert found.precision == found.recall == found.f1 == 1.0


def test_a_code_with_false_hits_everywhere_is_not_active() -> None:
    chances = np.array([0.9] * 30 + [0.9] * 300)
    labels = np.array([1] * 30 + [0] * 300)
    found = figures(chances, labels)
    assert not found.active
    assert found.threshold > 1
    assert found.expected_precision == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=2, max_size=60))
def test_what_is_active_keeps_the_rule(rows: list[tuple[float, int]]) -> None:
    found = figures(np.array([row[0] for row in rows]), np.array([row[1] for row in rows], dtype=np.int64))
    assert found.positives + found.negatives == len(rows)
    assert not found.active or (found.expected_precision >= WANTED_PRECISION and found.threshold >= LOWEST)
