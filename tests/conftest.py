"""What every test may rely on: reference material beside the checkout, and no network.

Loaded by the worker's Python and by QGIS's own, so only the standard library and pytest are used.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import pytest

ROOT = Path(__file__).resolve().parent.parent
os.environ["AEROSEG_CACHE_DIR"] = ""  # nothing is read from or left in the user's own cache

try:
    from hypothesis import settings
except ImportError:  # QGIS's Python has no hypothesis, and its tests use none
    pass
else:
    # No deadline: cores are shared, and a test that measures time belongs to the benchmarks.
    settings.register_profile("default", deadline=None, print_blob=True)
    settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
    settings.load_profile("ci" if os.environ.get("CI") else "default")


def shared_folder() -> Path | None:
    """The folder of reference tensors and imagery, or None where there is none.

    AEROSEG_SHARED names it; otherwise it is the folder "shared" beside the checkout.
    """
    named = os.environ.get("AEROSEG_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if named and not folder.is_dir():
        pytest.fail(f'AEROSEG_SHARED names "{named}", which is no folder')
    return folder.resolve() if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared_path() -> Callable[[str], Path]:
    """Finds reference material by its path in the shared folder.

    Where that folder exists, a missing file fails the test: nothing is skipped silently on a
    machine that should have it. Elsewhere the test is skipped, with the reason.
    """

    def find(name: str) -> Path:
        folder = shared_folder()
        if folder is None:
            pytest.skip(f"{name}: there is no folder ../shared (AEROSEG_SHARED names another one)")
        path = folder / name
        if not path.exists():
            pytest.fail(f"{path} is missing")
        return path

    return find


# ---------------------------------------------------------------- no network

_connect = socket.socket.connect
_network_allowed = False


def _guarded_connect(self: socket.socket, address: Any) -> None:
    is_local = self.family not in (socket.AF_INET, socket.AF_INET6) or (
        isinstance(address, tuple) and str(address[0]) in {"127.0.0.1", "::1", "localhost"}
    )
    if not (is_local or _network_allowed):
        raise OSError(f"a test tried to connect to {address}; mark it with pytest.mark.network")
    _connect(self, address)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _network_if_marked(request: pytest.FixtureRequest) -> Iterator[None]:
    global _network_allowed
    _network_allowed = request.node.get_closest_marker("network") is not None
    yield
    _network_allowed = False
