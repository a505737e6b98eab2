"""What a map server answered while a layer was drawn, in words.

QGIS draws what comes and says nothing of the rest; the network manager tells of every answer.
"""

from __future__ import annotations

import re
from collections import Counter

from qgis.core import QgsNetworkAccessManager, QgsNetworkReplyContent
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from .text import count, tr

__all__ = ["ServerTalk", "host_of"]

GOOD, NOT_FOUND, WEB_PAGE, TEXT, LATE, CLOSED = "good", "404", "page", "text", "late", "closed"
LATE_ERRORS = (
    QNetworkReply.NetworkError.TimeoutError,
    QNetworkReply.NetworkError.OperationCanceledError,  # what QGIS's own time limit ends in
)


def host_of(source: str) -> str:
    """The part of a layer's host that all of its servers share; empty for layers without one."""
    found = re.search(r"url=(?:https?)(?::|%3A)(?://|%2F%2F)([^/&?%]+)", source, re.IGNORECASE)
    if found is None:
        return ""
    name = re.sub(r"^.*\}", "", found.group(1)).split("@")[-1].split(":")[0]
    return name.lstrip(".-").lower()


class ServerTalk(QObject):
    """Counts the answers of one server. Made and ended on the main thread.

    Args:
        host: Of the server, as `host_of` gives it.
    """

    def __init__(self, host: str) -> None:
        super().__init__()
        self._host = host
        self._answers: Counter[str] = Counter()
        self._signal = QgsNetworkAccessManager.instance().finished[QgsNetworkReplyContent]
        self._signal.connect(self._listen)

    def end(self) -> None:
        """Listen no more."""
        if self._signal is not None:
            self._signal.disconnect(self._listen)
            self._signal = None

    @property
    def good(self) -> int:
        """Answers with a picture."""
        return self._answers[GOOD]

    @property
    def failed(self) -> int:
        """Answers without one, or none."""
        return sum(self._answers.values()) - self.good

    @property
    def faults(self) -> int:
        """The same without "not found", which servers say where they have no picture."""
        return self.failed - self._answers[NOT_FOUND]

    def _listen(self, reply: QgsNetworkReplyContent) -> None:
        url = reply.request().url()
        if self._host and (url.host() or "").lower().endswith(self._host):
            self._answers[_kind(reply)] += 1

    def reason(self, *, but: tuple[str, ...] = ()) -> str:
        """The commonest fault, as a sentence; empty when there was none."""
        faults = Counter({k: n for k, n in self._answers.items() if k != GOOD and k not in but})
        if not faults:
            return ""
        kind, _ = faults.most_common(1)[0]
        return _sentence(kind, self.failed + self.good)

    def fault(self) -> str:
        """The commonest fault but "not found"."""
        return self.reason(but=(NOT_FOUND,))


def _kind(reply: QgsNetworkReplyContent) -> str:
    """What an answer is: a picture, an HTTP status, or what came in place of both."""
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    if isinstance(status, int) and status >= 400:
        return str(status)
    if reply.error() in LATE_ERRORS:
        return LATE
    if reply.error() != QNetworkReply.NetworkError.NoError:
        return CLOSED
    content = bytes(reply.rawHeader(b"Content-Type")).decode("latin-1").lower()
    if "html" in content:
        return WEB_PAGE
    if content.startswith("text/") or "xml" in content or "json" in content:
        return TEXT
    return GOOD


def _sentence(kind: str, asked: int) -> str:
    if kind == NOT_FOUND:
        text = tr("Its server knows no picture here (404, asked {n} times).")
    elif kind in ("401", "403"):
        text = tr("Its server refuses to give pictures ({status}): a key or a login is missing.")
    elif kind == "429":
        text = tr("Its server asks for a pause (429).")
    elif kind == WEB_PAGE:
        text = tr("Its server sent a web page in place of pictures, as a login page does.")
    elif kind == TEXT:
        text = tr("Its server sent an error message in place of pictures.")
    elif kind == LATE:
        text = tr("Its server did not answer in time.")
    elif kind == CLOSED:
        text = tr("Its server cannot be reached.")
    else:
        text = tr("Its server has a fault of its own ({status}, asked {n} times).")
    return text.format(status=kind, n=count(asked))
