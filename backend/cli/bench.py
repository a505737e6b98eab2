"""``python -m backend bench``: seconds of each stage, and memory."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from typing import TYPE_CHECKING, Any, cast

from backend.cli.values import whole
from backend.cli.words import say
from backend.errors import BadRequest

if TYPE_CHECKING:
    from torch import nn

    from backend.device import DeviceChoice

__all__ = ["add_bench"]


def add_bench(commands: Any) -> None:
    """Add the command to the grammar."""
    bench = commands.add_parser(
        "bench",
        help="Measure how fast a model is here.",
        description="Measures the stages of a click and of a second query with new names, and the "
        "memory that they need. Medians over repeats; compare within one run.",
    )
    bench.add_argument(
        "--model",
        default="builtin",
        metavar="ID|PATH",
        help='A model of the list, or a checkpoint file. Default "builtin".',
    )
    bench.add_argument(
        "--random-weights",
        action="store_true",
        help="Fill the model with random weights: its speed is the same, no file is needed.",
    )
    bench.add_argument(
        "--size", type=whole(32, 8192), default=640, metavar="PX", help="Side of the picture, in "
        "working pixels. Default 640.",
    )  # fmt: skip
    bench.add_argument(
        "--classes", type=whole(1, 1000), default=8, metavar="N", help="Number of names. Default 8."
    )
    bench.add_argument(
        "--guidance-size",
        type=whole(32, 2048),
        metavar="PX",
        help="Side of the square that the guidance encoder sees. Default: the model's.",
    )
    bench.add_argument(
        "--device", choices=("auto", "cpu", "cuda", "mps"), default="auto", help="Default auto."
    )
    bench.add_argument(
        "--dtype",
        choices=("fp32", "fp16", "bf16"),
        help="Precision of the image encoders. Default: what the product takes on this device.",
    )
    bench.add_argument(
        "--repeats", type=whole(1, 100), default=3, metavar="N", help="Medians of so many. Default "
        "3.",
    )  # fmt: skip
    bench.add_argument(
        "--threads", type=whole(1, 1024), metavar="N", help="Threads of the CPU. Default: torch's."
    )
    bench.add_argument(
        "--plain",
        action="store_true",
        help="Also time the head in its published form, with nothing folded or split; for "
        "SegEarth-OV the upsampling of all channels at full size, and text in its whole context.",
    )
    bench.add_argument(
        "--compile", action="store_true", help="Put the encoders through torch.compile (CUDA only)."
    )
    bench.add_argument(
        "--cpu-time",
        action="store_true",
        help="Count the processor's seconds, all threads together: for a machine that does other "
        "work meanwhile.",
    )
    bench.add_argument("--json", action="store_true", help="Print one JSON object.")
    bench.set_defaults(command=_bench)


def _bench(options: argparse.Namespace) -> int:
    import torch

    from backend.bench import BenchSettings, measure
    from backend.device import choose_device

    if options.threads:
        torch.set_num_threads(options.threads)
    device = choose_device(options.device)
    settings = BenchSettings(
        model=options.model,
        size=options.size,
        classes=options.classes,
        repeats=options.repeats,
        dtype=options.dtype or device.precision,
        plain=options.plain,
        compile=options.compile,
        cpu_time=options.cpu_time,
    )
    with contextlib.redirect_stdout(sys.stderr):  # what a library prints is no result
        say("making the model")
        report = measure(_model(options, device), settings, device, say)
    print(json.dumps(report, ensure_ascii=False) if options.json else _words(report))
    return 0


def _model(options: argparse.Namespace, device: DeviceChoice) -> nn.Module:
    """The model that is measured: with random weights, or from its checkpoint."""
    from backend.bench import random_model
    from backend.checkpoint import load_model
    from backend.models import parse_config
    from backend.models.aeroseg.presets import PRESETS, preset
    from backend.models.segearth.presets import MODELS
    from backend.registry import Registry

    if not options.random_weights and options.guidance_size is None:
        path = Registry().resolve(options.model).path
        return cast("nn.Module", load_model(path, device.torch))
    if not options.random_weights:
        raise BadRequest("--guidance-size changes the model: it needs --random-weights.")
    if options.model in PRESETS:
        config: Any = preset(options.model)
    elif options.model in MODELS:
        config = MODELS[options.model]
    else:
        config = parse_config(Registry().resolve(options.model).header.config)
    if options.guidance_size is not None:
        raw = config.model_dump()
        if "input_px" not in raw.get("guidance", {}):
            raise BadRequest(f'The model "{options.model}" has no guidance encoder of its own.')
        raw["guidance"]["input_px"] = options.guidance_size
        config = parse_config(raw)
    return random_model(config)


def _words(report: dict[str, Any]) -> str:
    """The figures as lines of text."""
    peak = report["peak_mib"]
    lines = [
        f"{report['model']} on {report['device_name']} ({report['device']}), {report['dtype']}, "
        f"{report['threads']} threads, {report['size']} px in {report['tiles']} tiles, "
        f"{report['classes']} names, medians of {report['repeats']}",
        *(f"  {stage:<18}{seconds:>9.3f} s" for stage, seconds in report["stages"].items()),
        f"  {'cold':<18}{report['cold_s']:>9.3f} s",
        f"  {'second query':<18}{report['second_query_s']:>9.3f} s   "
        f"1/{report['cold_s'] / report['second_query_s']:.1f} of the cold time, "
        f"{report['second_query_classes']} new names",
        *_text_words(report),
        f"  {'head, one tile':<18}{report['head_s']:>9.3f} s",
    ]
    lines.insert(
        -1,
        f"  {'encoders':<18}{report['encoder_gflop']:>9.0f} GFLOP   "
        f"{report['encoder_share_of_matrix_rate']:.0%} of the {report['matrix_gflop_s']:.0f} "
        "GFLOP/s of a matrix product here",
    )
    if "head_plain_s" in report:
        lines.append(
            f"  {'head as published':<18}{report['head_plain_s']:>9.3f} s   "
            f"{report['head_speedup']:.1f} times as long"
        )
    lines.append(f"  {'peak memory':<18}" + (f"{peak:>9.0f} MiB" if peak else "  not known here"))
    return "\n".join(lines)


def _text_words(report: dict[str, Any]) -> list[str]:
    """What only a model with many templates a name has."""
    if "text_name_s" not in report:
        return []
    cold, cached = report["cold_cached_text_s"], report["second_query_cached_text_s"]
    lines = [
        f"  {'  text kept':<18}{cached:>9.3f} s   1/{cold / cached:.1f} of a click with kept text; "
        f"{report['second_query_without_kernels_s']:.3f} s without kept kernels",
        f"  {'one new name':<18}{report['text_name_s']:>9.3f} s   {report['text_templates']} "
        f"templates; {report['text_name_from_disk_s'] * 1000:.1f} ms from the disk",
    ]
    if "text_name_plain_s" in report:
        ratio = report["text_name_plain_s"] / report["text_name_s"]
        lines.append(
            f"  {'  whole context':<18}{report['text_name_plain_s']:>9.3f} s   "
            f"{ratio:.1f} times as long"
        )
    return lines
