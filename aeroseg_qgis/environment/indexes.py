"""Where packages come from: the user's own settings of pip and uv, and QGIS's network settings.

pip reads its settings itself. uv does not read pip's, so they are handed to it; a user who has
settings of uv's own keeps those.
"""

from __future__ import annotations

import configparser
import os
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..network import network_params

__all__ = ["PipSettings", "general_index", "network_variables", "pip_settings"]

SECTIONS = ("global", "install")
UV_INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_EXTRA_INDEX_URL")


@dataclass(frozen=True)
class PipSettings:
    """What pip is told about package indexes, from its files and variables."""

    index: str = ""
    extra_indexes: list[str] = field(default_factory=list)
    find_links: list[str] = field(default_factory=list)
    constraints: list[str] = field(default_factory=list)
    trusted_hosts: list[str] = field(default_factory=list)
    no_index: bool = False
    certificate: str = ""
    proxy: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the user chose where packages come from."""
        return bool(self.index or self.extra_indexes or self.find_links or self.no_index)

    def uv_arguments(self) -> list[str]:
        """The same for uv, without addresses, which may hold a password."""
        words = ["--no-index"] if self.no_index else []
        for place in self.find_links:
            words += ["--find-links", place]
        for host in self.trusted_hosts:
            words += ["--allow-insecure-host", host]
        for path in self.constraints:
            words += ["--constraint", path]
        if self.extra_indexes:
            words += ["--index-strategy", "unsafe-best-match"]  # as pip does
        return words

    def uv_variables(self) -> dict[str, str]:
        """Addresses for uv; none where the user has set uv's own."""
        if any(os.environ.get(name) for name in UV_INDEX_VARIABLES):
            return {}
        variables = {}
        if self.index:
            variables["UV_DEFAULT_INDEX"] = self.index
        if self.extra_indexes:
            variables["UV_INDEX"] = " ".join(self.extra_indexes)
        return variables


def pip_settings() -> PipSettings:
    """Read them; later files and then variables win over earlier ones, as in pip."""
    values: dict[str, str] = {}
    for path in _files():
        parser = configparser.RawConfigParser()
        try:
            parser.read(path, encoding="utf-8")
        except (OSError, configparser.Error, UnicodeDecodeError):
            continue
        for section in SECTIONS:
            if parser.has_section(section):
                values.update({key.replace("_", "-"): text for key, text in parser.items(section)})
    for name, text in os.environ.items():
        if name.upper().startswith("PIP_"):
            values[name[4:].lower().replace("_", "-")] = text
    return PipSettings(
        values.get("index-url", "").strip(),
        _words(values.get("extra-index-url", "")),
        _words(values.get("find-links", "")),
        [path for path in _words(values.get("constraint", "")) if Path(path).is_file()],
        _words(values.get("trusted-host", "")),
        values.get("no-index", "").strip().lower() in ("1", "true", "yes", "on"),
        values.get("cert", "").strip(),
        values.get("proxy", "").strip(),
    )


def general_index() -> str:
    """Address of the index that pip takes by itself; empty where QGIS's Python has no pip."""
    try:
        from pip._internal.models.index import PyPI
    except ImportError:
        return ""
    return str(PyPI.simple_url)


def _files() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        roaming = Path(os.environ.get("APPDATA", home / "AppData" / "Roaming"))
        shared = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData"))
        found = [shared / "pip" / "pip.ini", home / "pip" / "pip.ini", roaming / "pip" / "pip.ini"]
    else:
        settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        shared_folders = (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":")
        found = [Path(folder) / "pip" / "pip.conf" for folder in shared_folders]
        if sys.platform == "darwin":
            found.append(Path("/Library/Application Support/pip/pip.conf"))
        found += [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", settings / "pip" / "pip.conf"]
        if sys.platform == "darwin":
            found.append(home / "Library" / "Application Support" / "pip" / "pip.conf")
    named = os.environ.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return []
    return [*found, Path(named)] if named else found


def _words(text: str) -> list[str]:
    """A list as pip writes it: words, on one line or several."""
    if "\n" in text.strip():
        return [line.strip() for line in text.splitlines() if line.strip()]
    try:
        return shlex.split(text, posix=sys.platform != "win32")
    except ValueError:
        return text.split()


def network_variables(pip: PipSettings, folder: Path) -> dict[str, str]:
    """How QGIS reaches the network, for a tool that is another program.

    Args:
        pip: proxy and certificate of pip's settings count where QGIS has none.
        folder: where the certificates that QGIS trusts are written for the tool.
    """
    params = network_params()
    variables = {}
    proxy = params["proxy"] or pip.proxy
    if proxy:
        variables.update({name: proxy for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")})
        variables.update({name.lower(): proxy for name in list(variables)})
        exceptions = ",".join(urlsplit(entry).hostname or entry for entry in params["no_proxy"])
        variables["NO_PROXY"] = variables["no_proxy"] = exceptions or "localhost,127.0.0.1"
    authorities = [params["certificates"] or ""]
    for path in (os.environ.get("SSL_CERT_FILE", ""), pip.certificate):
        if path and Path(path).is_file():
            authorities.append(Path(path).read_text(encoding="utf-8", errors="replace"))
    if params["certificates"]:
        path = folder / "certificates.pem"
        path.write_text("\n".join(authorities), encoding="utf-8")
        variables["SSL_CERT_FILE"] = variables["PIP_CERT"] = str(path)
    elif pip.certificate:
        variables["SSL_CERT_FILE"] = pip.certificate
    return variables
