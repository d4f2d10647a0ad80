"""One invented analysis, built by hand, for the tests of the reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coercionscan import records as r

Line = tuple[str, r.Role, str]

LINES: tuple[Line, ...] = (
    (
        "DET. ROWE",
        r.Role.INTERROGATOR,
        "Look, if you tell me now it will go a lot easier. You used the red can, right?",
    ),
    ("PELL", r.Role.SUSPECT, "I never went near the barn."),
    ("DET. ROWE", r.Role.INTERROGATOR, "We can't promise you anything. What happened at the barn?"),
    ("PELL", r.Role.SUSPECT, "Okay, I lit it. With the red can."),
    ("DET. ROWE", r.Role.INTERROGATOR, "Do you want a break?"),
    ("PELL", r.Role.SUSPECT, "No."),
)


def tag(turns: Sequence[r.Turn], index: int, code: str, domain: str, words: str, **more: Any) -> r.Tag:
    turn = turns[index]
    start = turn.span.start + turn.text.index(words)
    return r.Tag(
        id=f"{code}-{index}",
        code=code,
        domain=domain,
        turn_index=index,
        span=r.Span(start=start, end=start + len(words)),
        text=words,
        confidence=0.8,
        **{"tagger": "rule", **more},
    )


def transcript_of(lines: Sequence[Line] = LINES, name: str = "pell.txt", **quality: Any) -> r.Transcript:
    text = ""
    turns: list[r.Turn] = []
    runs: list[r.SourceRun] = []
    for index, (speaker, role, said) in enumerate(lines):
        runs.append(r.SourceRun(start=len(text), file_line=index + 1, page=1, page_line=index + 3, bates=f"B{index}"))
        text += f"{speaker}: "
        span = r.Span(start=len(text), end=len(text) + len(said))
        turns.append(
            r.Turn(
                index=index,
                speaker=speaker,
                speaker_id=speaker.lower(),
                role=role,
                span=span,
                text=said,
                first_line=index + 1,
                page=1,
                page_line=index + 3,
                bates=f"B{index}",
            )
        )
        text += said + "\n"
    speakers = tuple(
        r.Speaker(
            id=label.lower(),
            label=label,
            role=role,
            reason="asks most questions" if role.asks else "answers",
            turn_count=sum(turn.speaker == label for turn in turns),
            word_count=10,
            merged_labels=(r.MergedLabel(label="R0WE", count=1, reason="one letter off"),) if role.asks else (),
        )
        for label, role in {line[0]: line[1] for line in lines}.items()
    )
    card: dict[str, Any] = {
        "grade": "fair",
        "grade_rule": "fair because one line was unclear",
        "not_assessable_reason": None,
        "turn_count": len(turns),
        "word_count": len(text.split()),
        "questioned_turn_count": 3,
        "empty_turn_count": 0,
        "doubtful_turn_count": 1,
        "excluded_turn_count": 0,
        "unclear_share": 0.001,
        "stripped": (r.StrippedLine(file_line=9, text="PAGE 1", reason="repeated header"),),
    }
    return r.Transcript(
        text=text,
        turns=tuple(turns),
        speakers=speakers,
        source=r.Source(
            name=name,
            sha256="ab" * 32,
            format="labelled_lines",
            format_reason="6 labels",
            encoding="utf-8",
            byte_count=len(text.encode("utf-8", "surrogatepass")),
        ),
        quality=r.Quality(**{**card, **quality}),
        source_map=tuple(runs),
        notices=(r.Notice(slug="merged", message="one label was merged", file_line=2),),
    )


def fact_of(turns: Sequence[r.Turn]) -> r.Fact:
    return r.Fact(
        id="f1",
        label="a red can was used",
        kind="object",
        terms=("red", "can"),
        introduced_by=r.Role.INTERROGATOR,
        first_turn_index=0,
        form=r.FactForm.OFFERED_IN_QUESTION,
        uptake=r.Uptake.REPETITION,
        uptake_turn_index=3,
        mentions=(
            r.Mention(
                turn_index=0,
                role=r.Role.INTERROGATOR,
                span=r.Span(start=turns[0].span.start, end=turns[0].span.start + 4),
                text=turns[0].text[:4],
            ),
        ),
        weight=0.7,
    )


def risk_of(confession_id: str) -> r.Risk:
    return r.Risk(
        confession_id=confession_id,
        band=r.Band.SOME,
        voluntariness_index=0.4,
        reliability_index=0.3,
        subscores=(("pressure", 0.1), ("inducement", 0.3)),
        interval=r.Interval(voluntariness=(0.3, 0.5), reliability=(0.2, 0.4), draws=1000, band_stability=0.9),
        contributions=(
            r.Contribution(
                code="implied_leniency",
                reading="voluntariness",
                points=0.3,
                tag_ids=("implied_leniency-0",),
                sources=("kassin2010",),
            ),
            r.Contribution(
                code="juvenile", reading="voluntariness", points=0.1, circumstance="the suspect is 16", sources=()
            ),
            r.Contribution(code="fact_feeding", reading="reliability", points=0.3, fact_ids=("f1",)),
            r.Contribution(code="hostility", reading="voluntariness", points=0.0),
        ),
        caveats=("The tool does not assess whether the statement is true or whether the law was broken.",),
        not_assessed=("hostility",),
    )


def analysis_of(transcript: r.Transcript | None = None) -> r.Analysis:
    made = transcript or transcript_of()
    turns = made.turns
    tags = (
        tag(turns, 0, "implied_leniency", "inducement", "it will go a lot easier"),
        tag(turns, 0, "leading_question", "questioning", "You used the red can, right?", tagger="question_form"),
        tag(
            turns,
            2,
            "explicit_leniency_promise",
            "inducement",
            "promise you anything",
            status=r.TagStatus.SUPPRESSED,
            evidence=r.Evidence(rule_id="promise", suppressed_by="negated: can't", explanation="a refused promise"),
        ),
        tag(turns, 3, "full_admission", "suspect", "I lit it", attributes=(("act", "fire"),)),
        tag(turns, 4, "break_or_support_offer", "good_practice", "Do you want a break?"),
    )
    form = r.QuestionForm
    confession = r.Confession(
        id="c1",
        kind=r.ConfessionKind.FULL,
        first_turn_index=3,
        last_turn_index=5,
        acts=("I lit it",),
        admission_tag_ids=("full_admission-3",),
    )
    return r.Analysis(
        transcript=made,
        run=r.RunRecord(
            package_version="0.0",
            lexicon_sha256="1" * 64,
            model_sha256=None,
            profile="default",
            profile_sha256="2" * 64,
            config=(("only", ""),),
        ),
        tagging=r.Tagging(
            tags=tags,
            question_forms=(form.LEADING, form.NONE, form.OPEN, form.NONE, form.CLOSED, form.NONE),
            not_assessed=("hostility",),
        ),
        ledger=r.Ledger(
            facts=(fact_of(turns),),
            corrected_answers=(
                r.CorrectedAnswer(
                    id="k1",
                    question_turn_index=0,
                    first_answer_turn_index=1,
                    rejection_turn_index=2,
                    final_answer_turn_index=3,
                    first_answer_span=turns[1].span,
                    final_answer_span=turns[3].span,
                ),
            ),
            guess_runs=(
                r.GuessRun(
                    id="g1",
                    question_turn_index=0,
                    answer_turn_indexes=(1, 3),
                    spans=(turns[1].span, turns[3].span),
                    guesses=3,
                ),
            ),
        ),
        confessions=(confession,),
        trajectory=(
            r.StanceChange(turn_index=1, stance=r.Stance.DENY, changed=True),
            r.StanceChange(turn_index=3, stance=r.Stance.ADMIT, changed=True),
        ),
        risks=(risk_of("c1"),),
        factors=(
            r.SessionFactor(id="juvenile", value="16", source="case file", exposure=0.8),
            r.SessionFactor(id="duration", value="unknown", source="transcript", exposure=None),
        ),
        protective=(("break_or_support_offer", ("break_or_support_offer-4",)),),
        first_full_turn_index=3,
    )
