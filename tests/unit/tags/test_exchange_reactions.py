"""Exchanges over several turns: what is asked again, sent back, turned down, stood by, guessed and put off."""

from __future__ import annotations

import pytest

from tests.unit.tags.test_exchanges import codes

ACCUSED = ("I: You stole that outboard motor, Ilse, we know it.", "S: I did not steal it.")


def last(*rows: str) -> set[str]:
    """Codes of the last row."""
    return codes(*rows)[-1]


@pytest.mark.parametrize(
    "rows",
    [
        ("I: Where'd the ladder come from?", "S: My uncle lent it.", "I: Where'd it come from, be straight now?"),
        ("I: Which of you opened the gate?", "S: Neither of us.", "I: I don't believe that. Which one?"),
        ("I: Did you move your cousin's boat?", "S: No.", "I: Come on, now. Did you move it?"),
        ("I: How long were you in the loft?", "S: Two minutes.", "I: How long, really?"),
        ("I: Did you ever have the key to the boathouse?", "S: No, never.", "I: You never had the key?"),
        (
            "I: Did you touch the kiln?",
            "S: No.",
            "I: Who else works there?",
            "S: My aunt.",
            "I: And where were you sat?",
            "S: By the wheel.",
            "I: So did you touch the kiln?",
        ),
    ],
)
def test_asked_again(rows: tuple[str, ...]) -> None:
    """Shorter, with another word for the thing, as a question of the denial, or after other questions."""
    assert "repeated_question" in last(*rows)


@pytest.mark.parametrize(
    "rows",
    [
        ("I: Where did the ladder come from?", "S: My uncle lent it.", "I: Where did the rope come from?"),
        ("I: What did you see first?", "S: A lamp.", "I: What did you see next?"),
        ("I: Where was the lamp?", "S: Can I have some water?", "I: Sure. So where was the lamp?"),
        ("I: Were you cold?", "S: Yes.", "I: You were cold?"),
        ("I: Where did you park?", "S: By the mill.", "I: Sorry, I missed that. Where did you park?"),
        ("I: Did you sleep there?", "S: No.", "I: Would you not like a break?"),
    ],
)
def test_not_asked_again(rows: tuple[str, ...]) -> None:
    """Another matter, the next step, no answer before, a yes given back, a plain reason, an offer."""
    assert "repeated_question" not in last(*rows)


@pytest.mark.parametrize(
    ("answer", "reaction"),
    [
        ("In the blue shed.", "Not the shed. Think of the yard."),
        ("I gave it a tap.", "A tap wouldn't crack that slate."),
        ("Two times.", "It was more than that."),
        ("Forty crowns.", "Higher."),
    ],
)
def test_a_detail_is_sent_back(answer: str, reaction: str) -> None:
    """By its name with a "not", or by a comparison."""
    assert "answer_shaping" in last("I: What did you do with the slate?", f"S: {answer}", f"I: {reaction}")


def test_a_guess_is_taken_up_only_after_a_steer() -> None:
    """ "Okay" to an answer is no reward, unless it ends a chain of answers that were sent back."""
    chain = ("I: Where was it?", "S: In the shed.", "I: Not the shed.", "S: Maybe the loft?", "I: Okay, the loft.")
    assert "answer_shaping" in last(*chain)
    assert "answer_shaping" not in last("I: Where was it?", "S: Maybe the loft?", "I: Okay, the loft.")


@pytest.mark.parametrize("nothing", ["", "[inaudible]", "...", "--"])
def test_a_turn_without_words_sends_nothing_back(nothing: str) -> None:
    last("I: Where was it?", "S: In the shed.", f"I: {nothing}", "S: The loft.")
    assert "answer_shaping" not in last("I: Where was it?", "S: In the shed.", f"I: {nothing}")


@pytest.mark.parametrize(
    ("answer", "reaction"),
    [
        ("In the blue shed.", "I'm not asking about the shed yet."),
        ("I was not in the shed, I was in the yard.", "What were you doing in the yard?"),
        ("About two.", "Okay. And more people came later than two?"),
    ],
)
def test_no_detail_is_sent_back(answer: str, reaction: str) -> None:
    """A "not" of the speaker's own, and questions."""
    assert "answer_shaping" not in last("I: Where were you?", f"S: {answer}", f"I: {reaction}")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("We can sit here all night.", "I didn't."),
        ("Did you carry anything down to the slip?", "No, sir."),
        ("And the tarpaulin?", "I never cut any tarpaulin."),
    ],
)
def test_a_no_in_a_dispute_is_a_denial(question: str, answer: str) -> None:
    """After an accusation and a denial a plain no to what the person did is one more."""
    assert "denial" in last(*ACCUSED, f"I: {question}", f"S: {answer}")
    assert "denial" not in last("I: Tell me about your garden.", "S: It is small.", "I: Anything else?", f"S: {answer}")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Do you want some tea?", "No, sir."),
        ("What time was it?", "I didn't look."),
        ("Are you cold?", "I don't mind it."),
        ("Who told you?", "Nobody."),
    ],
)
def test_a_no_in_a_dispute_to_something_else(question: str, answer: str) -> None:
    """Offers, perceptions, states and people stay what they are."""
    assert "denial" not in last(*ACCUSED, f"I: {question}", f"S: {answer}")


@pytest.mark.parametrize(
    ("put", "answer"),
    [
        ("And you were furious with her.", "I wasn't furious."),
        ("The lantern was lit when you left.", "There wasn't any lantern lit."),
        ("Your brother rowed you across.", "Nobody rowed me."),
    ],
)
def test_a_suggestion_is_turned_down(put: str, answer: str) -> None:
    """By naming what was put with a "not"."""
    assert "resisted_suggestion" in last(f"I: {put}", f"S: {answer}")


@pytest.mark.parametrize(
    ("put", "answer"),
    [
        ("Tell me where the lantern is.", "I don't know where the lantern is."),
        ("Did you row across?", "No."),
        ("Sit down, you must be tired.", "I don't want to sit down."),
    ],
)
def test_no_suggestion_is_turned_down(put: str, answer: str) -> None:
    """Not to know or to want is no correction, and neither is a plain no."""
    assert "resisted_suggestion" not in last(f"I: {put}", f"S: {answer}")


@pytest.mark.parametrize(
    ("put", "answer"),
    [
        ("So you climbed over.", "No, I went round by the road."),
        ("They found your glove in the boat.", "That's not my glove."),
        ("You said it was Tuesday.", "I never said Tuesday."),
    ],
)
def test_what_is_held_against_the_person_is_turned_down(put: str, answer: str) -> None:
    """Another way, a plain "not", other words than were said."""
    assert "resisted_suggestion" in last(*ACCUSED, f"I: {put}", f"S: {answer}")


@pytest.mark.parametrize(
    ("put", "answer"),
    [
        ("You didn't tell the harbour master.", "No, I didn't tell him."),
        ("So there were no boats out.", "No boats."),
        ("And you drove to the quarry.", "To the quarry."),
        ("And she gave you the oar.", "I guess she did, yes."),
        ("You took the oar.", "No comment."),
        ("Where did you keep it?", "There's a shed at my uncle's."),
    ],
)
def test_what_only_sounds_like_resistance(put: str, answer: str) -> None:
    """The same "not" on both sides, an echo, an agreement, nothing said, a plain answer."""
    assert "resisted_suggestion" not in last(*ACCUSED, f"I: {put}", f"S: {answer}")


def test_a_plain_no_to_what_he_did() -> None:
    """Is a denial once an offence is in the room; to what is offered or asked of now it is none."""
    assert "denial" in last(*ACCUSED, "I: Were you in the alley?", "S: No sir.")
    assert "denial" not in last(*ACCUSED, "I: Do you want to take a break? You can step out.", "S: No.")
    assert "denial" not in last("I: Were you in the alley today?", "S: No.")


def test_an_account_follows_what_is_held_against_it() -> None:
    """ "Then it was seven" gives way; "Then he's wrong" does not, nor what is told next."""
    guess = "guess_or_inconsistency"
    assert guess in last(*ACCUSED, "I: The log has you in at seven.", "S: Then it was seven.")
    assert guess not in last(*ACCUSED, "I: The log has you in at seven.", "S: Then the log is wrong.")
    assert guess not in last(*ACCUSED, "I: And what did you do?", "S: Then it was dark so I went in.")
    assert guess not in last(*ACCUSED, "I: Where is it now?", "S: My uncle took it. Can I ring him?")


def test_guesses() -> None:
    """A detail put as a question, given after a steer, or hedged under pressure; not in a calm talk."""
    guess = "guess_or_inconsistency"
    assert guess in last("I: What was it wrapped in?", "S: Like a sort of sack or a blanket, was it?")
    assert guess in last("I: Where was it?", "S: In the shed.", "I: Not the shed.", "S: In the loft.")
    assert guess not in last("I: What was it wrapped in?", "S: Would it be all right if I stood up a minute?")
    assert guess in last(*ACCUSED, "I: And it was Tuesday.", "S: I guess it was Tuesday.")
    assert guess not in last("I: When did you plant it?", "S: We might ask Greta, she planted it.")
    assert guess not in last("I: Where was it?", "S: In the shed.", "I: I see.", "S: In the loft it was dark.")
    assert guess not in last("I: Where was it?", "S: In the shed.", "I: Not the shed.", "S: No.")


def test_a_denial_is_put_to_the_person_again() -> None:
    """A statement that says again what was denied, or counters it; a question or an acknowledgement does not."""
    assert "denial_blocking" in last(*ACCUSED, "I: You stole it.")
    assert "denial_blocking" in last(*ACCUSED, "I: Well, somebody did.")
    assert "denial_blocking" not in last(*ACCUSED, "I: Okay. I'll write that down.")
    assert "denial_blocking" not in last(*ACCUSED, "I: Where were you that week?")


def test_wishes_that_are_put_off() -> None:
    """For a parent or an end, and not until the talk is done; a wish that is met is none."""
    wish = "S: I want my mother here."
    assert "invocation_disregard" in last("I: And the oars?", wish, "I: You can call her when we're finished.")
    assert "invocation_disregard" not in last("I: And the oars?", wish, "I: Of course, there's the phone.")
    assert "invocation_disregard" not in last("I: And the oars?", "S: In the shed.", "I: We're almost done.")


def test_no_comment_is_an_answer() -> None:
    """The next question after "no comment" disregards nothing; after a wish to stop it does."""
    assert "invocation_disregard" not in last("I: Whose oars are these?", "S: No comment.", "I: Where were they found?")
    stop = "S: I don't want to talk anymore."
    assert "invocation_disregard" in last("I: Whose oars are these?", stop, "I: Where were the oars found?")


@pytest.mark.parametrize(
    ("rows", "taken_back"),
    [
        ((*ACCUSED, "I: You told us so.", "S: I only said that so you'd let me sit."), True),
        ((*ACCUSED, "I: You told us so.", "S: That's the only reason I said it."), True),
        (("I: Why did you ring him?", "S: I said it was because of the rain."), False),
        ((*ACCUSED, "I: What did he say?", "S: He said it because he was cold."), False),
    ],
)
def test_the_reason_why_it_was_said(rows: tuple[str, ...], taken_back: bool) -> None:
    """Told as the reason of one's own words it takes them back."""
    assert ("retraction" in last(*rows)) is taken_back


HELD = "I: You took the outboard motor off the jetty, Ilse."


@pytest.mark.parametrize(
    "rows",
    [
        ("I: What was it tied with?", "S: Wire.", "I: It was rope."),
        ("I: How did you get in?", "S: It is never locked.", "I: It was locked that night."),
    ],
)
def test_a_detail_is_set_right(rows: tuple[str, ...]) -> None:
    """By saying of the matter just asked about something else than the answer."""
    assert "answer_shaping" in last(HELD, "S: No.", *rows)


@pytest.mark.parametrize(
    "rows",
    [
        ("I: Did you see the lamp?", "S: No, it was dark.", "I: No. Mine neither."),
        ("I: What was in the shed?", "S: My car was in there, not the boat.", "I: So no trailer."),
        ("I: Was it far?", "S: A mile. Is that daft?", "I: It's not daft at all."),
        ("I: What did you hear?", "S: I heard the boat.", "I: So it wasn't the boat alone."),
    ],
)
def test_a_no_that_agrees_sends_nothing_back(rows: tuple[str, ...]) -> None:
    """Nor does one that counts, that answers a question, or that draws a conclusion."""
    assert "answer_shaping" not in last(HELD, "S: What motor?", *rows)


@pytest.mark.parametrize(
    "reaction", ["Come on, Ilse.", "Never mind who else was there.", "You did.", "Let me finish.", "No, listen to me."]
)
def test_a_denial_is_brushed_aside(reaction: str) -> None:
    """In stock words, or by its bare contrary."""
    assert "denial_blocking" in last(HELD, "S: I didn't take it.", f"I: {reaction}")


@pytest.mark.parametrize(
    ("answer", "reaction"),
    [
        ("It's just a hat. Can I get some water?", "Come on. Leave your coat."),
        ("I don't know where she lives.", "Let me tell you what I think."),
        ("I said it was not the red one.", "It was. I take it back."),
    ],
)
def test_without_a_denial_the_same_words_are_talk(answer: str, reaction: str) -> None:
    """They need a denial to brush aside."""
    assert "denial_blocking" not in last(HELD, "S: What motor?", "I: Where is it?", f"S: {answer}", f"I: {reaction}")


def test_a_no_is_put_back_in_few_words() -> None:
    """ "Not once?" after a no; after a yes it asks something else."""
    assert "repeated_question" in last("I: Did you ever use the boat?", "S: No.", "I: Not once?")
    assert "repeated_question" not in last("I: Did you ever use the boat?", "S: Yes, with him.", "I: Not once alone?")


def test_who_acts_makes_another_question() -> None:
    """ "Did he owe you money?" is not "Did you owe him money?"."""
    assert "repeated_question" not in last("I: Did he owe you money?", "S: No.", "I: Did you owe him money?")


def test_to_ring_somebody_at_home_is_no_invocation() -> None:
    """To want him there is one."""
    assert "invocation_disregard" not in last(
        HELD, "S: Can I call my mother?", "I: You can call her when we're finished."
    )
    assert "invocation_disregard" in last(HELD, "S: I want my mother here.", "I: You can see her when we're finished.")
