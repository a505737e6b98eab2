"""A map server on this machine: XYZ tiles, WMS, WMTS and a file in ranges; or whatever goes wrong.

`mode` says how it answers: "" as it should, "404", "500", "403", "html", "close", "half" (a 500 for
every second tile, however often it is asked for). A picture's colour says where it is: red grows
eastwards.
"""

from __future__ import annotations

import http.server
import re
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QColor, QImage

HALF_M = 20037508.342789244
ZOOM_0_M = 2 * HALF_M / 256
LAST_ZOOM = 19

WMS = """<?xml version="1.0"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<Service><Name>WMS</Name><Title>t</Title></Service>
<Capability><Request>
<GetCapabilities><Format>text/xml</Format><DCPType><HTTP><Get>
<OnlineResource xlink:href="{url}/wms?"/></Get></HTTP></DCPType></GetCapabilities>
<GetMap><Format>image/png</Format><DCPType><HTTP><Get>
<OnlineResource xlink:href="{url}/wms?"/></Get></HTTP></DCPType></GetMap>
</Request><Exception><Format>XML</Format></Exception>
<Layer><Title>t</Title><CRS>EPSG:3857</CRS>
<EX_GeographicBoundingBox><westBoundLongitude>-180</westBoundLongitude>
<eastBoundLongitude>180</eastBoundLongitude><southBoundLatitude>-85</southBoundLatitude>
<northBoundLatitude>85</northBoundLatitude></EX_GeographicBoundingBox>
<BoundingBox CRS="EPSG:3857" minx="-20037508" miny="-20037508" maxx="20037508" maxy="20037508"/>
<Layer queryable="0"><Name>photo</Name><Title>photo</Title><CRS>EPSG:3857</CRS></Layer>
</Layer></Capability></WMS_Capabilities>"""

WMTS = """<?xml version="1.0"?>
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
 xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
<ows:ServiceIdentification><ows:Title>t</ows:Title>
<ows:ServiceType>OGC WMTS</ows:ServiceType></ows:ServiceIdentification>
<Contents><Layer><ows:Title>photo</ows:Title><ows:Identifier>photo</ows:Identifier>
<ows:WGS84BoundingBox><ows:LowerCorner>-180 -85.05</ows:LowerCorner>
<ows:UpperCorner>180 85.05</ows:UpperCorner></ows:WGS84BoundingBox>
<Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style>
<Format>image/png</Format>
<TileMatrixSetLink><TileMatrixSet>g</TileMatrixSet></TileMatrixSetLink>
<ResourceURL format="image/png" resourceType="tile"
 template="{url}/{{TileMatrix}}/{{TileCol}}/{{TileRow}}.png"/></Layer>
<TileMatrixSet><ows:Identifier>g</ows:Identifier>
<ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>{matrices}</TileMatrixSet>
</Contents></Capabilities>"""

MATRIX = """<TileMatrix><ows:Identifier>{zoom}</ows:Identifier>
<ScaleDenominator>{scale!r}</ScaleDenominator>
<TopLeftCorner>-20037508.342789244 20037508.342789244</TopLeftCorner>
<TileWidth>256</TileWidth><TileHeight>256</TileHeight>
<MatrixWidth>{side}</MatrixWidth><MatrixHeight>{side}</MatrixHeight></TileMatrix>"""


def picture(cols: int, rows: int, color: QColor) -> bytes:
    image = QImage(cols, rows, QImage.Format.Format_RGB888)
    image.fill(color)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data)


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        server: MapServer = self.server.owner
        parts = urlsplit(self.path)
        query = {key.lower(): value[0] for key, value in parse_qs(parts.query).items()}
        tile = re.fullmatch(r"/(\d+)/(\d+)/(\d+)\.png", parts.path)
        if query.get("request", "").lower() == "getcapabilities":
            text = server.capabilities("wmts" in parts.path)
            return self.give(text.encode(), "text/xml")
        if parts.path.startswith("/files/"):
            return self.give_part(server.files[parts.path.rsplit("/", 1)[1]])
        with server.lock:
            server.asked.append((time.monotonic(), self.path))
        mode = server.mode
        if mode == "half":
            mode = "500" if sum(int(part) for part in tile.groups()[1:]) % 2 else ""
        if mode == "close":
            self.close_connection = True
            return None
        if mode == "html":
            return self.give(b"<html><body>Log in</body></html>", "text/html")
        if mode:
            return self.send_error(int(mode))
        if tile is not None:
            zoom, x, y = (int(part) for part in tile.groups())
            side_m = ZOOM_0_M * 256 / 2**zoom
            return self.give(picture(256, 256, color_at((x + 0.5) * side_m - HALF_M, y)))
        if query.get("request") == "GetMap":
            left, _, right, _ = (float(part) for part in query["bbox"].split(","))
            size = int(query["width"]), int(query["height"])
            return self.give(picture(*size, color_at((left + right) / 2, 1)))
        return self.send_error(404)

    def give(self, data: bytes, kind: str = "image/png") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def give_part(self, path: Path) -> None:
        data = path.read_bytes()
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if wanted is None:
            return self.give(data, "image/tiff")
        first = int(wanted.group(1))
        last = min(int(wanted.group(2) or len(data) - 1), len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        self.wfile.write(data[first : last + 1])
        return None

    def log_message(self, *_):
        pass


def color_at(x_m: float, y: int) -> QColor:
    return QColor(int(x_m // 100) % 256, 90 + y % 2, 40)


class MapServer:
    """The server, on a thread of its own."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.mode = ""
        self.asked: list[tuple[float, str]] = []
        self.files: dict[str, Path] = {}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.owner = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def capabilities(self, is_wmts: bool) -> str:
        if not is_wmts:
            return WMS.format(url=self.url)
        matrices = "".join(
            MATRIX.format(zoom=zoom, scale=ZOOM_0_M / 2**zoom / 0.00028, side=2**zoom)
            for zoom in range(LAST_ZOOM + 1)
        )
        return WMTS.format(url=self.url, matrices=matrices)

    def source(self, kind: str) -> str:
        """The source of a layer of a kind."""
        if kind == "xyz":
            return f"type=xyz&url={self.url}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax={LAST_ZOOM}"
        if kind == "wms":
            return (
                "contextualWMSLegend=0&crs=EPSG:3857&dpiMode=7&format=image/png&layers=photo"
                f"&styles=&url={self.url}/wms"
            )
        capabilities = f"{self.url}/wmts?SERVICE%3DWMTS%26REQUEST%3DGetCapabilities"
        return (
            "crs=EPSG:3857&dpiMode=7&format=image/png&layers=photo&styles=default"
            f"&tileMatrixSet=g&url={capabilities}"
        )

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
