"""Libraries of others: imported only when somebody asks for what they do."""

from __future__ import annotations

import importlib
import importlib.util
import typing

# What to install for a library, where the package has an extra for it.
_EXTRAS = {"matplotlib": "nextwork[plot]", "pandas": "nextwork[pandas]", "polars": "nextwork[polars]"}


def has(library: str) -> bool:
    """Tell whether a library is installed."""
    return importlib.util.find_spec(library) is not None


def load(module: str) -> typing.Any:
    """Import a module, or say what to install."""
    library = module.partition(".")[0]
    if not has(library):
        needed = _EXTRAS.get(library, library)
        raise ModuleNotFoundError(
            f"this needs {library}, which is not installed: pip install '{needed}'", name=library
        )
    return importlib.import_module(module)
