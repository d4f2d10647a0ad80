from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coercionscan.transcripts.merging import key_of, merge_labels


def test_a_rare_damaged_label_joins_the_frequent_one() -> None:
    order = ["MARLOW", "HALE"] * 30 + ["MARLQW", "HALE", "MABLOW", "HALE"]
    merges = merge_labels(order)
    assert merges["MARLQW"].speaker == merges["MABLOW"].speaker == "MARLOW"
    assert "damaged" in merges["MARLQW"].reason


def test_people_who_talk_to_each_other_stay_two() -> None:
    merges = merge_labels(["JANSEN", "JENSON"] * 20)
    assert merges["JENSON"].speaker == "JENSON"


def test_titles_numbers_and_the_phone_keep_people_apart() -> None:
    order = ["HALE", "MRS HALE", "Speaker 1", "Speaker 2", "MARLOW", "MARLOW ON THE PHONE"] * 3
    assert all(merge.label == merge.speaker for merge in merge_labels(order).values())


def test_rank_and_surname_are_one_person() -> None:
    merges = merge_labels(["DET. MARLOW", "HALE", "MARLOW", "HALE", "Detective Marlow"])
    assert len({merges[label].speaker for label in ("DET. MARLOW", "MARLOW", "Detective Marlow")}) == 1


def test_separate_wins() -> None:
    order = ["MARLOW", "HALE"] * 30 + ["MARLQW"]
    assert merge_labels(order, separate=["MARLQW"])["MARLQW"].speaker == "MARLQW"


@given(st.lists(st.text("ABCdef .:1", min_size=1, max_size=8), max_size=40))
def test_every_label_gets_a_speaker_that_stands_for_itself(order: list[str]) -> None:
    merges = merge_labels(order)
    assert set(merges) == set(order)
    for merge in merges.values():
        assert merges[merge.speaker].speaker == merge.speaker
        assert key_of(merge.speaker) == key_of(merges[merge.speaker].label)
