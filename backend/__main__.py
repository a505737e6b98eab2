"""``python -m backend``: the command line of the worker."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code (design section 4.8)."""
    from backend.cli import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


if __name__ == "__main__":
    main()
