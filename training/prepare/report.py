"""What was made, beside what was expected; a difference is never passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from training.prepare.layout import EXAMPLES, Found
from training.prepare.pieces import Done
from training.prepare.spec import DatasetSpec

__all__ = ["differences", "report_text"]


def differences(
    spec: DatasetSpec, found: Found, done: Sequence[Done], other_edge: Mapping[str, int]
) -> list[str]:
    """Sentences on every count that is not as expected."""
    out = []
    scenes = Counter(s.split for s in found.scenes)
    for split, number in found.layout.scenes.items():
        if scenes[split] != number:
            out.append(
                f"{split}: {scenes[split]:,} source images found, the complete download has "
                f"{number:,} ({scenes[split] - number:+,})."
            )
    pieces, empty = _pieces(done)
    for split, number in spec.expected.items():
        if pieces[split] == number:
            continue
        text = f"{split}: {pieces[split]:,} images made, {spec.expected_by} gives {number:,}"
        text += f" ({pieces[split] - number:+,})."
        if empty[split]:
            text += f" {empty[split]:,} more have no labelled pixel and were left out."
        if split in other_edge:
            text += (
                f" With the rest at the far edges treated the other way, {other_edge[split]:,} "
                "pieces would have been looked at."
            )
        out.append(text)
    return out


def _pieces(done: Sequence[Done]) -> tuple[Counter[str], Counter[str]]:
    pieces: Counter[str] = Counter()
    empty: Counter[str] = Counter()
    for one in done:
        pieces[one.split] += len(one.pieces)
        empty[one.split] += one.empty
    return pieces, empty


def _names(what: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    shown = ", ".join(names[:EXAMPLES]) + (", ..." if len(names) > EXAMPLES else "")
    return [f"{what}: {len(names):,} ({shown})"]


def report_text(
    spec: DatasetSpec, found: Found, done: Sequence[Done], other_edge: Mapping[str, int]
) -> str:
    """The report of a run, in plain words."""
    pieces, empty = _pieces(done)
    scenes = Counter(s.split for s in found.scenes)
    lines = [spec.title, f"form of the download: {found.layout.name}", ""]
    lines.append(f"{'split':8} {'source images':>14} {'images made':>12} {'without labels':>15}")
    for split in sorted(set(scenes) | set(spec.expected)):
        row = f"{split:8} {scenes[split]:14,} {pieces[split]:12,} {empty[split]:15,}"
        lines.append(row)
    lines += ["", "labelled pixels, millions, of each class:"]
    for i, thing in spec.targets.items():
        pixels = sum(d.pixels.get(f":{i}", 0) for d in done)
        lines.append(f"  {i:3} {thing.name:20} {pixels / 1e6:12,.2f}")
    lines.append("")
    lines += _names("images without a label", found.no_label)
    lines += _names("labels without an image", found.no_image)
    lines += _names("listed, but not there", found.listed)
    lines += _names("pairs of no split, left out", found.left_out)
    lines += _names("images that no pattern names", found.extra)
    stray = [d for d in done if d.stray]
    if stray:
        total = sum(d.stray for d in stray)
        lines += _names(
            f"images with values that are not listed ({total:,} pixels made unlabelled)",
            [d.name for d in stray],
        )
    wrong = differences(spec, found, done, other_edge)
    if wrong:
        lines += ["", "DIFFERENCES", *(f"- {text}" for text in wrong)]
    elif spec.expected or found.layout.scenes:
        lines += ["", "All counts are as expected."]
    else:
        lines += ["", "No count is known to compare with."]
    open_questions = (*spec.unverified, *found.layout.unverified)
    if open_questions:
        lines += ["", "Not verified against the download itself:"]
        lines += [f"- {text}" for text in open_questions]
    return "\n".join(lines) + "\n"
