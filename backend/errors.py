"""Errors that a user can meet, as one tree. Nothing here imports anything of the project.

::

    AppError                 message, hint, detail; name and code for programs
    |- InputError            what the user chose
    |  |- BadRequest         a message or argument that is not of the agreed form
    |  |- LayerError         the image cannot be read as an image
    |  |  `- ImageChanged    it was changed, replaced or deleted during the run
    |  |- VocabularyError    the class list
    |  |  `- NoKnownClass    the model knows none of the names
    |  |- ExtentError        the area
    |  |  `- NoOverlap       polygons that hold no pixel of the image
    |  |- CannotResume       finished blocks of a run that was another one
    |  `- PlacesError        marked places or reference polygons
    |- CheckpointError       a file that should hold weights
    |  |- FormatRefused      another kind of file
    |  |- HashMismatch       not the bytes that were promised
    |  |- ShapeMismatch      tensors do not fit the configuration
    |  |- TaughtRefused      a taught word that is none, or of another model
    |  `- UnsupportedArchitecture
    |- UnknownModel          no model of that name
    |- NotCached             a run that may not encode came to a tile that is not in memory
    |- EnvironmentProblem    what the machine lacks
    |  |- NeedsDownload      weights are not here yet
    |  |- NeedsConsent       a file whose bytes nobody vouches for may be fetched, once asked
    |  |- DownloadFailed     a file could not be fetched
    |  |- NotAvailable       asked for something that this version or machine cannot do
    |  |- DeviceBusy         another worker holds the accelerator
    |  |- OutOfMemory
    |  `- DiskFull           no space, no permission, or a path that cannot be written
    |- WorkerError           inside the worker
    |  `- VersionMismatch    plugin and worker speak different protocols
    `- Cancelled             not an error to the user; what was finished is kept
"""

from __future__ import annotations

__all__ = [
    "AppError",
    "BadRequest",
    "Cancelled",
    "CannotResume",
    "CheckpointError",
    "DeviceBusy",
    "DiskFull",
    "DownloadFailed",
    "EnvironmentProblem",
    "ExtentError",
    "FormatRefused",
    "HashMismatch",
    "ImageChanged",
    "InputError",
    "LayerError",
    "NeedsConsent",
    "NeedsDownload",
    "NoKnownClass",
    "NoOverlap",
    "NotAvailable",
    "NotCached",
    "OutOfMemory",
    "PlacesError",
    "ShapeMismatch",
    "TaughtRefused",
    "UnknownModel",
    "UnsupportedArchitecture",
    "VersionMismatch",
    "VocabularyError",
    "WorkerError",
]


class AppError(Exception):
    """A failure with words for the person who meets it.

    Attributes:
        message: what happened and why, in sentence case.
        hint: what to do next; may be empty.
        detail: for the log only.
        name: stable name of the kind of error, part of the protocol.
        code: JSON-RPC error code.
        exit_code: exit status of the command lines (design section 4.8).
    """

    name = "internal"
    code = -32603
    exit_code = 1

    def __init__(self, message: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail


class InputError(AppError):
    """What the user chose cannot be used."""

    name = "bad_request"
    code = -32602
    exit_code = 3


class BadRequest(InputError):
    """A message or an argument is not of the agreed form."""

    exit_code = 2


class LayerError(InputError):
    """The image cannot be read, or not as an image."""

    name = "bad_image"
    code = -32010


class ImageChanged(LayerError):
    """The image is not the one any more that the run began with."""

    name = "image_changed"
    code = -32024


class VocabularyError(InputError):
    """The class list cannot be used as typed."""

    name = "bad_vocabulary"
    code = -32014


class NoKnownClass(VocabularyError):
    """The model knows none of the typed names."""

    name = "no_known_class"
    code = -32015


class ExtentError(InputError):
    """The area lies off the image, or is empty."""

    name = "bad_area"
    code = -32016


class NoOverlap(ExtentError):
    """No pixel of the image lies inside the polygons; a batch leaves the image out."""


class CannotResume(InputError):
    """What lies in the folder was made by a run with other settings."""

    name = "cannot_resume"
    code = -32025


class PlacesError(InputError):
    """Marked places or reference polygons cannot be used."""

    name = "bad_places"
    code = -32031


class CheckpointError(AppError):
    """A file that should hold weights cannot be used."""

    name = "bad_checkpoint"
    code = -32011
    exit_code = 3


class FormatRefused(CheckpointError):
    """The file is of another kind than a checkpoint of this project."""


class HashMismatch(CheckpointError):
    """The file does not hold the bytes that were promised."""


class ShapeMismatch(CheckpointError):
    """Tensors are missing, unknown, of another shape, or not finite."""


class TaughtRefused(CheckpointError):
    """The file holds no taught word, or one that belongs to another model."""

    name = "bad_taught"
    code = -32030


class UnsupportedArchitecture(CheckpointError):
    """The configuration names something that this version cannot build."""


class NotCached(AppError):
    """A run was asked to encode nothing, and a tile is not in memory."""

    name = "not_cached"
    code = -32032
    exit_code = 4


class UnknownModel(InputError):
    """No model of that name or path exists."""

    name = "unknown_model"
    code = -32012


class EnvironmentProblem(AppError):
    """The machine lacks something."""

    exit_code = 4


class NeedsDownload(EnvironmentProblem):
    """The weights of a model are not on this machine."""

    name = "needs_download"
    code = -32013


class NeedsConsent(EnvironmentProblem):
    """No SHA-256 of a file is known: fetching it is the user's decision."""

    name = "needs_consent"
    code = -32022


class DownloadFailed(EnvironmentProblem):
    """A file could not be fetched."""

    name = "download_failed"
    code = -32023


class NotAvailable(EnvironmentProblem):
    """This version, or this machine, cannot do what was asked."""

    name = "not_available"
    code = -32021


class DeviceBusy(EnvironmentProblem):
    """Another worker holds the accelerator."""

    name = "device_busy"
    code = -32019


class OutOfMemory(EnvironmentProblem):
    """Memory of the device or of the machine ran out."""

    name = "out_of_memory"
    code = -32017
    exit_code = 5


class DiskFull(EnvironmentProblem):
    """A file cannot be written: no space, no permission, or no such folder."""

    name = "disk"
    code = -32018
    exit_code = 5


class WorkerError(AppError):
    """The worker itself is in trouble."""


class VersionMismatch(WorkerError):
    """Plugin and worker speak different versions of the protocol."""

    name = "version_mismatch"
    code = -32020


class Cancelled(AppError):
    """The user ended the run; what was finished is kept."""

    name = "cancelled"
    code = -32800
    exit_code = 130
