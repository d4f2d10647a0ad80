from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from coercionscan import collecting
from coercionscan.collecting import collector_off
from coercionscan.errors import CoercionScanError
from coercionscan.pipeline import Scanner
from coercionscan.records import Analysis
from coercionscan.transcripts.read import read


@pytest.fixture(autouse=True)
def _as_found() -> Iterator[None]:
    before = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if before else gc.disable)()


def test_it_is_off_inside_and_on_again_behind() -> None:
    with collector_off():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_thresholds_stay() -> None:
    before = gc.get_threshold()
    with collector_off():
        assert gc.get_threshold() == before
    assert gc.get_threshold() == before


def test_an_inner_block_does_not_end_the_outer() -> None:
    with collector_off():
        with collector_off():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_an_error() -> None:
    with pytest.raises(KeyError), collector_off(), collector_off():
        raise KeyError
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    with collector_off():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_who_switches_it_on_inside_keeps_it_on() -> None:
    with collector_off():
        gc.enable()
    assert gc.isenabled()


def test_the_last_of_several_threads_switches_it_on() -> None:
    inside, go = threading.Event(), threading.Event()

    def other() -> None:
        with collector_off():
            inside.set()
            go.wait()

    thread = threading.Thread(target=other)
    with collector_off():
        thread.start()
        inside.wait()
    assert not gc.isenabled()
    go.set()
    thread.join()
    assert gc.isenabled()


def test_many_threads_leave_it_as_it_was() -> None:
    seen: list[bool] = []

    def work() -> None:
        for _ in range(200):
            with collector_off():
                seen.append(gc.isenabled())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.isenabled()
    assert len(seen) == 1600
    assert not any(seen)


def test_blocks_that_overlap_without_end_let_it_look_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_MANY", 1_000)
    with collector_off():
        with collector_off():
            kept = [[] for _ in range(5_000)]  # type: list[list[int]]
        assert gc.get_count()[0] < len(kept)
        assert not gc.isenabled()


def test_a_forked_process_begins_anew() -> None:
    holders = collecting._Holders()
    holders.enter()
    holders.forget()
    assert gc.isenabled()
    holders.enter()
    assert not gc.isenabled()
    holders.leave()
    assert gc.isenabled()


def test_a_fork_leaves_alone_what_the_user_switched_off() -> None:
    gc.disable()
    holders = collecting._Holders()
    holders.enter()
    holders.forget()
    assert not gc.isenabled()


def test_a_decorated_function_holds_it_off_at_each_call() -> None:
    @collector_off()
    def inside() -> bool:
        return gc.isenabled()

    assert (inside(), inside()) == (False, False)
    assert gc.isenabled()


def test_a_reader_that_fails_leaves_it_on() -> None:
    with pytest.raises(CoercionScanError):
        read(b"", name="empty.txt")
    assert gc.isenabled()


def test_it_is_off_during_a_scan_and_on_again_behind() -> None:
    seen: list[bool] = []

    class Watched(Scanner):
        def reassess(self, analysis: Analysis) -> Analysis:
            seen.append(gc.isenabled())
            return super().reassess(analysis)

    text = "DET. ROWE: Did you take the blue van?\nPELL: No, I did not.\n"
    Watched(use_model=False).scan(text.encode(), name="short.txt")
    assert seen == [False]
    assert gc.isenabled()
