"""``coercionscan verify``: does a saved report come out again from its transcript?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coercionscan.cli.failure import EXIT_PARTLY, say
from coercionscan.cli.inputs import bytes_of, case_of, parsed_roles, reading_options, scanned, text_of
from coercionscan.cli.output import emit
from coercionscan.errors import UnreadableInput, UsageError

if TYPE_CHECKING:
    from coercionscan.audit.verify import Difference
    from coercionscan.pipeline import Scanner
    from coercionscan.records import Analysis, Case, Role

_SHOWN = 30
_SWITCHES = {"true": True, "false": False}
_MADE_BY = ("package_version", "lexicon_sha256", "model_sha256", "profile_sha256")
Report = Mapping[str, object]


@click.command(name="verify")
@click.argument("report")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--input", "inputs", multiple=True, metavar="FILE", help="The transcript of REPORT; may be repeated.")
@click.option("--decisions", metavar="FILE", help="Decisions of a person that the report holds.")
@click.option("--lexicon", "lexicon_dirs", multiple=True, metavar="DIR", help="Folder with code files of your own.")
@reading_options
def command(
    report: str,
    files: tuple[str, ...],
    inputs: tuple[str, ...],
    decisions: str | None,
    lexicon_dirs: tuple[str, ...],
    input_format: str | None,
    roles: tuple[str, ...],
    case_path: str | None,
) -> int:
    """Score the transcript of the JSON report REPORT again with the report's settings, and name every difference.

    Without FILE the transcript is looked for beside REPORT; where it is not there, only the report itself is checked:
    its sums and places, and whether program, lexicon, model and profile are still the same. Roles and format are taken
    from the report; a case file, decisions and a lexicon of your own have to be named again. The exit code is 1 when
    there is a difference.
    """
    from coercionscan.audit.inner import inner

    saved = _saved(report)
    config = _config(saved, report)
    found = _in_saved_order([*files, *inputs] or _beside(saved, report), saved)
    scanner = _scanner(config, lexicon_dirs)
    differences: list[Difference] = list(inner(saved))
    if found:
        case = case_of(case_path)
        chosen = input_format or config.get("input_format")
        known = parsed_roles(roles) or _roles(config)
        analysis = scanned(scanner, found, names=_names(saved), input_format=chosen, case=case, roles=known)
        analysis = _decided(scanner, analysis, decisions, config)
        if decisions is None and _holds_decisions(saved):
            say(["the report holds decisions of a person, which were not applied", "Name them with --decisions."])
        differences += _compared(saved, _hidden(analysis, case, config))
    else:
        say(["the transcript is not beside the report: only the report itself was checked", "Name it with --input."])
        differences += _made_by(saved, scanner)
    return _told(differences)


def _holds_decisions(saved: Report) -> bool:
    reviewed = saved.get("reviewed")
    counts = reviewed if isinstance(reviewed, Mapping) else {}
    return any(counts.get(name) for name in ("confirmed", "rejected", "relabelled"))


def _told(differences: Sequence[Difference]) -> int:
    sentences = list(dict.fromkeys(one.sentence for one in differences))
    lines = sentences[:_SHOWN]
    if len(sentences) > _SHOWN:
        lines.append(f"and {len(sentences) - _SHOWN} more differences")
    emit("".join(f"{line}\n" for line in lines or ["The report is confirmed: no difference."]), as_terminal_text=True)
    return EXIT_PARTLY if differences else 0


def _saved(path: str) -> Report:
    try:
        made = json.loads(text_of(path))
    except ValueError as error:
        raise UnreadableInput(f"not JSON: {error}", where=path, hint="Name a JSON report of score.") from error
    if not isinstance(made, dict):
        raise UnreadableInput("not a report", where=path, hint="Name a JSON report of score.")
    return made


def _config(saved: Report, path: str) -> dict[str, str]:
    run = saved.get("run")
    config = run.get("config") if isinstance(run, Mapping) else None
    if not isinstance(config, Mapping):
        raise UnreadableInput("not a report: it has no run record", where=path, hint="Name a JSON report of score.")
    return {str(name): str(value) for name, value in config.items()}


def _sources(saved: Report) -> list[Report]:
    """The files of a report: several for a contact of several sessions."""
    several, one = saved.get("sources"), saved.get("source")
    rows = several if isinstance(several, Sequence) and several else [one]
    return [row for row in rows if isinstance(row, Mapping)]


def _names(saved: Report) -> list[str]:
    return [str(row.get("name")) for row in _sources(saved)]


def _beside(saved: Report, report: str) -> list[str]:
    """The transcripts where they lie in the folder of the report, all of them or none."""
    # A name from a report is taken as a bare file name: it may not lead to another folder.
    paths = [Path(report).parent / Path(name).name for name in _names(saved)]
    return [str(path) for path in paths] if paths and all(path.is_file() for path in paths) else []


def _in_saved_order(files: Sequence[str], saved: Report) -> list[str]:
    """Files in the order of the report's sessions, told by their digests."""
    order = {str(row.get("sha256")): at for at, row in enumerate(_sources(saved))}
    if len(files) < len(order) or len(files) == 1:
        return list(files)
    return sorted(files, key=lambda file: order.get(sha256(bytes_of(file)).hexdigest(), len(order)))


def _roles(config: Mapping[str, str]) -> dict[str, Role]:
    """Roles of the run record; with names replaced they name nobody, and have to be given again."""
    if "redacted" in config or "roles" not in config:
        return {}
    try:
        return parsed_roles(tuple(config["roles"].split("; ")))
    except UsageError as error:
        raise UnreadableInput(f"the run record holds roles that cannot be read: {error.message}") from error


def _scanner(config: Mapping[str, str], lexicon_dirs: Sequence[str]) -> Scanner:
    from coercionscan.pipeline import Scanner  # loads all stages

    return Scanner(
        profile=config.get("profile", "default"),
        only=config.get("only", "").split(),
        disable=config.get("disable", "").split(),
        lexicon_dirs=lexicon_dirs,
        full_sensitivity=_SWITCHES.get(config.get("full_sensitivity", ""), False),
        proven_only=_SWITCHES.get(config.get("proven_only", ""), False),
        use_model=_SWITCHES.get(config.get("use_model", ""), True),
    )


def _decided(scanner: Scanner, analysis: Analysis, decisions: str | None, config: Mapping[str, str]) -> Analysis:
    """The analysis as the report shows it: with a person's decisions, or without its scores."""
    from coercionscan.cli.score import without_scores
    from coercionscan.review.apply import apply

    if decisions is not None:
        analysis = apply(analysis, text_of(decisions), scanner=scanner)
    return without_scores(analysis) if _SWITCHES.get(config.get("tags_only", ""), False) else analysis


def _hidden(analysis: Analysis, case: Case | None, config: Mapping[str, str]) -> Analysis:
    """The analysis with names and numbers replaced, where the report says that they were."""
    if not config.get("redacted"):
        return analysis
    from coercionscan.reports.redact.records import redacted

    return redacted(analysis, config["redacted"].split(","), case)[0]


def _compared(saved: Report, analysis: Analysis) -> tuple[Difference, ...]:
    from coercionscan.audit.verify import compare
    from coercionscan.reports.as_json import report

    return compare(saved, json.loads(json.dumps(report(analysis, with_text="text" in saved))))


def _made_by(saved: Report, scanner: Scanner) -> tuple[Difference, ...]:
    """Program, lexicon, model and profile of a report against those at hand."""
    from coercionscan.audit.verify import compare

    run = saved.get("run")
    told = {name: run.get(name) for name in _MADE_BY} if isinstance(run, Mapping) else {}
    record = scanner.record()
    return compare({"run": told}, {"run": {name: getattr(record, name) for name in _MADE_BY}})
