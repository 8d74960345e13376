"""Docstrings: their examples run, and they say what numpydoc's readers expect. Types hold."""

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys

import nextwork
import numpydoc.validate
import pytest
from support import ROOT

MODULES = [
    importlib.import_module(f"nextwork.{module.name}")
    for module in pkgutil.iter_modules(nextwork.__path__)
    if module.name not in ("_native", "native")
]

# What is asked of every docstring, in numpydoc's numbers: it is there, its first line is a sentence
# in the imperative, parameters are those of the signature, and sections come in order.
ASKED = {"GL07", "GL08", "SS01", "SS03", "SS05", "PR01", "PR02", "PR04", "PR07"}


def documented():
    for name in nextwork.__all__:
        thing = getattr(nextwork, name)
        yield name
        if inspect.isclass(thing):
            yield from (
                f"{name}.{method}"
                for method, value in vars(thing).items()
                if not method.startswith("_") and (callable(value) or isinstance(value, property | classmethod))
                and not issubclass(thing, BaseException) and not issubclass(thing, tuple)
            )


@pytest.mark.parametrize("name", list(documented()))
def test_docstrings(name):
    found = numpydoc.validate.validate(f"nextwork.{name}")["errors"]
    thing = getattr(nextwork, name.partition(".")[0])
    # A class is a noun, and one that the package makes itself needs no parameters told.
    ignored = {"SS05", "PR01"} if inspect.isclass(thing) and "." not in name else set()
    assert [error for error in found if error[0] in ASKED - ignored] == []


@pytest.mark.parametrize("module", [nextwork, *MODULES], ids=lambda module: module.__name__)
def test_examples(module, monkeypatch):
    monkeypatch.chdir(ROOT)
    results = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert results.failed == 0


def test_types():
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--package", "nextwork"],
        cwd=ROOT,
        text=True,
        capture_output=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
