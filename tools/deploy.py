"""Links the plugin into a QGIS profile, so that QGIS loads it from this checkout.

    python tools/deploy.py [--profile NAME] [--profiles-folder DIR] [--remove]

Changes in the checkout are then seen after QGIS is restarted. Nothing but our own link is ever
replaced or removed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import stage


def profiles_folder() -> Path:
    """Where QGIS 3 keeps its profiles on this system."""
    if sys.platform == "win32":
        base = Path(os.environ["APPDATA"])
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "QGIS" / "QGIS3" / "profiles"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Links the plugin into a QGIS profile.")
    parser.add_argument("--profile", default="default", help="name of the profile")
    parser.add_argument("--profiles-folder", type=Path, help="where the profiles are")
    parser.add_argument("--remove", action="store_true", help="take the link away again")
    options = parser.parse_args()
    profiles = options.profiles_folder or profiles_folder()
    place = profiles / options.profile / "python" / "plugins" / stage.PLUGIN
    if place.exists() and not place.is_symlink():
        print(
            f"The plugin was not linked. {place} is a folder, probably an installed version.\n"
            "Uninstall it in QGIS (Plugins, Manage and Install Plugins), then run this again.",
            file=sys.stderr,
        )
        return 3
    if place.is_symlink():
        place.unlink()
    if options.remove:
        print(f"{place} is not linked any more")
        return 0
    stage.link(stage.wanted_entries(), stage.DEFAULT)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(stage.DEFAULT, target_is_directory=True)
    print(f"{place} -> {stage.DEFAULT}")
    print("Start QGIS and tick AerOSeg in Plugins, Manage and Install Plugins, Installed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
