"""The installer makes, resumes, repairs, updates, removes: the real uv over tiny packages."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest

from aeroseg_qgis.environment import fetch, filling
from aeroseg_qgis.environment.choice import Environment
from aeroseg_qgis.environment.flow import Run
from aeroseg_qgis.environment.installer import Installer
from aeroseg_qgis.environment.machine import Machine, Python
from aeroseg_qgis.environment.pins import Pins
from aeroseg_qgis.environment.trial import Trial
from aeroseg_qgis.environment.wish import State, Wish

from .conftest import REPOSITORY, wait_until
from .package_index import Manners, PackageIndex, make_wheel

UV = REPOSITORY / ".venv" / "bin" / "uv"
PAYLOAD = 300_000
LIMIT_S = 60


class SmallTrial(Trial):
    """The tiny packages, loaded by the environment's own Python."""

    def libraries(self, python, log):
        said = yield Run(
            python, ["-I", "-c", "import torch.part, helper; print(torch.__version__)"]
        )
        assert said.code == 0, said.said
        return said.lines[-1]

    def tile(self, python, folder, log):
        yield Run(python, ["-I", "-c", "pass"])


class Site:
    """A package index, the pins that it serves, and an installer in a strange place."""

    def __init__(self, tmp_path, settings, monkeypatch) -> None:
        self.wheels = tmp_path / "served"
        make_wheel(self.wheels, "torch", "1.0", needs=("helper",), payload=PAYLOAD)
        make_wheel(self.wheels, "helper", "2.0")
        self.index = PackageIndex(self.wheels)
        self.requirements = tmp_path / "requirements"
        self.requirements.mkdir()
        self.pin("torch==1.0", "helper==2.0")
        settings.environment_folder = str(tmp_path / "my data é 環境" / "python")
        self.settings = settings
        tools = tmp_path / "bin"
        tools.mkdir()
        (tools / "uv").symlink_to(UV)
        for name in list(os.environ):
            if name.upper().startswith(("PIP_", "UV_")):
                monkeypatch.delenv(name)
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_INDEX_URL", self.index.address)
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setattr(fetch, "PAUSES_S", (0.05, 0.05, 0.05))
        self.installers: list[Installer] = []

    def pin(self, *lines: str) -> None:
        (self.requirements / "worker.txt").write_text("\n".join(lines) + "\n")
        (self.requirements / "constraints.txt").write_text("\n".join(lines) + "\n")

    def installer(self) -> Installer:
        """As a new QGIS would have it."""
        one = Installer(self.settings, trial=SmallTrial())
        one.pins = Pins(self.requirements / "worker.txt", self.requirements / "constraints.txt")
        python = Python(sys.executable, sys.version_info[:3], True)
        one.machine = Machine("linux-x86_64", "Linux", 8 << 30, 50 << 30, None, [python])
        self.installers.append(one)
        return one

    def close(self) -> None:
        for one in self.installers:
            one.cancel()
        self.index.stop()


@pytest.fixture
def site(tmp_path, settings, monkeypatch):
    site = Site(tmp_path, settings, monkeypatch)
    yield site
    site.close()


def run(one: Installer, start) -> object:
    """Do something and wait for its end; gives what it ended with."""
    ended = []
    one.finished.connect(ended.append)
    one.failed.connect(ended.append)
    start()
    wait_until(lambda: not one.is_busy, LIMIT_S)
    one.finished.disconnect(ended.append)
    one.failed.disconnect(ended.append)
    return ended[0] if ended else None


def left_over(one: Installer) -> list[str]:
    root = one.places.root
    return sorted(path.name for path in root.iterdir()) if root.is_dir() else []


def test_environment_is_made_checked_and_removed(site):
    one = site.installer()
    assert one.state == State.MISSING and one.python is None
    texts = []
    one.changed.connect(lambda: texts.append(one.progress.line if one.progress else ""))
    assert run(one, lambda: one.make(Wish("cpu"))) == "made", one.log
    assert one.state == State.READY and one.record.packages["torch"] == "1.0"
    assert one.record.tool == "uv" and one.record.bytes > PAYLOAD
    assert any(text.startswith("downloading") for text in texts)
    assert "environment.new" not in left_over(one) and "downloads" not in left_over(one)
    chosen = Environment(site.settings).python()
    assert chosen.origin == "private" and chosen.path == str(one.python)
    assert run(one, one.check) == "checked"
    heard = []
    one.aboutToChange.connect(lambda: heard.append(1))
    assert run(one, one.remove) == "removed"
    assert heard == [1] and one.state == State.MISSING and left_over(one) == []


def test_download_that_is_cut_goes_on_where_it_stopped(site):
    site.index.manners["torch-1.0-py3-none-any.whl"] = Manners(cuts=2, cut=100_000)
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu"))) == "made", one.log
    ranges = [wanted for name, wanted in site.index.asked if name.startswith("torch")]
    assert ranges == ["", "bytes=100000-", "bytes=200000-"]


def test_cancelled_download_goes_on_in_the_next_session(site):
    name = "torch-1.0-py3-none-any.whl"
    site.index.manners[name] = Manners(hold=150_000)
    one = site.installer()
    one.make(Wish("cpu"))
    part = one.places.downloads / f"{name}.part"
    wait_until(lambda: part.exists() and part.stat().st_size > 100_000, LIMIT_S)
    one.cancel()
    assert not one.is_busy and one.state == State.MISSING and one.problem is None
    assert "environment.new" not in left_over(one) and one.kept_bytes > 100_000
    here = part.stat().st_size
    site.index.manners[name].gate.set()
    again = site.installer()
    assert run(again, lambda: again.make(Wish("cpu"))) == "made", again.log
    assert site.index.asked[-1] == (name, f"bytes={here}-")


def test_server_that_stays_away_is_named_and_downloads_are_kept(site):
    name = "torch-1.0-py3-none-any.whl"
    site.index.manners[name] = Manners(cuts=99, cut=0, hold=None)
    one = site.installer()
    problem = run(one, lambda: one.make(Wish("cpu")))
    assert problem.name == "download_failed" and "torch-1.0" in problem.why
    assert one.state == State.MISSING and "environment.new" not in left_over(one)


def test_file_that_was_changed_on_the_way_is_refused(site):
    site.index.manners["torch-1.0-py3-none-any.whl"] = Manners(spoiled=True)
    one = site.installer()
    problem = run(one, lambda: one.make(Wish("cpu")))
    assert problem.name == "download_failed" and "is not the file" in problem.why
    assert not list(one.places.downloads.glob("torch*"))


def test_deleted_file_is_named_and_only_its_package_is_fetched_again(site):
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu"))) == "made", one.log
    deleted = next(one.places.environment.rglob("torch/part.py"))
    deleted.unlink()
    problem = run(one, one.check)
    assert problem.name == "environment_broken" and one.state == State.BROKEN
    assert "torch" in problem.why and "torch/part.py" in problem.why
    site.index.asked.clear()
    assert run(one, one.repair) == "repaired", one.log
    assert one.state == State.READY and deleted.is_file()
    assert set(site.index.fetched()) == {"torch-1.0-py3-none-any.whl"}


def test_changed_file_of_the_same_length_is_found_by_check(site):
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu"))) == "made", one.log
    changed = next(one.places.environment.rglob("helper/part.py"))
    changed.write_bytes(b"VALUE = 2\n")
    problem = run(one, one.check)
    assert problem.name == "environment_broken" and "helper/part.py" in problem.why


def test_environment_whose_python_is_gone_is_made_anew(site):
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu"))) == "made", one.log
    shutil.rmtree(one.places.environment / "bin")
    assert one.state == State.BROKEN
    assert run(one, one.check).name == "environment_broken"
    assert run(one, one.repair) == "repaired", one.log
    assert one.state == State.READY


def test_changed_pins_are_an_update_of_what_changed(site):
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu"))) == "made", one.log
    make_wheel(site.wheels, "helper", "2.1")
    site.pin("torch==1.0", "helper==2.1")
    assert one.state == State.OUTDATED
    site.index.asked.clear()
    assert run(one, one.repair) == "repaired", one.log
    assert one.state == State.READY and one.record.packages["helper"] == "2.1"
    assert set(site.index.fetched()) == {"helper-2.1-py3-none-any.whl"}


def test_folder_of_packages_serves_without_a_network(site, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu", str(site.wheels)))) == "made", one.log
    assert one.record.wheels == str(site.wheels) and site.index.asked == []
    next(one.places.environment.rglob("torch/part.py")).unlink()
    assert run(one, one.check).name == "environment_broken"
    assert run(one, one.repair) == "repaired", one.log


def test_package_that_the_folder_lacks_is_named(site):
    (site.wheels / "helper-2.0-py3-none-any.whl").unlink()
    one = site.installer()
    problem = run(one, lambda: one.make(Wish("cpu", str(site.wheels))))
    assert problem.name == "wheel_missing" and "helper" in problem.why, problem.detail
    assert one.state == State.MISSING and "environment.new" not in left_over(one)


def test_venv_and_pip_serve_where_uv_cannot_be_had(site, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin")
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu", str(site.wheels)))) == "made", one.log
    assert one.record.tool == "pip" and one.state == State.READY
    next(one.places.environment.rglob("torch/part.py")).unlink()
    assert run(one, one.check).name == "environment_broken"
    assert run(one, one.repair) == "repaired", one.log


def test_too_little_room_is_told_before_anything_is_fetched(site, monkeypatch):
    monkeypatch.setattr(filling, "free_bytes", lambda folder: 5_000_000)
    one = site.installer()
    problem = run(one, lambda: one.make(Wish("cpu")))
    assert problem.name == "disk" and "5 MB are free" in problem.why
    assert site.index.asked == [] and left_over(one) == []


def test_disk_that_fills_up_leaves_nothing_half_made(site, monkeypatch):
    class Full:
        def write(self, data: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None:
            pass

    monkeypatch.setattr(fetch._Get, "_open", lambda get, _: setattr(get, "_file", Full()))
    one = site.installer()
    problem = run(one, lambda: one.make(Wish("cpu")))
    assert problem.name == "disk" and "no space left" in problem.why
    assert not {"environment.new", "downloads", "environment"} & set(left_over(one))


def test_folder_that_cannot_be_written_is_named(site, tmp_path):
    (tmp_path / "file").write_text("no folder")
    site.settings.environment_folder = str(tmp_path / "file" / "python")
    one = site.installer()
    problem = run(one, lambda: one.make(Wish("cpu")))
    assert problem.name == "disk" and str(tmp_path / "file") in problem.why


def test_larger_download_than_proposed_is_asked_about(site, monkeypatch):
    monkeypatch.setattr(filling, "MORE_THAN_SAID", 1e-9)
    monkeypatch.setattr(filling, "_total", lambda packages: PAYLOAD)  # this index tells none
    one, asked = site.installer(), []

    def answer(size, wanted):
        asked.append(size)
        one.answer(wanted)

    one.larger.connect(lambda size: answer(size, False))
    assert run(one, lambda: one.make(Wish("cpu"))) is None  # cancelled
    assert asked == [PAYLOAD] and one.state == State.MISSING and one.problem is None


def test_second_qgis_is_told_to_wait(site):
    site.index.manners["torch-1.0-py3-none-any.whl"] = Manners(hold=0)
    first, second = site.installer(), site.installer()
    first.make(Wish("cpu"))
    wait_until(lambda: "torch-1.0-py3-none-any.whl" in site.index.fetched(), LIMIT_S)
    problem = run(second, lambda: second.make(Wish("cpu")))
    assert problem.name == "install_busy"
    first.cancel()


def test_python_that_does_not_fit_is_refused(site, tmp_path):
    wrong = tmp_path / "python"
    wrong.write_text("#!/bin/sh\nexit 1\n")
    wrong.chmod(0o700)
    one = site.installer()
    problem = run(one, lambda: one.make(Wish("cpu", python=str(wrong))))
    assert problem.name == "no_python" and str(wrong) in problem.why


def test_nothing_is_installed_into_qgis_s_python(site):
    before = set(Path(sys.prefix, "lib", "python3", "dist-packages").glob("*"))
    one = site.installer()
    assert run(one, lambda: one.make(Wish("cpu"))) == "made", one.log
    assert set(Path(sys.prefix, "lib", "python3", "dist-packages").glob("*")) == before
    config = (one.places.environment / "pyvenv.cfg").read_text()
    assert "include-system-site-packages = false" in config
