"""Runs where the extra and a language model are installed; the rest of the suite does without them."""

from __future__ import annotations

import socket
import sys

import pytest

from coercionscan.errors import MissingExtra
from coercionscan.reports.redact import presidio

SAID = (
    "ROWE: State your name.\n"
    "PELL: Edgar Pell. My wife Margaret Ashdown is at margaret@ashdown.example, or 202-555-0142.\n"
    "ROWE: And your card is 4111 1111 1111 1111?\n"
)


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        pytest.fail("the network was asked for")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


@pytest.mark.usefixtures("_no_network")
def test_people_and_numbers_are_found_without_any_network() -> None:
    pytest.importorskip("presidio_analyzer")
    try:
        found = dict(presidio.phrases_in(SAID))
    except MissingExtra:
        pytest.skip("no language model")
    assert found["Margaret Ashdown"].startswith("[person")
    assert found["margaret@ashdown.example"] == "[email address 1]"
    assert found["4111 1111 1111 1111"] == "[credit card 1]"


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    presidio._engine.cache_clear()
    with pytest.raises(MissingExtra) as told:
        list(presidio.phrases_in(SAID))
    assert told.value.hint is not None
    assert "coercionscan[presidio]" in told.value.hint
