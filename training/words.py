"""Teaches a checkpoint which typed phrases it knows: ``python -m training words``.

The word part (:mod:`backend.models.aeroseg.words`) is trained beside the model and changes nothing
else in it. The cut between known and unknown is chosen on families of words held out; the fixed
lists of the tests are only ever reported.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.checkpoint import load_model, read_header, save_checkpoint
from backend.errors import InputError
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.config import AerOSegConfig, WordsConfig
from backend.models.aeroseg.words import Reader, WordModel
from backend.models.base import ClassPrompt
from training.data.concepts import load_concepts
from training.data.lessons import FixedLists, Lesson, lessons, load_fixed, slip
from training.text import Teacher, minilm, teacher_pieces

__all__ = ["Rates", "add_words", "calibrate", "check", "learn", "run"]

logger = logging.getLogger(__name__)

CREDIT = (
    "Word part: taught by all-MiniLM-L6-v2 (Apache-2.0), sentence-transformers; its word pieces "
    "and a reduced form of its word embeddings are part of the checkpoint"
)
BATCH = 256
SLIPS = 0.1  # share of phrases that are learned with a slip of the pen
# Against learning the lessons by heart: features left out, and noise on what the pieces mean.
DROPPED, NOISE = 0.3, 0.3
# Measured on families held out: equal error 7.2 % with one (1,400 steps), 6.6 % with three (700).
READERS = 3


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of phrases: known ones that are refused, others that are accepted, mistaken ones.

    ``mistaken``: of the known phrases, accepted as another concept.
    """

    cut: float
    refused: float
    accepted: float
    mistaken: float
    known: int
    others: int

    def __str__(self) -> str:
        return (
            f"{self.known} known: {self.refused:.1%} refused, {self.mistaken:.1%} taken for "
            f"another concept; {self.others} others: {self.accepted:.1%} accepted "
            f"(cut {self.cut:.3f})"
        )


def reduced(table: Tensor, size: int) -> Tensor:
    """Rows (V, D) by their principal directions: (V, size)."""
    centred = table - table.mean(dim=0)
    _, directions = torch.linalg.eigh(centred.T @ centred)  # ascending
    return centred @ directions[:, -size:].flip(1)


def learn(part: WordModel, taught: Sequence[Lesson], goals: Tensor, steps: int, seed: int) -> float:
    """Train the readers of a word part one after the other; returns the last mean loss.

    Args:
        part: its table is filled.
        taught: lessons.
        goals: (N, D) the teacher's unit vectors of the lessons; zeros where there is none. Learning
            to point there keeps words that were never labelled where they belong.
        steps: batches for each reader, half of each concepts and half others.
        seed: of the draw; each reader has its own.
    """
    losses = [
        _learn_reader(part, reader, taught, goals, steps, seed + number)
        for number, reader in enumerate(part.readers)
    ]
    return float(np.mean(losses))


def _learn_reader(
    part: WordModel, reader: Reader, taught: Sequence[Lesson], goals: Tensor, steps: int, seed: int
) -> float:
    torch.manual_seed(seed)
    rng, none = np.random.default_rng(seed), len(part.config.concepts)
    # From the reader's features to the teacher's space; only needed to learn.
    sense = nn.Linear(part.config.width, goals.shape[1])
    # The first reader is the part itself, with all others; those get no gradient, and stay.
    parameters = [*reader.parameters(), *sense.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps)
    labels = np.array([lesson.label for lesson in taught])
    sides = np.flatnonzero(labels != none), np.flatnonzero(labels == none)
    written = [part.write(lesson.text) or [0] for lesson in taught]
    mean = 0.0
    for step in range(steps):
        rows = np.concatenate([rng.choice(side, BATCH // 2) for side in sides])
        chosen = [
            (part.write(slip(taught[r].text, rng)) or written[r])
            if rng.random() < SLIPS else written[r]
            for r in rows
        ]  # fmt: skip
        features = reader.features(*part.looked_up(part.pad(chosen), NOISE))
        verdict = reader.logits(F.dropout(features, DROPPED))
        goal = goals[rows]
        loss = F.cross_entropy(verdict, torch.from_numpy(labels[rows]), label_smoothing=0.05)
        near = (F.normalize(sense(features), dim=-1) * goal).sum(dim=-1)
        has_goal = goal.norm(dim=-1) > 0.5
        if bool(has_goal.any()):
            loss = loss + (1 - near[has_goal]).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        mean = float(loss.detach()) if not step else 0.98 * mean + 0.02 * float(loss.detach())
        if (step + 1) % 100 == 0:
            logger.info("word part step %d of %d: loss %.3f", step + 1, steps, mean)
    return mean


def rates(part: WordModel, held: Sequence[Lesson], cut: float) -> Rates:
    """How a part does on lessons at a cut."""
    found = part.probabilities([lesson.text for lesson in held])
    labels = torch.tensor([lesson.label for lesson in held])
    is_known = labels != len(part.config.concepts)
    taken = (1 - found[:, -1]) >= cut
    wrong = taken & (found[:, :-1].argmax(dim=-1) != labels)
    return Rates(
        cut,
        float((~taken[is_known]).float().mean()),
        float(taken[~is_known].float().mean()),
        float(wrong[is_known].float().mean()),
        int(is_known.sum()),
        int((~is_known).sum()),
    )


def calibrate(part: WordModel, held: Sequence[Lesson]) -> float:
    """The cut at which both errors on held-out phrases are alike."""
    found = 1 - part.probabilities([lesson.text for lesson in held])[:, -1]
    is_known = torch.tensor([lesson.label for lesson in held]) != len(part.config.concepts)
    known, others = found[is_known].sort().values, found[~is_known].sort().values
    cuts = torch.linspace(0.02, 0.98, 97)
    refused = torch.searchsorted(known, cuts) / len(known)
    accepted = 1 - torch.searchsorted(others, cuts) / len(others)
    return float(cuts[(refused - accepted).abs().argmin()])


def _with_words(config: AerOSegConfig, words: WordsConfig | None) -> AerOSegConfig:
    return AerOSegConfig.model_validate({**config.model_dump(), "words": words})


def make_part(words: WordsConfig, pieces: Sequence[str], table: Tensor, seed: int) -> WordModel:
    """A fresh part with its table."""
    torch.manual_seed(seed)
    part = WordModel(words)
    part.fill_table(pieces, table)
    return part


def add_words(
    model: Path, out: Path, *, teacher: Teacher = minilm, steps: int = 1000, seed: int = 0,
    fixed: FixedLists | None = None,
) -> Rates:  # fmt: skip
    """Write a copy of a checkpoint with a newly trained word part.

    Returns:
        The rates on the words held out. The cut comes from a part that never saw them; the part
        that is written then learns them too.

    Raises:
        InputError: the checkpoint is no AerOSeg with a vocabulary that has its concepts.
    """
    fixed, concepts = fixed or load_fixed(), load_concepts()
    loaded, header = load_model(model), read_header(model)
    if not isinstance(loaded, AerOSeg) or loaded.config.vocabulary is None:
        raise InputError(
            f'"{model}" answers any name, so it needs no word part.',
            hint="Give a checkpoint with a vocabulary of its own.",
        )
    vocabulary = loaded.config.vocabulary
    strange = [name for name in concepts.names if name not in vocabulary]
    if strange:
        raise InputError(
            f'"{model}" was not trained for {", ".join(strange)}.',
            hint="Train it with the concepts of this version first.",
        )
    pieces, raw = teacher_pieces()
    words = WordsConfig(
        concepts=concepts.names, pieces=len(pieces), text_bytes=len("\n".join(pieces)),
        readers=READERS,
    )  # fmt: skip
    table = reduced(raw, words.table_dim)
    found = lessons(concepts, pieces, teacher, fixed, seed)
    logger.info("%d phrases", len(found))
    goals = _goals(found, teacher)
    taught = [i for i, lesson in enumerate(found) if not lesson.is_held_out]
    held = [lesson for lesson in found if lesson.is_held_out]
    probe = make_part(words, pieces, table, seed)
    learn(probe.train(), [found[i] for i in taught], goals[taught], steps, seed)
    cut = calibrate(probe.eval(), held)
    result = rates(probe, held, cut)
    words = words.model_copy(update={"cut": cut})
    part = make_part(words, pieces, table, seed)
    learn(part.train(), found, goals, steps, seed)
    complete = AerOSeg(_with_words(loaded.config, words))
    state = {k: v for k, v in loaded.state_dict().items() if not k.startswith("words.")}
    state |= {f"words.{k}": v for k, v in part.state_dict().items()}
    complete.load_state_dict(state)
    complete.requires_grad_(False).eval()
    save_checkpoint(
        out, complete, title=header.title, classes=header.classes, licence=header.licence,
        training={**header.training, "words": {"steps": steps, "seed": seed, "cut": cut}},
        credits=list(dict.fromkeys([*header.credits, CREDIT])),
    )  # fmt: skip
    return result


def _goals(found: Sequence[Lesson], teacher: Teacher) -> Tensor:
    """Unit vectors (N, D) of the families' own phrases; zeros for all other forms."""
    own = [i for i, lesson in enumerate(found) if lesson.text == lesson.family]
    vectors = teacher([found[i].text for i in own])
    goals = torch.zeros(len(found), vectors.shape[1])
    goals[own] = F.normalize(vectors - vectors.mean(dim=0), dim=-1)
    return goals


def check(model: AerOSeg, fixed: FixedLists) -> dict[str, list[str]]:
    """Phrases of the fixed lists that a model gets wrong, by list."""

    def refused(phrases: Sequence[str]) -> list[str]:
        return model.unknown([ClassPrompt(p, (p,)) for p in phrases])

    accepted = set(fixed.refuse) - set(refused(fixed.refuse))
    return {
        "taught phrases refused": refused(list(fixed.taught)),
        "unseen phrases refused": refused(list(fixed.unseen)),
        "other phrases accepted": [p for p in fixed.refuse if p in accepted],
        "phrases for agreement refused": refused(list(fixed.agree)),
    }


def _print_check(path: Path, fixed: FixedLists) -> int:
    model = load_model(path)
    if not isinstance(model, AerOSeg):
        raise InputError(f'"{path}" is no AerOSeg.')
    totals = (len(fixed.taught), len(fixed.unseen), len(fixed.refuse), len(fixed.agree))
    wrong = check(model, fixed)
    for (what, phrases), total in zip(wrong.items(), totals, strict=True):
        listed = f": {', '.join(phrases)}" if phrases else ""
        sys.stdout.write(f"{what}: {len(phrases)} of {total}{listed}\n")
    return 0


def run(arguments: argparse.Namespace) -> int:
    """The command ``words``."""
    fixed = load_fixed()
    if arguments.agree is not None:
        from training.agreement import measure

        report = measure(
            arguments.model, arguments.agree, arguments.root, arguments.split, fixed,
            arguments.tiles, arguments.plain,
        )  # fmt: skip
        text = json.dumps(report, indent=1, ensure_ascii=False)
        if arguments.out is not None:
            arguments.out.write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(text + "\n")
        return 0
    if arguments.check:
        return _print_check(arguments.model, fixed)
    if arguments.out is None:
        raise InputError("Nothing says where to write.", hint="Give --out, --check or --agree.")
    result = add_words(arguments.model, arguments.out, steps=arguments.steps, seed=arguments.seed)
    sys.stdout.write(f"words held out: {result}\n{arguments.out}\n")
    return _print_check(arguments.out, fixed)
