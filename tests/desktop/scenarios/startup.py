"""How long the plugin takes to be imported and started, as QGIS does it, in a fresh profile."""

from __future__ import annotations

import json
import sys
import time

from qgis.core import Qgis
from qgis.utils import loadPlugin, startPlugin, unloadPlugin


def run(desk) -> None:
    unloadPlugin("aeroseg_qgis")
    desk.rest(300)
    for name in [name for name in sys.modules if name.split(".")[0] == "aeroseg_qgis"]:
        del sys.modules[name]
    busy, begun = time.process_time(), time.perf_counter()
    assert loadPlugin("aeroseg_qgis")
    loaded = time.perf_counter()
    assert startPlugin("aeroseg_qgis")
    started = time.perf_counter()
    found = {
        "qgis": Qgis.QGIS_VERSION,
        "import_s": loaded - begun,
        "start_s": started - loaded,
        "processor_s": time.process_time() - busy,
    }
    (desk.out / "startup.json").write_text(json.dumps(found))
