"""The engine: image and class names in, rasters out. Server, command line and evaluation call it.

Models stay loaded and encoded tiles stay in memory between runs, so that asking again for other
names on the same pixels costs the decoding alone. One run goes on at a time; the other methods may
be called from another thread meanwhile.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

import torch
from torch import nn

from backend import protocol as p
from backend.aoi import Aoi
from backend.cache import FeatureCache
from backend.calibrate import Calibration
from backend.checkpoint import load_model
from backend.device import DeviceChoice, choose_device, device_lock
from backend.errors import AppError, BadRequest, Cancelled
from backend.explain import Explanation, require_inside
from backend.finished import relabel_result
from backend.grid import Lattice
from backend.models.base import ClassPrompt, HalfPrecision, Segmenter, Suggesting
from backend.preview import Shown
from backend.rasters import ImageReader, gdal_env
from backend.registry import Registry, Resolved
from backend.request_area import read_aoi
from backend.run import Loaded, Run, Stopwatch
from backend.taught import TaughtWord, read_taught, require_model
from backend.teach import Teaching, open_site, without_name
from backend.text_store import TextStore, cache_folder
from backend.texts import TextCache
from backend.tiling import MAX_PANEL_CELLS
from backend.unknown_names import advice, knowing, nothing_known, unknown_reason
from backend.vocabulary import Vocabulary, parse_lines, read_classes
from backend.whole_image import ImageScores, WholeImageRun

__all__ = ["Engine", "Progress"]

logger = logging.getLogger(__name__)

KEPT_MODELS = 2  # the one in use, and the one before: going back and forth costs nothing
MIB = 2**20


class Progress(Protocol):
    """Told how far a run is."""

    def __call__(
        self, stage: str, text: str, done: int, total: int, seconds_left: float | None
    ) -> None:
        """See ``progress`` in docs/protocol.md."""
        ...


def _no_progress(stage: str, text: str, done: int, total: int, seconds_left: float | None) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a request names, before any model is loaded.

    Attributes:
        exact: whether everything has to be computed in float32, whatever the device prefers. The
            inference of the papers has: it is there to be compared.
        aoi: polygons that limit the run, or None.
        aoi_facts: what the record says of them.
        taught: words that were learned; their classes have them already.
    """

    vocabulary: Vocabulary
    resolved: list[Resolved]
    device: DeviceChoice
    reader: ImageReader
    lattice: Lattice
    watch: Stopwatch
    exact: bool
    aoi: Aoi | None
    aoi_facts: dict[str, Any] | None
    taught: Sequence[TaughtWord]


class Engine:
    """Runs segmentations and looks inside models.

    Args:
        cache_bytes: memory for encoded tiles; a request's own figure goes first.
        device: used where a request says "auto".
        registry: where models are looked up.
    """

    def __init__(
        self,
        cache_bytes: int = 1024 * MIB,
        device: str = "auto",
        registry: Registry | None = None,
    ) -> None:
        self.registry = registry or Registry()
        self._device = device
        self._cache = FeatureCache(cache_bytes)
        folder = cache_folder()
        store = None if folder is None else TextStore(folder / "texts")
        self._texts = TextCache(store=store)
        self._models: OrderedDict[tuple[str, str], Loaded] = OrderedDict()
        self._models_lock = threading.Lock()
        self._running = threading.Lock()
        self._job = threading.local()  # the running job's question whether it is cancelled

    # Runs

    def segment(
        self,
        params: p.SegmentParams,
        progress: Progress = _no_progress,
        cancelled: Callable[[], bool] = _never,
        shown: Shown | None = None,
    ) -> p.SegmentResult:
        """One run from request to files.

        Args:
            params: the request.
            progress: told at each step.
            cancelled: asked at each tile and between the layers of the network.
            shown: told of each preview, where the request asks for them.

        Raises:
            AppError: a leaf says what was wrong; finished blocks are kept in ``out_dir``.
        """
        begin = time.perf_counter()
        with self._job_of(cancelled):
            with self._prepared(params, progress, cancelled, shown) as run:
                result = run.execute()
            result.seconds = time.perf_counter() - begin
            run.write_summary(result)
        return result

    def published_scores(
        self,
        params: p.SegmentParams,
        progress: Progress = _no_progress,
        cancelled: Callable[[], bool] = _never,
        cls_weight: float | None = None,
    ) -> ImageScores:
        """Scores of the published inference, which evaluation compares without codes between.

        Args:
            params: the request, with the inference "published"; nothing is written.
            progress: told at each step.
            cancelled: asked at each view and between the layers of the network.
            cls_weight: share of the whole image's logits, where it is another than the model's.

        Returns:
            scores on the working pixels of the window.

        Raises:
            AppError: a leaf says what was wrong.
        """
        if params.inference != "published":
            raise BadRequest(f'The inference is "{params.inference}" where "published" is needed.')
        with (
            self._job_of(cancelled),
            self._prepared(params, progress, cancelled) as run,
        ):
            return cast(WholeImageRun, run).scores(cls_weight)

    @contextlib.contextmanager
    def _job_of(self, cancelled: Callable[[], bool]) -> Iterator[None]:
        """One job at a time; its question is asked between the layers."""
        with self._running:
            self._job.cancelled = cancelled
            try:
                yield
            finally:
                self._job.cancelled = None

    def explain(
        self,
        params: p.ExplainParams,
        progress: Progress = _no_progress,
        cancelled: Callable[[], bool] = _never,
    ) -> p.ExplainResult:
        """The maps that one model, or two side by side, hold between their modules, as files.

        Args:
            params: the request.
            progress: told at each step.
            cancelled: asked at each tile and file, and between the layers of the network.

        Raises:
            AppError: a leaf says what was wrong; nothing is left in ``out_dir``.
        """
        begin = time.perf_counter()
        models = [params.model, *([] if params.against is None else [params.against])]
        with (
            self._job_of(cancelled),
            self._opened(params, models, progress) as opened,
        ):
            for resolved in opened.resolved:
                require_inside(resolved.info)
            explanation = Explanation(
                params=params,
                vocabulary=opened.vocabulary,
                reader=opened.reader,
                lattice=opened.lattice,
                device=opened.device,
                cache=self._cache,
                texts=self._texts,
                watch=opened.watch,
                progress=progress,
                cancelled=cancelled,
                models=len(models),
            )
            with self._device_of(opened, params, progress, cancelled):
                for resolved in opened.resolved:
                    loaded, unknown = self._ready(resolved, opened, progress)
                    explanation.look(loaded, unknown)
            result = explanation.write()
        result.seconds = time.perf_counter() - begin
        return result

    def teach(
        self,
        params: p.TeachParams,
        progress: Progress = _no_progress,
        cancelled: Callable[[], bool] = _never,
    ) -> p.TeachResult:
        """Learn a word from marked places; its file is for the ``taught`` of a later run.

        Args:
            params: the request.
            progress: told at each step.
            cancelled: asked at each tile and step, and between the layers of the network.

        Raises:
            AppError: a leaf says what was wrong; no file is written.
        """
        with self._job_of(cancelled), contextlib.ExitStack() as stack:
            progress("starting", "reading the request", 0, 0, None)
            vocabulary = without_name(params.classes, params.name)
            resolved = self.registry.resolve(params.model, params.user_checkpoints)
            device = choose_device(self._device if params.device == "auto" else params.device)
            stack.enter_context(gdal_env())
            sites = [open_site(site, stack) for site in params.sites]

            def waiting(text: str) -> None:
                progress("starting", text, 0, 0, None)

            stack.enter_context(device_lock(device, waiting, cancelled))
            self._cache.begin_run(params.cache_mib * MIB)
            progress("starting", f"loading the model {resolved.info.title}", 0, 0, None)
            loaded = self._load(resolved, device)
            if isinstance(loaded.model, HalfPrecision):
                half = device.precision == "fp16"
                loaded.model.set_trunk_dtype(torch.float16 if half else torch.float32)
            return Teaching(
                params, vocabulary, loaded, device, self._cache, self._texts, progress, cancelled
            ).teach(sites)

    def calibrate(
        self,
        params: p.CalibrateParams,
        progress: Progress = _no_progress,
        cancelled: Callable[[], bool] = _never,
    ) -> p.CalibrateResult:
        """Fit thresholds, and which word does best, on reference polygons; no file is changed.

        Raises:
            AppError: a leaf says what was wrong.
        """
        return Calibration(params, self.segment, progress, cancelled).run()

    @contextlib.contextmanager
    def _prepared(
        self, params: p.SegmentParams, progress: Progress, cancelled: Callable[[], bool],
        shown: Shown | None = None,
    ) -> Iterator[Run]:  # fmt: skip
        """A run with image, device and model at hand, which are let go afterwards."""
        with (
            self._opened(params, [params.model], progress) as opened,
            self._device_of(opened, params, progress, cancelled),
        ):
            loaded, unknown = self._ready(opened.resolved[0], opened, progress)
            kind = WholeImageRun if params.inference == "published" else Run
            config, factor = loaded.model.config, opened.lattice.factor
            width = MAX_PANEL_CELLS * config.stride_px * factor
            blocks = opened.reader.cache_bytes(config.tile_px * factor, width)
            with gdal_env(GDAL_CACHEMAX=blocks):
                yield kind(
                    params=params,
                    vocabulary=opened.vocabulary,
                    unknown=unknown,
                    reader=opened.reader,
                    lattice=opened.lattice,
                    loaded=loaded,
                    device=opened.device,
                    cache=self._cache,
                    texts=self._texts,
                    watch=opened.watch,
                    progress=progress,
                    cancelled=cancelled,
                    aoi=opened.aoi,
                    aoi_facts=opened.aoi_facts,
                    shown=shown,
                    taught=opened.taught,
                )

    def _taught(self, params: p.RunParams, resolved: Resolved) -> list[TaughtWord]:
        """The taught words of a request, which must be of its model."""
        if not isinstance(params, p.SegmentParams) or not params.taught:
            return []
        words = [read_taught(path) for path in params.taught]
        require_model(words, self.registry.sha256(resolved.path), resolved.info.title)
        return words

    @contextlib.contextmanager
    def _opened(
        self, params: p.RunParams, models: Sequence[str], progress: Progress
    ) -> Iterator[_Opened]:
        """What the request names, looked up and opened; no model is loaded yet."""
        watch = Stopwatch()
        progress("starting", "reading the request", 0, 0, None)
        with gdal_env(), watch("start"):
            vocabulary = read_classes(params.classes)
            resolved = [self.registry.resolve(model, params.user_checkpoints) for model in models]
            taught = self._taught(params, resolved[0])
            vocabulary = vocabulary.with_learned((word.name, word.learned) for word in taught)
            device = choose_device(self._device if params.device == "auto" else params.device)
            reader = ImageReader(params.image.path, params.image.bands, params.image.ranges)
        with reader, gdal_env():
            with watch("start"):
                grid = params.grid
                lattice = reader.lattice(
                    grid.factor, grid.image_origin, grid.bounds, grid.pixel_size_m
                )
                window = lattice.window(grid.window)  # told before a model is loaded
                aoi, facts = read_aoi(params, lattice, window)
            exact = isinstance(params, p.SegmentParams) and params.inference == "published"
            yield _Opened(
                vocabulary, resolved, device, reader, lattice, watch, exact, aoi, facts, taught
            )

    @contextlib.contextmanager
    def _device_of(
        self, opened: _Opened, params: p.RunParams, progress: Progress,
        cancelled: Callable[[], bool],
    ) -> Iterator[None]:  # fmt: skip
        """The device for this run alone, and the cache within its budget."""

        def waiting(text: str) -> None:
            progress("starting", text, 0, 0, None)

        with device_lock(opened.device, waiting, cancelled):
            self._cache.begin_run(params.cache_mib * MIB)
            yield

    def _ready(
        self, resolved: Resolved, opened: _Opened, progress: Progress
    ) -> tuple[Loaded, list[str]]:
        """A model on the device, and the names that it cannot answer."""
        progress("starting", f"loading the model {resolved.info.title}", 0, 0, None)
        with opened.watch("load_model"):
            loaded = self._load(resolved, opened.device)
        if isinstance(loaded.model, HalfPrecision):
            half = opened.device.precision == "fp16" and not opened.exact
            loaded.model.set_trunk_dtype(torch.float16 if half else torch.float32)
        asked = [prompt for prompt in opened.vocabulary.prompts if prompt.learned is None]
        unknown = loaded.model.unknown(asked)
        if len(unknown) == len(opened.vocabulary.entries):
            what_to_do = self._advice(resolved, loaded.model, unknown[:1], [])[unknown[0]]
            raise nothing_known(unknown, resolved.info.title, what_to_do)
        return loaded, unknown

    def relabel(
        self,
        params: p.RelabelParams,
        progress: Progress = _no_progress,
        cancelled: Callable[[], bool] = _never,
    ) -> p.RelabelResult:
        """A class raster with other thresholds, from the codes of an earlier run.

        Raises:
            LayerError: the file is no score raster of a run.
            DiskFull: the new raster cannot be written.
            Cancelled: asked for; nothing is left.
        """
        return relabel_result(params, progress, cancelled)

    # Models

    def _load(self, resolved: Resolved, device: DeviceChoice) -> Loaded:
        """The model of a checkpoint on a device, from memory when it was used before."""
        sha256 = self.registry.sha256(resolved.path)
        key = (sha256, device.type)
        with self._models_lock:
            loaded = self._models.get(key)
            if loaded is None:
                logger.info("loading %s on %s", resolved.info.title, device.type)
                model = load_model(resolved.path, device.torch)
                self._watch_layers(model)
                loaded = Loaded(model, sha256, resolved.info)
                self._models[key] = loaded
                while len(self._models) > KEPT_MODELS:
                    self._models.popitem(last=False)
            self._models.move_to_end(key)
        return Loaded(loaded.model, sha256, resolved.info)

    def _watch_layers(self, model: Segmenter) -> None:
        """Let a cancelled run end within one layer, however long a decode takes."""

        def check(module: nn.Module, inputs: tuple[Any, ...]) -> None:
            cancelled = getattr(self._job, "cancelled", None)
            if cancelled is not None and cancelled():
                raise Cancelled("The run was cancelled.")

        for module in cast(nn.Module, model).modules():
            # Layers inside torch's own attention modules are left alone: a hook there would switch
            # them to another code path.
            if type(module) in (nn.Conv2d, nn.LayerNorm):
                module.register_forward_pre_hook(check)

    # Names

    def parse(self, params: p.ParseParams) -> p.ParseResult:
        """How class lines are understood, and which of them a model knows."""
        vocabulary, problems = parse_lines(params.classes)
        reasons: dict[str, str] = {}
        if params.model is not None:
            prompts = vocabulary.prompts
            reasons = self.unknown_reasons(params.model, params.user_checkpoints, prompts)
        return p.ParseResult(
            classes=[
                p.ClassLine(
                    name=entry.name,
                    synonyms=list(entry.synonyms),
                    color=entry.color,
                    threshold=entry.threshold,
                    known=entry.name not in reasons or entry.id == 0,
                    reason=reasons.get(entry.name, "")
                    if entry.id
                    else "This name means everything that is none of the other classes.",
                )
                for entry in vocabulary.typed
            ],
            problems=[p.ClassProblem(line=q.line, message=q.message) for q in problems],
        )

    def unknown_reasons(
        self, model_id: str, user_checkpoints: list[str], prompts: Sequence[ClassPrompt]
    ) -> dict[str, str]:
        """Reason by name, and what to do, for the names that a model cannot answer."""
        try:
            resolved = self.registry.resolve(model_id, user_checkpoints)
            if resolved.info.vocabulary is None or not prompts:
                return {}
            model = self._at_hand(resolved)
            with torch.inference_mode():
                unknown = model.unknown(prompts)
            found = self._advice(resolved, model, unknown, user_checkpoints)
        except AppError as error:
            return dict.fromkeys((prompt.name for prompt in prompts), error.message)
        return {n: unknown_reason(resolved.info.title, n, text) for n, text in found.items()}

    def _advice(
        self, resolved: Resolved, model: Segmenter, unknown: Sequence[str],
        user_checkpoints: list[str],
    ) -> dict[str, str]:  # fmt: skip
        """What to do about each of the names that a model does not know."""
        infos = self.registry.models(user_checkpoints) if unknown else []
        out: dict[str, str] = {}
        for name in unknown:
            near = model.suggest(name) if isinstance(model, Suggesting) else []
            out[name] = advice(near, knowing(name, infos, resolved.info.id))
        return out

    def _at_hand(self, resolved: Resolved) -> Segmenter:
        """The model, on whatever device it lies already."""
        sha256 = self.registry.sha256(resolved.path)
        with self._models_lock:
            loaded = [one for (key, _), one in self._models.items() if key == sha256]
        return (loaded[0] if loaded else self._load(resolved, choose_device("cpu"))).model
