"""Clauses: who does what in a sentence, and whether it is told, denied, guessed at or only thought of."""

from __future__ import annotations

import pytest

from coercionscan.lexicon.catalogue import load
from coercionscan.matching.language import Language
from coercionscan.tags.exchange_clauses import Clauses, Mood, Subject
from coercionscan.tags.exchange_verbs import Form, VerbForms

LEXICON = load()
TABLE = LEXICON.tables["acts"]
FORMS = VerbForms(TABLE["verbs"])
CLAUSES = Clauses(TABLE["clauses"], FORMS)
LANGUAGE = Language(LEXICON.forms)


def clause(sentence: str, verb: str) -> tuple[Subject, Mood]:
    """Subject and mood of a verb in a sentence."""
    FORMS.of("grab"), FORMS.of("stab"), FORMS.of("rob"), FORMS.of("carry"), FORMS.of("pour")
    tokens = LANGUAGE.words(sentence).tokens
    found = CLAUSES.read(tokens, len(tokens) - 1 - tokens[::-1].index(verb))
    return found.subject, found.mood


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("I took the cash box.", "took"),
        ("I just went and took it.", "took"),
        ("I stopped, I looked and took it.", "took"),
        ("We was both drunk and robbed him.", "robbed"),
        ("Me and Declan took it.", "took"),
        ("He made me hold her.", "hold"),
        ("I helped him carry her.", "carry"),
        ("I was taking it every week.", "taking"),
        ("I'd take a bit every Friday.", "take"),
        ("I taken it.", "taken"),
        ("I did take it.", "take"),
        ("When I hit her she fell.", "hit"),
        ("My hand touched her.", "touched"),
    ],
)
def test_what_the_speaker_tells_of_himself(sentence: str, verb: str) -> None:
    """Small words, joined verbs, dialect and help change nothing: the speaker did it."""
    FORMS.of("touch")
    assert clause(sentence, verb) == (Subject.SELF, Mood.TOLD)


@pytest.mark.parametrize(
    ("sentence", "verb", "mood"),
    [
        ("I never took it.", "took", Mood.DENIED),
        ("I don't think I hit him.", "hit", Mood.DENIED),
        ("I think I hit him.", "hit", Mood.GUESSED),
        ("I must have hit him.", "hit", Mood.GUESSED),
        ("If I took it I'd say so.", "took", Mood.UNREAL),
        ("I would hit him.", "hit", Mood.UNREAL),
        ("I wanted to hit him.", "hit", Mood.UNREAL),
        ("You want me to say I took it.", "took", Mood.UNREAL),
        ("They told me I took it.", "took", Mood.UNREAL),
        ("I was robbed.", "robbed", Mood.UNREAL),
        ("I am telling you.", "telling", Mood.UNREAL),
        ("He told me to hold it.", "hold", Mood.UNREAL),
    ],
)
def test_what_is_denied_guessed_or_not_real(sentence: str, verb: str, mood: Mood) -> None:
    """Negation, doubt, condition, wish, report and the passive are no telling."""
    assert clause(sentence, verb)[1] is mood


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Marcus grabbed the bag and took it.", "took", Subject.OTHER),
        ("I saw him take it.", "take", Subject.OTHER),
        ("He took it and I ran.", "took", Subject.OTHER),
        ("Did you take it?", "take", Subject.YOU),
        ("You went in there and took it.", "took", Subject.YOU),
        ("Who took it?", "took", Subject.WHO),
        ("Took it home.", "took", Subject.NONE),
    ],
)
def test_who_acts(sentence: str, verb: str, subject: Subject) -> None:
    """Other people's acts are theirs, however near the speaker stands."""
    assert clause(sentence, verb)[0] is subject


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("stab", {"stab", "stabs", "stabbing", "stabbed"}),
        ("bury", {"bury", "buries", "burying", "buried"}),
        ("take", {"take", "takes", "taking", "took", "taken"}),
        ("smash", {"smash", "smashes", "smashing", "smashed"}),
        ("forge", {"forge", "forges", "forging", "forged"}),
    ],
)
def test_forms_of_a_verb(base: str, forms: set[str]) -> None:
    """Regular forms are worked out, irregular ones looked up."""
    assert forms <= set(FORMS.of(base))


def test_a_base_spelt_like_its_past_can_be_a_past() -> None:
    """ "I cut it" may tell of yesterday; "I take it" does not."""
    assert FORMS.can_be_past("cut")
    assert FORMS.can_be_past("took")
    assert not FORMS.can_be_past("take")
    assert FORMS.lookup("taking") == ("take", Form.ING)
