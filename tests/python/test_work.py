"""Long work: Ctrl-C is heard, others run meanwhile, progress is shown."""

import contextlib
import os
import signal
import sys
import threading

import nextwork
import pytest
from nextwork import native, work

PATIENCE = 60  # seconds until a condition that never comes true is a failure


@contextlib.contextmanager
def interrupted(named):
    """Sends Ctrl-C to this process as soon as a thread of that name runs."""
    over = threading.Event()

    def watch():
        while not over.wait(0.001):
            if any(thread.name == named for thread in threading.enumerate()):
                os.kill(os.getpid(), signal.SIGINT)
                return

    # A shell that starts the tests in the background has them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            yield
    finally:
        over.set()
        watcher.join()
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    "named, use",
    [
        ("nextwork drawing lotteries", lambda cohort: cohort.chances(1_000_000)),
        ("nextwork matching", lambda cohort: cohort.match(extend=True)),
    ],
)
def test_an_interrupt_ends_the_work(named, use):
    cohort = nextwork.Cohort.generate("region")
    with interrupted(named):
        use(cohort)
    for thread in threading.enumerate():
        if thread.name == named:
            thread.join(PATIENCE)
            assert not thread.is_alive()
    assert cohort.counts["youths"] > 0


def test_an_interrupt_before_the_work_has_begun(monkeypatch):
    def start(thread):
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(KeyboardInterrupt):
        work.run(lambda monitor: None, "waiting")


def test_work_that_outlives_its_interrupt_ends_in_silence(monkeypatch):
    goes_on = threading.Event()

    def interrupt(title):
        raise KeyboardInterrupt

    def call(monitor):
        goes_on.wait(PATIENCE)
        raise nextwork.CancelledError("too late")

    monkeypatch.setattr(work, "_new_bar", interrupt)
    with pytest.raises(KeyboardInterrupt):
        work.run(call, "outliving")
    (thread,) = [t for t in threading.enumerate() if t.name == "nextwork outliving"]
    goes_on.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_others_run_meanwhile():
    """The library's thread waits for one of ours: with the lock of Python held, it would for ever."""
    met = threading.Barrier(2, timeout=PATIENCE)
    other = threading.Thread(target=met.wait)
    other.start()

    def call(monitor):
        met.wait()
        return native.version()

    assert work.run(call, "meeting") == nextwork.__version__
    other.join()


def test_several_matches_at_once():
    cohort = nextwork.Cohort.generate("site")
    expected = cohort.match(seed=3).certificate
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(cohort.match(seed=3).certificate))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_an_error_of_the_work_is_raised_here():
    def call(monitor):
        raise nextwork.LimitError("too much")

    with pytest.raises(nextwork.LimitError, match="too much"):
        work.run(call, "failing")


class Terminal:
    """A standard error that says it is a terminal and keeps what is written."""

    encoding = "utf-8"

    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def test_a_bar_on_a_terminal(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(work, "_BAR_AFTER", 0)
    monkeypatch.setattr(work, "_BAR_EVERY", 0.001)
    cohort = nextwork.Cohort.generate("pilots")
    for _ in range(PATIENCE):
        cohort.chances(20_000)
        if "/20000" in terminal.text:
            break
    assert "drawing lotteries" in terminal.text
    assert "/20000" in terminal.text


def test_no_bar_elsewhere(capfd, monkeypatch):
    monkeypatch.setattr(work, "_BAR_AFTER", 0)
    nextwork.Cohort.generate("pilots").chances(300)
    assert capfd.readouterr() == ("", "")
