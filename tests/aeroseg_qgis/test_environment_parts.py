"""The installer's parts: the lock reader, integrity, pip's settings, the machine, the builds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from aeroseg_qgis.environment import builds, indexes, integrity
from aeroseg_qgis.environment.flow import Call, Flow, Output, Wait, Work
from aeroseg_qgis.environment.lock import read_lock
from aeroseg_qgis.environment.machine import Gpu, Machine, look, pythons
from aeroseg_qgis.environment.pins import Pins, Record, read_record, write_record
from aeroseg_qgis.environment.places import Places, code_root
from aeroseg_qgis.environment.tools import Context, tool_problem
from aeroseg_qgis.problems import Cancelled, Problem

from .conftest import wait_until
from .package_index import make_wheel

LOCK = """\
lock-version = "1.0"
created-by = "uv"

[[packages]]
name = "numpy"
version = "2.4.6"
sdist = { url = "https://files.example/numpy-2.4.6.tar.gz", size = 20, hashes = { sha256 = "A_DIGEST" } }
wheels = [{ url = "https://files.example/a/numpy-2.4.6-cp311-cp311-linux_x86_64.whl", upload-time = 2026-05-18T23:33:29Z, size = 16918164, hashes = { sha256 = "B_DIGEST" } }]

[[packages]]
name = "torch"
version = "2.13.0+cpu"
wheels = [{ url = "file:///opt/my%20wheels/torch-2.13.0%2Bcpu-cp311-cp311-linux_x86_64.whl", hashes = { sha256 = "B_DIGEST" } }]

[[packages]]
name = "wcwidth"
version = "0.9.4"
wheels = [
    { url = "https://files.example/wcwidth-0.9.4-cp310-abi3-linux_x86_64.whl", size = 785946, hashes = { sha256 = "A_DIGEST" } },
    { url = "https://files.example/wcwidth-0.9.4-py3-none-any.whl", size = 301806, hashes = { sha256 = "B_DIGEST" } },
]
""".replace("A_DIGEST", "a" * 64).replace("B_DIGEST", "b" * 64)  # noqa: E501 - as uv writes it


def test_lock_gives_name_version_address_size_and_digest():
    numpy, torch, wcwidth = read_lock(LOCK, Path("/x"))
    assert (numpy.name, numpy.version, numpy.size) == ("numpy", "2.4.6", 16918164)
    assert numpy.sha256 == "b" * 64 and numpy.file_name.startswith("numpy-2.4.6-cp311")
    assert torch.local == Path("/opt/my wheels/torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl")
    assert (wcwidth.size, wcwidth.sha256) == (785946, "a" * 64)  # the first, with its own digest


@pytest.mark.parametrize(
    "text",
    ["", 'lock-version = "1.0"', LOCK.split("wheels")[0], LOCK.replace(".whl", ".exe")],
    ids=["empty", "no packages", "no wheels", "no wheel file"],
)
def test_lock_of_another_form_is_refused(text):
    with pytest.raises(ValueError):
        read_lock(text, Path("/x"))


def unpack(wheel: Path, environment: Path) -> Path:
    import zipfile

    site = environment / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True, exist_ok=True)
    zipfile.ZipFile(wheel).extractall(site)
    return site


def test_damage_names_package_and_file(tmp_path):
    site = unpack(make_wheel(tmp_path / "w", "torch", "1.0"), tmp_path / "e")
    environment = tmp_path / "e"
    assert integrity.damage(environment, thorough=True) == []
    assert integrity.installed(environment) == {"torch": "1.0"}
    (site / "torch" / "part.py").write_bytes(b"VALUE = 7\n")
    assert integrity.damage(environment) == []
    assert integrity.damage(environment, thorough=True)[0].files == ["torch/part.py"]
    (site / "torch" / "part.py").unlink()
    assert integrity.damage(environment)[0].files == ["torch/part.py"]
    (site / "torch-1.0.dist-info" / "RECORD").unlink()
    assert integrity.damage(environment)[0].first.endswith("RECORD")
    assert integrity.damage(tmp_path / "nothing")[0].package == "python"


def test_pip_settings_come_from_files_and_variables(tmp_path, monkeypatch):
    for name in list(os.environ):
        if name.startswith(("PIP_", "UV_")):
            monkeypatch.delenv(name)
    constraint = tmp_path / "c.txt"
    constraint.write_text("torch<3\n")
    (tmp_path / "pip.conf").write_text(
        "[global]\nindex-url = https://mirror.example/simple\nfind-links =\n    /a b\n    /c\n"
        f"trusted-host = mirror.example\n[install]\nconstraint = {constraint}\nno-index = false\n"
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://one.example https://two.example")
    found = indexes.pip_settings()
    assert found.is_own and found.index == "https://mirror.example/simple"
    words = found.uv_arguments()
    assert words[:4] == ["--find-links", "/a b", "--find-links", "/c"]
    assert "--constraint" in words and "mirror.example" in words
    assert not any("https://" in word for word in words)  # addresses may hold passwords
    assert found.uv_variables() == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://one.example https://two.example",
    }
    monkeypatch.setenv("UV_INDEX", "https://own.example")
    assert found.uv_variables() == {}  # the user's settings of uv itself go first
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL")
    assert not indexes.pip_settings().is_own


def test_qgis_s_proxy_and_certificates_reach_the_tool(tmp_path, monkeypatch):
    pem = "-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----"
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setattr(
        indexes,
        "network_params",
        lambda: {
            "proxy": "http://me@proxy.example:3128",
            "no_proxy": ["http://inside.example/", "10.0.0.1"],
            "certificates": pem,
        },
    )
    found = indexes.network_variables(indexes.PipSettings(), tmp_path)
    assert found["HTTPS_PROXY"] == found["https_proxy"] == "http://me@proxy.example:3128"
    assert found["NO_PROXY"] == "inside.example,10.0.0.1"
    assert pem in Path(found["SSL_CERT_FILE"]).read_text()


def machine(key="linux-x86_64", gpu=None) -> Machine:
    return Machine(key, "Linux", 8 << 30, 50 << 30, gpu, [])


def test_build_follows_the_machine():
    assert [one.key for one in builds.proposals(machine())] == ["cpu"]
    new = Gpu("RTX", "cuda", "580.10", 8192)
    assert [one.key for one in builds.proposals(machine(gpu=new))] == ["cuda", "cpu"]
    old = builds.proposals(machine(gpu=Gpu("GTX", "cuda", "470.1", 2048)))
    assert [one.key for one in old] == ["cpu"] and "too old" in old[0].why and "470.1" in old[0].why
    assert [one.key for one in builds.proposals(machine("macos-arm64"))] == ["mps"]
    assert builds.proposals(machine("macos-x86_64")) == []  # PyTorch has none any more
    assert builds.proposals(machine("linux-riscv64")) == []


def test_proposal_names_its_sizes():
    build = builds.proposals(machine())[0]
    assert "to download" in build.text and "on disk" in build.text
    assert build.needed_bytes == build.download_bytes + build.disk_bytes


def follow(steps):
    ended = []
    flow = Flow(steps, lambda value: ended.append(value), ended.append)
    flow.start()
    wait_until(lambda: flow.is_over)
    return ended[0]


def test_this_machine_is_looked_at(tmp_path):
    found = follow(look(tmp_path))
    assert found.memory_bytes > 1 << 28 and found.free_bytes > 0
    assert all((3, 10) <= one.version[:2] <= (3, 14) for one in found.pythons)


def test_chosen_python_is_the_only_one_looked_at():
    found = follow(pythons(sys.executable))
    fits = (3, 10) <= sys.version_info[:2] <= (3, 14)
    assert [one.path for one in found] == ([sys.executable] if fits else [])
    assert follow(pythons("/no/such/python")) == []


def test_flow_waits_works_and_cleans_up():
    cleaned = []

    def steps():
        try:
            yield Wait(0.01)
            first = yield Work("adding", lambda: 1 + 1)
            empty = yield Work("nothing", lambda: [])
            second = yield Call(lambda done, failed: done(5))
            return first, empty, second
        finally:
            cleaned.append(1)

    assert follow(steps()) == (2, [], 5) and cleaned == [1]


def test_flow_that_fails_gives_a_problem():
    def raises():
        yield Work("failing", lambda: 1 // 0)

    problem = follow(raises())
    assert isinstance(problem, Problem) and problem.name == "install_failed"
    assert "ZeroDivisionError" in problem.detail


def test_flow_that_is_cancelled_cleans_up_at_once():
    seen, ended = [], []

    def steps():
        try:
            yield Wait(60)
        except Cancelled:
            seen.append("cancelled")
            raise

    flow = Flow(steps(), ended.append, ended.append)
    flow.start()
    wait_until(lambda: flow._operation is not None)
    flow.cancel()
    assert seen == ["cancelled"] and isinstance(ended[0], Cancelled)


@pytest.mark.parametrize(
    ("said", "wheels", "name", "words"),
    [
        ("error: No space left on device (os error 28)", "", "disk", "no space left"),
        ("  Because torch was not found in the provided package", "/w", "wheel_missing", "torch"),
        ("error: Failed to fetch\n dns error: Name not known", "", "download_failed", "reached"),
        ("error: something else", "", "install_failed", "something else"),
    ],
    ids=["full", "folder", "network", "other"],
)
def test_tool_s_message_becomes_three_parts(tmp_path, said, wheels, name, words):
    context = Context(Places(tmp_path), Pins.shipped(), indexes.PipSettings(), wheels)
    problem = tool_problem(said, context)
    assert problem.name == name and words in problem.why and problem.todo
    assert Output(1, [], said.splitlines()).said == said


def test_record_is_read_back_and_damage_is_none(tmp_path):
    record = Record("stamp", "cpu", "3.11.2", "uv", bytes=5, packages={"torch": "1.0"})
    write_record(tmp_path, record)
    assert read_record(tmp_path) == record
    (tmp_path / "aeroseg.json").write_text("{")
    assert read_record(tmp_path) is None
    assert read_record(tmp_path / "nowhere") is None


def test_pins_come_with_the_plugin():
    pins = Pins.shipped()
    assert pins.torch_version() and pins.constraints.is_file()
    assert pins.requirements == code_root() / "requirements" / "worker.txt"


def test_stamp_ignores_comments(tmp_path):
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("# a comment\ntorch==1.0\n")
    two.write_text("torch==1.0\n")
    assert Pins(one, one).stamp() == Pins(two, two).stamp()
    two.write_text("torch==1.1\n")
    assert Pins(one, one).stamp() != Pins(two, two).stamp()
