"""Two processes are one: the same command under torchrun, against one process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from backend.errors import InputError
from tests.training.small import losses, paper_file, state
from training.config import load_config
from training.distributed import Ranks

ROOT = Path(__file__).parents[2]


def run(config: Path, processes: int, *overrides: str) -> None:
    started = (
        ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
        if processes > 1
        else []
    )
    command = [sys.executable, *started, "-m", "training", "train", "--config", str(config)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    result = subprocess.run(
        [*command, *overrides], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-3000:]


@pytest.mark.slow
def test_two_processes_have_the_gradients_of_one_with_the_whole_batch(
    tmp_path: Path, drawn_index: Path
) -> None:
    # After one step the first moment of AdamW is a tenth of the clipped gradient, number by number.
    settings = ("batch=4", "steps=1", "clip=1000", "ignore_policy=mask", "evaluate_every=9")
    run(paper_file(tmp_path, drawn_index, "one"), 1, *settings)
    run(paper_file(tmp_path, drawn_index, "two"), 2, *settings, "accumulate=2")
    one, two = state(tmp_path / "one")["optimiser"], state(tmp_path / "two")["optimiser"]
    assert one["state"].keys() == two["state"].keys() and len(one["state"]) > 50
    for number, values in one["state"].items():
        ours, theirs = values["exp_avg"], two["state"][number]["exp_avg"]
        scale = float(ours.abs().max()) + 1e-6
        assert torch.allclose(ours, theirs, atol=3e-4 * scale), number
    assert losses(tmp_path / "one")[0] == pytest.approx(losses(tmp_path / "two")[0], rel=1e-4)


def test_a_batch_that_cannot_be_shared_is_told(tmp_path: Path, drawn_index: Path) -> None:
    config = load_config(paper_file(tmp_path, drawn_index, "run"), [])
    assert Ranks(0, 2, torch.device("cpu")).share(config) == 2
    with pytest.raises(InputError, match="batch of 4 cannot be shared out among 3 processes"):
        Ranks(0, 3, torch.device("cpu")).share(config)
