"""The stored tensors of SegEarth-OV with their tolerances, and small models of their weights."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from backend.models.aeroseg.config import ClipConfig
from backend.models.base import ClassPrompt
from backend.models.segearth import SegEarth, SegEarthConfig
from backend.models.segearth.config import UpsamplerConfig
from backend.models.segearth.upsampler import LearnedUpsampler
from backend.models.segearth.weights import PREFIX, config_of
from tests.backend.models.conftest import Stored

RELATIVE = 1e-4  # of the largest magnitude, at least 1: tokens, features, kernels
COSINE = 2e-5
PROBABILITY_RELATIVE, PROBABILITY = 2e-3, 5e-4
DECIDED = 1e-3  # pixels nearer to a tie or to the threshold are free
FREE_SHARE = 0.024
COSINES = re.compile(r"logits(_cos|_step4)?|cls_logits")
PROBABILITIES = re.compile(r"class_prob.*")
GIVEN = re.compile(
    r"(.*/)?(image|source|guidance)|batch3/image|.*\.(weight|bias|rows|row_ids)|.*_(weight|bias)|"
    r"visual\..*|transformer\..*|upsampler\..*|(positional_embedding|text_projection|logit_scale)|"
    r"query_idx|ori_shape"
)

SYNONYMS = (
    "background", "bareland|barren", "grass", "road", "tree|forest", "water|river",
    "building|roof|house",
)  # fmt: skip
SINGLE = ("background", "building", "road", "water", "barren", "forest", "agricultural")


class SegEarthStored(Stored):
    """One file; the tolerance follows from the kind of number (README of the files)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        # Text towers are stored in one file only; the others are given what comes out of them.
        self._given = set() if path.stem == "text" else {"query_features"}

    def compare(
        self, name: str, ours: Tensor, tolerance: float | None = None,
        take: Callable[[Tensor], Tensor] = lambda x: x,
    ) -> None:  # fmt: skip
        """Fail when a result differs by more than the README allows."""
        theirs = self[name]
        if tolerance is None and PROBABILITIES.fullmatch(name):
            self.compared.add(name)
            taken = take(ours)
            assert taken.shape == theirs.shape, (name, taken.shape, theirs.shape)
            torch.testing.assert_close(
                taken, theirs, rtol=PROBABILITY_RELATIVE, atol=PROBABILITY, msg=name
            )
            return
        if tolerance is None:
            largest = max(1.0, float(theirs.abs().max()))
            tolerance = COSINE if COSINES.fullmatch(name) else RELATIVE * largest
        super().compare(name, ours, tolerance, take)

    def compare_labels(self, ours: Tensor, p: Tensor, threshold: float) -> None:
        """Labels are equal where the best class is clear of the second and of the threshold."""
        self.compared.add("pred")
        theirs = self["pred"][0].long()
        assert ours.shape == theirs.shape
        best = p.topk(2, dim=0).values
        clear = (best[0] - best[1] > DECIDED) & ((best[0] - threshold).abs() > DECIDED)
        assert (~clear).float().mean() <= FREE_SHARE
        assert torch.equal(ours[clear], theirs[clear])

    def left(self) -> list[str]:
        """Names of given tensors that were not used, and of results that were not compared."""
        given = {n for n in self if GIVEN.fullmatch(n)} | self._given
        return [n for n in self if n not in (self.used if n in given else self.compared)]


def prompts(names: tuple[str, ...]) -> list[ClassPrompt]:
    """Classes of lines of names with synonyms."""
    split = [name.split("|") for name in names]
    return [ClassPrompt(first, tuple(rest)) for first, *rest in split]


def tiny_config(dim: int = 64, **changes: Any) -> SegEarthConfig:
    """The shape of the stored towers, without hidden background words."""
    raw: dict[str, Any] = {
        "tile_px": 64, "stride_px": 32, "upsampler": None, "background": (),
        "backbone": ClipConfig(
            input_px=64, native_px=64, width=64, head_width=32, layers=3, embed_dim=dim,
            text_width=32, text_layers=2, text_heads=2, taps=(0, 1),
        ),
    }  # fmt: skip
    return SegEarthConfig.model_validate(raw | changes)


def fill_towers(model: SegEarth, weights: Stored) -> None:
    """Stored CLIP weights into a model; without text the text tower keeps its random ones."""
    state = {name: weights[name] for name in weights}
    if "token_embedding.rows" in state:
        table = torch.zeros(model.config.backbone.vocab_size, state["text_projection"].shape[0])
        table[state.pop("token_embedding.row_ids").long()] = state.pop("token_embedding.rows")
        state["token_embedding.weight"] = table
    missing, unexpected = model.backbone.vl.load_state_dict(state, strict=False)
    assert not unexpected
    text = "token_embedding.weight" in state
    assert not [n for n in missing if text or n.startswith("visual.")]


def stored_upsampler(weights: Stored) -> tuple[UpsamplerConfig, LearnedUpsampler]:
    """The upsampler of a stored file."""
    state = {name: weights[name] for name in weights}
    config, dim = config_of(state, "stored")
    upsampler = LearnedUpsampler(config, dim)
    upsampler.load_state_dict({k.removeprefix(PREFIX): v for k, v in state.items()})
    return config, upsampler.eval()


def tiny_model(
    load: Callable[[str], Stored], upsampler: str | None = None, towers: str = "clip-tiny64",
    **changes: Any,
) -> SegEarth:  # fmt: skip
    """A model of stored weights: ``upsampler`` and ``towers`` are names of files."""
    weights = load(f"weights-{towers}")
    dim = weights["visual.proj"].shape[1]
    filled = None
    if upsampler is not None:
        changes["upsampler"], filled = stored_upsampler(load(f"weights-{upsampler}"))
    model = SegEarth(tiny_config(dim, **changes))
    fill_towers(model, weights)
    if filled is not None:
        model.upsampler = filled
    return model.eval().requires_grad_(False)


def whole_probabilities(model: SegEarth, logits: Tensor, names: tuple[str, ...]) -> Tensor:
    """(K, H, W) of logits (Q, H, W): "background" is the first name, and comes back first."""
    scores = model.finish(logits, prompts(names))
    assert scores.other is not None
    return torch.cat([scores.other[None], scores.classes])
