"""The developer tools: staging, packaging, the upload check, the link into a profile."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import check_package  # noqa: E402  (the tools are scripts, no package)
import package  # noqa: E402
import stage  # noqa: E402

METADATA = """[general]
name=Toy
description=d
about=a
version=1.2.3
qgisMinimumVersion=3.22
author=Someone
email=someone@example.org
tracker=https://example.org/t
repository=https://example.org/r
icon=resources/icon.svg
"""


def make_zip(target: Path, changes: dict[str, str | None] | None = None, top: str = "toy") -> Path:
    files: dict[str, str | None] = {
        "__init__.py": "",
        "metadata.txt": METADATA,
        "LICENSE": "GPL",
        "resources/icon.svg": "<svg/>",
        **(changes or {}),
    }
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            if text is not None:
                archive.writestr(f"{top}/{name}", text)
    return target


def test_upload_check_passes_a_good_zip(tmp_path: Path) -> None:
    assert check_package.problems(make_zip(tmp_path / "good.zip")) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"LICENSE": None}, "LICENSE is missing"),
        ({"metadata.txt": None}, "metadata.txt is missing"),
        ({"a.pyc": "x"}, "a.pyc"),
        ({"__pycache__/a.txt": "x"}, "__pycache__"),
        ({"run.sh": "x"}, "run.sh"),
        ({".hidden": "x"}, "hidden"),
        ({"../escape.py": "x"}, "outside"),
        ({"resources/icon.svg": None}, "icon"),
        ({"metadata.txt": METADATA.replace("email=someone@example.org", "email=")}, "no email"),
        ({"metadata.txt": METADATA.replace("Someone", "A/B")}, "slash"),
        ({"metadata.txt": METADATA.replace("https://example.org/t", "later")}, "tracker"),
        ({"metadata.txt": METADATA.replace("about=a", "about=100 % sure")}, "cannot be read"),
        ({"metadata.txt": METADATA + "experimental=maybe\n"}, "experimental"),
        ({"metadata.txt": METADATA.replace("1.2.3", "next")}, "version"),
        ({"metadata.txt": "no section"}, "cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_upload_check_names_what_is_wrong(
    tmp_path: Path, changes: dict[str, str | None], word: str
) -> None:
    found = check_package.problems(make_zip(tmp_path / "bad.zip", changes))
    assert len(found) == 1
    assert word in found[0]


def test_upload_check_wants_one_top_folder_with_a_python_name(tmp_path: Path) -> None:
    assert check_package.problems(make_zip(tmp_path / "bad.zip", top="my-plugin"))


def test_upload_check_finds_executables_and_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = make_zip(tmp_path / "bad.zip")
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo("toy/tool.py")
        entry.external_attr = 0o100755 << 16
        archive.writestr(entry, "x")
    monkeypatch.setattr(check_package, "MAX_MIB", 0)
    found = check_package.problems(target)
    assert any("executable" in problem for problem in found)
    assert any("MiB" in problem for problem in found)


def test_stage_links_follow_the_checkout_and_drop_what_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "aeroseg_qgis"
    entries = stage.wanted_entries()
    target.mkdir()
    (target / "old.py").write_text("x", encoding="utf-8")
    (target / "backend").mkdir()  # a copy from before
    stage.link(entries, target)
    stage.link(entries, target)
    assert {path.name for path in target.iterdir()} == set(entries)
    assert all(path.is_symlink() and path.exists() for path in target.iterdir())
    assert {"metadata.txt", "LICENSE", "backend", "training", "resources"} <= set(entries)


def test_stage_never_removes_what_a_link_points_to(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file.py").write_text("x", encoding="utf-8")
    target = tmp_path / "aeroseg_qgis"
    target.mkdir()
    (target / "old").symlink_to(precious, target_is_directory=True)
    stage.link(stage.wanted_entries(), target)
    assert (precious / "file.py").exists()


def test_package_twice_gives_the_same_bytes_and_is_fit_for_upload(tmp_path: Path) -> None:
    digests = set()
    for number in range(2):
        folder = tmp_path / str(number) / stage.PLUGIN
        stage.copy(stage.wanted_entries(), folder)
        for path in folder.rglob("*"):
            os.utime(path, (number, number))
        target = tmp_path / f"{number}.zip"
        package.write_zip(folder, target)
        digests.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(digests) == 1
    assert check_package.problems(target) == []


def test_packaged_plugin_holds_the_worker_and_no_caches(tmp_path: Path) -> None:
    folder = tmp_path / stage.PLUGIN
    stage.copy(stage.wanted_entries(), folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"__init__.py", "metadata.txt", "LICENSE", "backend/__main__.py"} <= names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


def run_deploy(profiles: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tools/deploy.py", "--profiles-folder", str(profiles), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_deploy_links_into_a_profile_and_takes_the_link_away(tmp_path: Path) -> None:
    place = tmp_path / "work" / "python" / "plugins" / stage.PLUGIN
    assert run_deploy(tmp_path, "--profile", "work").returncode == 0
    assert (place / "metadata.txt").is_file()
    assert run_deploy(tmp_path, "--profile", "work", "--remove").returncode == 0
    assert not place.is_symlink()


def test_deploy_leaves_an_installed_plugin_alone(tmp_path: Path) -> None:
    place = tmp_path / "default" / "python" / "plugins" / stage.PLUGIN
    place.mkdir(parents=True)
    (place / "mine.py").write_text("x", encoding="utf-8")
    result = run_deploy(tmp_path)
    assert result.returncode == 3
    assert "Uninstall" in result.stderr
    assert (place / "mine.py").exists()


# ---------------------------------------------------------------- the set-up script


def run_bootstrap(
    folder: Path, installed: str, *, apt: bool = True, **variables: str
) -> tuple[subprocess.CompletedProcess[str], str]:
    """The system step with stand-ins for the system's programs, and what apt-get was told."""
    programs = folder / "bin"
    programs.mkdir()
    log = folder / "apt-get.log"
    stubs = {"qgis-python": "exit 0", "id": "echo 0"}
    if apt:
        stubs["apt-get"] = f'echo "$@" >>"{log}"'
        stubs["dpkg-query"] = (
            f'case "{installed}" in *"<$3>"*) printf installed ;; *) exit 1 ;; esac'
        )
    for name, body in stubs.items():
        (programs / name).write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    for name in ("bash", "dirname", "mkdir", "env", "tail", "flock"):
        (programs / name).symlink_to(Path(shutil.which(name) or name))
    result = subprocess.run(
        ["bash", str(ROOT / "tools" / "bootstrap.sh"), "system"],
        env={"PATH": str(programs), "QGIS_PYTHON": str(programs / "qgis-python"), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return result, log.read_text(encoding="utf-8") if log.exists() else ""


def system_packages() -> list[str]:
    script = (ROOT / "tools" / "bootstrap.sh").read_text(encoding="utf-8")
    found = re.search(r"SYSTEM_PACKAGES=\((.*?)\)", script, re.DOTALL)
    assert found is not None
    return found[1].split()


def test_bootstrap_does_nothing_where_everything_is_there(tmp_path: Path) -> None:
    installed = "".join(f"<{name}>" for name in system_packages())
    result, told = run_bootstrap(tmp_path, installed, CI="true")
    assert (result.returncode, result.stdout, result.stderr, told) == (0, "", "", "")


def test_bootstrap_installs_only_what_is_missing(tmp_path: Path) -> None:
    installed = "".join(f"<{name}>" for name in system_packages() if name != "xdotool")
    result, told = run_bootstrap(tmp_path, installed, CI="true")
    assert result.returncode == 0, result.stderr
    assert told.splitlines()[-1].endswith("--no-install-recommends xdotool")


def test_bootstrap_without_a_terminal_installs_nothing_unasked(tmp_path: Path) -> None:
    result, told = run_bootstrap(tmp_path, "<qgis>")
    assert result.returncode == 4
    assert told == ""
    assert "YES=1" in result.stderr
    assert "apt-get install --no-install-recommends python3-qgis" in result.stderr


def test_bootstrap_without_apt_says_what_to_install(tmp_path: Path) -> None:
    result, _ = run_bootstrap(tmp_path, "", apt=False)
    assert result.returncode == 4
    assert "xdotool" in result.stderr
    assert "package manager" in result.stderr


def test_installer_and_its_tests_use_one_uv() -> None:
    facts = json.loads((ROOT / "resources" / "installer.json").read_text(encoding="utf-8"))
    pins = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    version = facts["uv"]["version"]
    assert f"uv=={version}\n" in pins
    assert all(f"uv-{version}-" in file["name"] for file in facts["uv"]["files"].values())


def test_package_holds_pins_handbook_and_translations(tmp_path: Path) -> None:
    entries = stage.wanted_entries()
    stage.copy(entries, tmp_path / "aeroseg_qgis")
    there = {path.relative_to(tmp_path / "aeroseg_qgis").as_posix() for path in tmp_path.rglob("*")}
    assert {"requirements/worker.txt", "requirements/constraints.txt"} <= there
    assert {"docs/troubleshooting.md", "docs/user-guide.md", "resources/installer.json"} <= there
    if "i18n" in entries:
        assert "i18n/aeroseg_de.qm" in there
