from __future__ import annotations

import sys
from typing import cast

import pytest

from tests.house.source import Module, inside, modules, plan, target

FLOORS = cast("dict[str, int]", plan()["floors"])
THIRD_PARTY = cast("dict[str, list[str]]", plan()["third_party"])
GROUND = {"errors", "text", "making", "records"}
NETWORK = {"socket", "urllib", "http", "ssl", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3"}
UNPICKLERS = {"pickle", "joblib", "dill", "cloudpickle", "marshal", "shelve"}
MAY_UNPICKLE = ("tags.artifact", "batch", "training")
STAGES = ("transcripts", "tags", "provenance", "confessions", "risk", "reports", "audit")

every_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


def _arrows(module: Module) -> list[tuple[str, int]]:
    found = ((target(inside(name) or ""), line) for name, line in module.imports())
    return [(to, line) for to, line in found if to and to != module.name]


def _allowed(module: Module, places: list[str]) -> bool:
    return any(module.name == place or module.name.startswith(place + ".") for place in places)


@every_module
def test_every_room_has_its_floor(module: Module) -> None:
    assert module.room in FLOORS or module.name == "__init__", f"{module.room}: add it to tests/house/rooms.toml"


@every_module
def test_imports_go_down_or_stay_in_the_room(module: Module) -> None:
    if module.name == "__init__":
        return  # the face, which names everything and imports it on demand
    for to, line in _arrows(module):
        room = to.partition(".")[0]
        assert room == module.room or FLOORS[room] < FLOORS[module.room], f"{module.path}:{line} climbs to {to}"


@every_module
def test_stages_never_import_each_other(module: Module) -> None:
    if module.room in STAGES:
        others = [to for to, _ in _arrows(module) if to.partition(".")[0] in STAGES and not to.startswith(module.room)]
        assert others == []


def test_there_is_no_circle() -> None:
    after = {module.name: {to for to, _ in _arrows(module)} for module in modules() if module.name != "__init__"}
    while ends := {name for name, to in after.items() if not to & after.keys()}:
        after = {name: to for name, to in after.items() if name not in ends}
    assert after == {}, f"in a circle, or above one: {sorted(after)}"


@every_module
def test_third_party_packages_stay_in_their_rooms(module: Module) -> None:
    for name, line in module.imports(at_run_time=True):
        package = name.partition(".")[0]
        if package in sys.stdlib_module_names or package in ("coercionscan", "__future__"):
            continue
        assert package in THIRD_PARTY, f"{module.path}:{line}: {package} has no room in tests/house/rooms.toml"
        assert _allowed(module, THIRD_PARTY[package]), f"{module.path}:{line} may not import {package}"


@every_module
def test_the_ground_knows_the_standard_library_only(module: Module) -> None:
    if module.name in GROUND:
        outside = {name.partition(".")[0] for name, _ in module.imports()} - {"coercionscan", "__future__"}
        assert outside <= sys.stdlib_module_names


@every_module
def test_nothing_reaches_for_the_network(module: Module) -> None:
    assert not {name.partition(".")[0] for name, _ in module.imports()} & NETWORK


@every_module
def test_only_the_artifact_reader_unpickles(module: Module) -> None:
    if not _allowed(module, list(MAY_UNPICKLE)):
        assert not {name.partition(".")[0] for name, _ in module.imports()} & UNPICKLERS
