"""Images on a server: how patiently they are asked for, and what a server's answer means."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["REMOTE_GDAL", "TELL", "image_name", "is_remote", "remote_problem"]

# A server that says nothing must not hold a run for ever, and one that stumbles gets another try.
REMOTE_GDAL = {
    "GDAL_HTTP_CONNECTTIMEOUT": "20",
    "GDAL_HTTP_LOW_SPEED_TIME": "30",
    "GDAL_HTTP_LOW_SPEED_LIMIT": "1",
    "GDAL_HTTP_MAX_RETRY": "2",
    "GDAL_HTTP_RETRY_DELAY": "1",
    # A worker lives for days: what was not there a moment ago, or another file, may be there now.
    "CPL_VSIL_CURL_NON_CACHED": "/vsicurl/:/vsis3/:/vsigs/:/vsiaz/",
}
TELL = "Open its address in a web browser to see what the server gives, or try again later."

_SCHEMES = re.compile(r"^(https?|ftp|s3|gs|az)://|^/vsi(curl|s3|gs|az|oss|swift)\b", re.IGNORECASE)
_STATUS = re.compile(r"HTTP (?:response|error) code ?: (\d{3})")
_MEANINGS = {
    "401": "it wants a login",
    "403": "it does not allow this",
    "404": "it has no such file",
    "410": "it has no such file any more",
    "429": "it was asked too often",
}


def is_remote(path: str) -> bool:
    """Whether an image lies on a server."""
    return _SCHEMES.match(path) is not None


def image_name(path: str) -> str:
    """Name of an image for people and for records; keys in an address stay out of them."""
    return Path(path.partition("?")[0] if is_remote(path) else path).name or path


def remote_problem(reason: str) -> str:
    """What it means that GDAL failed to read from a server, as a clause."""
    status = _STATUS.search(reason)
    if status is not None:
        code = status[1]
        fault = "it has a fault" if code.startswith("5") else "it does not give the file"
        return f"the server answered {code}, {_MEANINGS.get(code, fault)}"
    if "not recognized as being in a supported file format" in reason:
        return "what the server gives is no raster; it may be a web page or nothing at all"
    if "CURL" in reason or "Timeout" in reason or "timed out" in reason:
        return f"the server does not answer ({reason})"
    return reason
