"""The worker itself: ``hello``, ``cancel`` and ``shutdown`` (which has empty messages)."""

from __future__ import annotations

from typing import Literal

from backend.protocol.base import Message, RequestId

__all__ = [
    "CancelParams",
    "CancelResult",
    "DeviceInfo",
    "EmptyParams",
    "EmptyResult",
    "HelloParams",
    "HelloResult",
]


class EmptyParams(Message):
    """No parameters."""


class EmptyResult(Message):
    """Nothing to tell."""


class HelloParams(Message):
    """The plugin's protocol version."""

    protocol: int


class DeviceInfo(Message):
    """The device that ``auto`` takes, and why, in words."""

    type: Literal["cpu", "cuda", "mps"]
    name: str
    reason: str
    memory_mib: int


class HelloResult(Message):
    """Who answers."""

    worker_version: str
    protocol: int
    device: DeviceInfo
    libraries: dict[str, str]
    torchvision_ops: Literal["native", "fallback"]
    pid: int


class CancelParams(Message):
    """Id of the request to end."""

    id: RequestId


class CancelResult(Message):
    """False when no such request was running or waiting."""

    cancelled: bool
