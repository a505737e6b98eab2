"""Models and their files: ``models``, ``inspect`` and ``download``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from backend.protocol.base import Message, Path_, UserCheckpoints

__all__ = [
    "DownloadParams",
    "DownloadResult",
    "FileInfo",
    "InspectParams",
    "ModelInfo",
    "ModelsParams",
    "ModelsResult",
    "NetworkSpec",
]


class ModelsParams(Message):
    """Files that the user added on the options page."""

    user_checkpoints: UserCheckpoints = Field(default_factory=list)


class FileInfo(Message):
    """A published file of a model. ``sha256`` null: fetching it needs the user's consent."""

    part: Literal["clip", "upsampler"]
    name: str
    url: str
    page: str
    size_bytes: int
    exact: bool
    licence: str
    sha256: str | None
    here: bool


class ModelInfo(Message):
    """One model: what it is and whether it can run."""

    id: str
    title: str
    kind: str
    state: Literal["ready", "needs download", "needs weights", "broken"]
    reason: str = ""
    path: str | None = None
    size_bytes: int = 0
    licence: str = ""
    credits: list[str] = Field(default_factory=list)
    tile_px: int = 0
    stride_px: int = 0
    margin_px: int = 0
    gsd_m: float = 0.0
    threshold: float = 0.5
    windows: bool = False
    vocabulary: list[str] | None = None
    sha256: str | None = None
    needs: list[str] = Field(default_factory=list)
    files: list[FileInfo] = Field(default_factory=list)
    folder: str | None = None


class ModelsResult(Message):
    """Every model that the registry knows, then the user's files."""

    models: list[ModelInfo]


class InspectParams(Message):
    """One checkpoint file."""

    path: Path_


class NetworkSpec(Message):
    """How the network is reached. ``proxy`` null: as the worker's environment says."""

    proxy: Annotated[str, Field(max_length=2_000)] | None = None
    no_proxy: Annotated[list[Annotated[str, Field(max_length=2_000)]], Field(max_length=1_000)] = (
        Field(default_factory=list)
    )
    certificates: Annotated[str, Field(max_length=4 * 1024 * 1024)] | None = None


class DownloadParams(Message):
    """The model to fetch. ``files``: the user's own, taken instead of fetching those parts."""

    model: Path_
    consent: bool = False
    files: Annotated[list[Path_], Field(max_length=10)] = Field(default_factory=list)
    network: NetworkSpec = Field(default_factory=NetworkSpec)


class DownloadResult(Message):
    """State of the model afterwards."""

    model: ModelInfo
