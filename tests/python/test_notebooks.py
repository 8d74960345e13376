"""The notebooks run, and show what they were committed with."""

import nbclient
import nbformat
import pytest
from support import ROOT

NOTEBOOKS = sorted((ROOT / "examples/python").glob("*.ipynb"))


def texts(notebook):
    """What each cell shows as text; of pictures only that there are so many."""
    for cell in notebook.cells:
        outputs = cell.get("outputs", [])
        yield [
            "picture" if "image/png" in out.get("data", {}) else out.get("data", {}).get("text/plain", out.get("text"))
            for out in outputs
            if out.get("name") != "stderr"  # progress, where somebody waited
        ]


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == ["lotteries", "quick_start", "rotation", "what_if"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_repeats(path):
    committed = nbformat.read(path, 4)
    again = nbformat.reads(nbformat.writes(committed), 4)
    nbclient.NotebookClient(
        again, timeout=300, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    assert list(texts(again)) == list(texts(committed))
    assert any("picture" in shown for shown in texts(committed))
