"""``coercionscan verify``: does a saved report come out again from its transcript?"""

from __future__ import annotations

import json

import click

from coercionscan.cli.failure import EXIT_PARTLY
from coercionscan.cli.inputs import case_of, parsed_roles, reading_options, source_of, text_of
from coercionscan.cli.output import emit
from coercionscan.errors import UnreadableInput

_SHOWN = 30
_SWITCHES = {"true": True, "false": False}


@click.command(name="verify")
@click.argument("report")
@click.argument("file")
@reading_options
def command(report: str, file: str, input_format: str | None, roles: tuple[str, ...], case_path: str | None) -> int:
    """Score FILE again with the settings of the JSON report REPORT, and name every difference.

    Give the same --role, --case and --input-format as then. The exit code is 1 when there is a difference.
    """
    from coercionscan.audit.verify import compare
    from coercionscan.pipeline import Scanner  # loads all stages
    from coercionscan.reports.as_json import report as as_dict

    saved, case = _saved(report), case_of(case_path)
    run = saved.get("run")
    config = run.get("config") if isinstance(run, dict) else None
    if not isinstance(config, dict):
        raise UnreadableInput("not a report: it has no run record", where=report, hint="Name a JSON report of score.")
    analysis = Scanner(
        profile=str(config.get("profile", "default")),
        only=str(config.get("only", "")).split(),
        disable=str(config.get("disable", "")).split(),
        full_sensitivity=_SWITCHES.get(str(config.get("full_sensitivity")), False),
        use_model=_SWITCHES.get(str(config.get("use_model")), True),
    ).scan(
        source_of(file),
        name=str(_name(saved)) if _name(saved) else None,
        input_format=input_format,
        case=case,
        roles=parsed_roles(roles) or None,
    )
    if config.get("redacted"):
        from coercionscan.reports.redact.records import redacted

        analysis, _ = redacted(analysis, str(config["redacted"]).split(","), case)
    fresh = json.loads(json.dumps(as_dict(analysis, with_text="text" in saved)))
    differences = compare(saved, fresh)
    lines = [one.sentence for one in differences[:_SHOWN]]
    if len(differences) > _SHOWN:
        lines.append(f"and {len(differences) - _SHOWN} more differences")
    emit("".join(f"{line}\n" for line in lines or ["The report is confirmed: no difference."]), as_terminal_text=True)
    return EXIT_PARTLY if differences else 0


def _saved(path: str) -> dict[str, object]:
    try:
        made = json.loads(text_of(path))
    except ValueError as error:
        raise UnreadableInput(f"not JSON: {error}", where=path, hint="Name a JSON report of score.") from error
    if not isinstance(made, dict):
        raise UnreadableInput("not a report", where=path, hint="Name a JSON report of score.")
    return made


def _name(saved: dict[str, object]) -> object:
    source = saved.get("source")
    return source.get("name") if isinstance(source, dict) else None
