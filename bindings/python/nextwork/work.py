"""Long work: in a thread of its own, so that Ctrl-C is heard and progress is shown meanwhile."""

from __future__ import annotations

import concurrent.futures
import sys
import threading
import typing

from nextwork import libraries, native

Given = typing.TypeVar("Given")

# How long somebody waits before a bar appears, and how often it is drawn.
_BAR_AFTER = 0.5
_BAR_EVERY = 0.1
# How long an interrupted call may take to end before it is left to end by itself.
_PATIENCE = 0.1


def run(call: typing.Callable[[native.Monitor], Given], title: str) -> Given:
    """Call with a monitor, and wait; an interrupt cancels the monitor and is raised at once.

    Parameters
    ----------
    call : callable
        Is given the monitor, and runs in another thread.
    title : str
        What the progress bar says.
    """
    monitor = native.monitor_new()
    future: concurrent.futures.Future[Given] = concurrent.futures.Future()
    thread = threading.Thread(
        target=_work, args=(future, call, monitor), name=f"nextwork {title}"
    )
    try:
        thread.start()
        bar = _new_bar(title)
        if bar is not None:
            _draw(bar, monitor, future)
        return future.result()
    except KeyboardInterrupt:
        native.monitor_cancel(monitor)
        # Not for the thread: it may not have begun.
        concurrent.futures.wait([future], timeout=_PATIENCE)
        raise
    finally:
        # The error of a thread holds its frame, and that the future.
        del future


def _work(
    future: concurrent.futures.Future[Given],
    call: typing.Callable[[native.Monitor], Given],
    monitor: native.Monitor,
) -> None:
    try:
        future.set_result(call(monitor))
    except BaseException as error:
        future.set_exception(error)
    finally:
        del future  # as in run()


def _new_bar(title: str) -> typing.Any:
    """Make a bar of tqdm, where it is installed and somebody may see it."""
    notebook = _in_notebook()
    if not (notebook or sys.stderr is not None and sys.stderr.isatty()):
        return None
    if not libraries.has("tqdm"):
        return None
    # Without its widgets a notebook's bar is a line of text, as in a terminal.
    if notebook and libraries.has("ipywidgets"):
        from tqdm.notebook import tqdm
    else:
        from tqdm.std import tqdm
    return tqdm(desc=title, total=0, leave=False, delay=_BAR_AFTER)


def _in_notebook() -> bool:
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return hasattr(shell, "kernel")


def _draw(
    bar: typing.Any, monitor: native.Monitor, future: concurrent.futures.Future[typing.Any]
) -> None:
    with bar:
        while not concurrent.futures.wait([future], timeout=_BAR_EVERY).done:
            done, total = native.monitor_progress(monitor)
            bar.total = total
            bar.update(done - bar.n)
