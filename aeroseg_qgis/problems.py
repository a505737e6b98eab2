"""What went wrong, in three parts: what happened, why, what to do.

    Problem               shown to the user as it is
    `- Cancelled          the user's own wish; nothing is shown as an error

The log holds the rest (`detail`); `name` is the stable code that the worker's protocol uses.
"""

from __future__ import annotations

from .text import tr

__all__ = ["Cancelled", "Problem", "from_worker_error"]


class Problem(Exception):  # noqa: N818 - not every problem is an error
    """Something the user has to know, worded for them.

    Args:
        what: What happened, one sentence.
        why: The cause, one sentence; may be empty where `what` says it.
        todo: What to do now, one sentence.
        name: Stable code, as in the protocol ("bad_checkpoint", "worker_died", ...).
        detail: For the log only.
    """

    def __init__(
        self, what: str, why: str = "", todo: str = "", *, name: str, detail: str = ""
    ) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.todo = todo
        self.name = name
        self.detail = detail

    def alone(self) -> Problem:
        """Without the frames it came through, which would hold open files for as long as it."""
        self.__cause__ = self.__context__ = None
        return self.with_traceback(None)

    @property
    def text(self) -> str:
        """All three parts as one line."""
        return " ".join(part for part in (self.what, self.why, self.todo) if part)

    def __str__(self) -> str:
        return self.text


class Cancelled(Problem):
    """The user cancelled. Nothing is wrong."""

    def __init__(self) -> None:
        super().__init__(tr("Cancelled."), name="cancelled")


def from_worker_error(error: dict) -> Problem:
    """The problem in a JSON-RPC error object of the worker."""
    data = error.get("data") if isinstance(error.get("data"), dict) else {}
    name = str(data.get("name") or "internal")
    if name == "cancelled":
        return Cancelled()
    message = str(error.get("message") or tr("The worker reported an error without a message."))
    return Problem(
        message,
        todo=str(data.get("hint") or ""),
        name=name,
        detail=str(data.get("detail") or ""),
    )
