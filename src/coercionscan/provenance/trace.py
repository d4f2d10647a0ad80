"""Who said each checkable detail first, how, and what the questioned person did with it."""

from __future__ import annotations

from coercionscan.collecting import collector_off
from coercionscan.lexicon.catalogue import Lexicon
from coercionscan.matching.language import Words
from coercionscan.provenance.answers import Answers, ShortAnswers
from coercionscan.provenance.case_facts import names_of, with_case
from coercionscan.provenance.corrections import corrections
from coercionscan.provenance.exchanges import exchanges_of
from coercionscan.provenance.facts import FactMaker
from coercionscan.provenance.guesses import guess_runs
from coercionscan.provenance.lines import ShortLines, lines_of
from coercionscan.provenance.narrowing import hinted, with_hints
from coercionscan.provenance.reading import details_of
from coercionscan.provenance.routes import Routes
from coercionscan.provenance.uptake import Reactions
from coercionscan.provenance.vocabulary import Vocabulary
from coercionscan.records import Case, Ledger, Transcript


class Tracer:
    """Traces transcripts one after the other.

    It keeps the words that it looked up and short sentences without names ("yeah."), and nothing else of what was said.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Make the vocabulary ready.

        Args:
            lexicon: The lexicon.
        """
        self._lexicon = lexicon
        self._vocabulary = Vocabulary(lexicon)
        self._short_lines = ShortLines()
        self._short_answers: ShortAnswers = {}

    @collector_off()
    def trace(self, transcript: Transcript, words: tuple[Words, ...], case: Case | None = None) -> Ledger:
        """Trace the details of a contact.

        Args:
            transcript: The transcript.
            words: Words of each turn, in order of the turns.
            case: The user's side file; its aliases join words, its facts are compared with what was found.

        Returns:
            Facts in falling weight and corrected answers in order; both empty for a transcript without talk.
        """
        aliases = case.aliases if case else ()
        vocabulary, short_lines, short_answers = self._vocabulary, self._short_lines, self._short_answers
        if aliases:
            vocabulary, short_lines, short_answers = Vocabulary(self._lexicon, aliases), ShortLines(), {}
        talk = lines_of(transcript, words, vocabulary, short_lines)
        answers = Answers(transcript, talk, vocabulary, short_answers)
        routes = Routes(talk)
        reactions = Reactions(words, talk, answers, routes, vocabulary)
        known = case.facts if case else ()
        wanted = tuple(names_of(fact.text, vocabulary) for fact in known)
        maker = FactMaker(transcript, words, talk, routes, reactions, vocabulary, wanted)
        exchanges = exchanges_of(transcript, words, talk, answers, vocabulary)
        corrected = corrections(transcript, exchanges, vocabulary)
        facts = with_hints(maker.facts(details_of(talk, vocabulary)), hinted(exchanges))
        return Ledger(
            facts=with_case(facts, known, vocabulary),
            corrected_answers=corrected,
            guess_runs=guess_runs(transcript, exchanges, corrected, vocabulary),
        )


def trace(transcript: Transcript, words: tuple[Words, ...], lexicon: Lexicon, case: Case | None = None) -> Ledger:
    """Trace the details of one contact; see ``Tracer.trace``."""
    return Tracer(lexicon).trace(transcript, words, case)
