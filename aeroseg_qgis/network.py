"""How QGIS reaches the network, in the words of the worker's `download`.

The worker is another program: it knows neither the proxy that the user entered in QGIS nor the
certificates that they trust there. Both are sent with the request, over the pipe.
"""

from __future__ import annotations

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy

__all__ = ["network_params", "proxy_address"]

MOST_PEM_BYTES = 4 * 1024 * 1024  # of the protocol
SCHEMES = {
    QNetworkProxy.ProxyType.HttpProxy: "http",
    QNetworkProxy.ProxyType.HttpCachingProxy: "http",
    QNetworkProxy.ProxyType.Socks5Proxy: "socks5",  # the worker says that it cannot use it
}


def network_params() -> dict:
    """Proxy, exceptions and certificates as QGIS is set up."""
    manager = QgsNetworkAccessManager.instance()
    exceptions = [*manager.excludeList(), *manager.noProxyList()]
    return {
        "proxy": proxy_address(manager.fallbackProxy()),
        "no_proxy": [str(entry) for entry in exceptions if entry],
        "certificates": _certificates(),
    }


def proxy_address(proxy: QNetworkProxy) -> str | None:
    """A proxy as an address; None where there is none, or the system's is used."""
    scheme = SCHEMES.get(proxy.type())
    if scheme is None or not proxy.hostName():
        return None
    url = QUrl()
    url.setScheme(scheme)
    url.setHost(proxy.hostName())
    if proxy.port():
        url.setPort(proxy.port())
    if proxy.user():
        url.setUserName(proxy.user())
        url.setPassword(proxy.password())
    return bytes(url.toEncoded()).decode("ascii")


def _certificates() -> str | None:
    """Authorities that the user's QGIS trusts, PEM."""
    manager = QgsApplication.authManager()
    if manager is None or manager.isDisabled():
        return None
    text = bytes(manager.trustedCaCertsPemText()).decode("ascii", "replace").strip()
    return text if text and len(text) <= MOST_PEM_BYTES else None
