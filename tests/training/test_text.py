"""The lessons of the text tower, with a small teacher made here."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from backend.models.aeroseg import AerOSeg, AerOSegConfig
from backend.models.aeroseg.config import (
    CompactConfig,
    DecoderConfig,
    RefinementConfig,
    SharedGuidance,
)
from training.data.concepts import Concept, Concepts
from training.text import phrases, targets, teach

CONCEPTS = Concepts(
    (Concept(1, "building", ("building", "house")), Concept(4, "water", ("water", "lake"))),
    ("helicopter",),
)


def teacher(texts: list[str]) -> torch.Tensor:
    """Letters as numbers: enough of a meaning to learn."""
    out = torch.zeros(len(texts), 26)
    for row, text in zip(out, texts, strict=True):
        for letter in text.lower():
            if "a" <= letter <= "z":
                row[ord(letter) - 97] += 1
    return F.normalize(out + 0.01, dim=-1)


def test_phrases_hold_every_concept_once() -> None:
    texts = phrases(CONCEPTS)
    assert len(texts) == len(set(texts))
    assert {"house", "lake", "helicopter", "red house"} <= set(texts)


def test_targets_draw_synonyms_together() -> None:
    texts = phrases(CONCEPTS)
    embedded = teacher(texts)
    goal = targets(texts, embedded, CONCEPTS, 16)
    assert torch.allclose(goal.norm(dim=-1), torch.ones(len(texts)), atol=1e-5)
    where = {t: i for i, t in enumerate(texts)}

    def near(a: str, b: str) -> float:
        return float(goal[where[a]] @ goal[where[b]])

    assert near("water", "lake") > 0.5
    assert near("water", "lake") > near("water", "house")


def test_teaching_tells_names_apart() -> None:
    torch.manual_seed(0)
    model = AerOSeg(
        AerOSegConfig(
            tile_px=96, stride_px=64,
            backbone=CompactConfig(
                neck=32, embed_dim=24, text_width=64, text_layers=1, merges=2000
            ),
            guidance=SharedGuidance(),
            refinement=RefinementConfig(hidden=32, window=3, appearance=16, pad_len=0),
            decoder=DecoderConfig(channels=(32, 16), guidance=(8, 4), guidance_upsampling="none"),
        )
    )  # fmt: skip
    with torch.no_grad():
        before = model.encode_phrases(["building", "water"]).mean(dim=1)
    reached = teach(model, CONCEPTS, teacher, steps=120, seed=0)
    with torch.no_grad():
        after = model.encode_phrases(["building", "water"]).mean(dim=1)
    assert reached > 0.5
    assert float(after[0] @ after[1]) < float(before[0] @ before[1]) - 0.3
