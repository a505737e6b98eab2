"""Models as a Processing parameter: a list of ids that takes any other id or path as well."""

from __future__ import annotations

import json

from qgis.core import QgsProcessingParameterEnum

from ..catalogue import title_of
from ..environment import code_root
from ..messages import STATE_READY, ModelInfo
from ..problems import Problem
from ..settings import Settings
from ..text import tr
from .session import WorkerSession

__all__ = ["ask_model", "model_parameter"]


def model_ids(settings: Settings) -> list[str]:
    """Ids for the list: those that can run first, then those that can be fetched.

    Named configurations without public weights are left out; a script may still name them.
    """
    known = [item for item in settings.known_models.get("models", []) if isinstance(item, dict)]
    ready = [item["id"] for item in known if item.get("state") == STATE_READY]
    public = [item["id"] for item in known if item.get("state") == "needs download"]
    ids = [*ready, *public] or shipped_ids()
    return list(dict.fromkeys([*map(str, ids), *settings.checkpoints]))


def shipped_ids() -> list[str]:
    """Models of the list that ships, whose weights are in it or can be fetched."""
    try:
        path = code_root() / "resources" / "models.json"
        table = json.loads(path.read_text(encoding="utf-8"))
        return [item["id"] for item in table["models"] if item.get("file") or item.get("files")]
    except (OSError, ValueError, KeyError, TypeError):
        return ["builtin"]


def model_parameter(name: str) -> QgsProcessingParameterEnum:
    """The parameter; its value is the id itself, so that saved models and scripts stay right."""
    settings = Settings()
    ids = model_ids(settings)
    default = settings.model if settings.model in ids else ids[0]
    parameter = QgsProcessingParameterEnum(
        name, tr("Model"), options=ids, defaultValue=default, usesStaticStrings=True
    )
    parameter.setHelp(
        tr(
            "The model that answers. “builtin” comes with AerOSeg; others are listed with their "
            "state in the options, Models. Scripts may give any id, or the path of a checkpoint."
        )
    )
    return parameter


def ask_model(worker: WorkerSession, model_id: str, settings: Settings) -> ModelInfo:
    """The model, ready to run.

    Raises:
        Problem: There is none of that name, or it cannot run yet; says why.
    """
    answer = worker.ask("models", {"user_checkpoints": settings.checkpoints})
    models = [ModelInfo.from_dict(item) for item in answer.get("models", [])]
    model = next((one for one in models if one.id == model_id), None)
    if model is None and ("/" in model_id or "\\" in model_id or "." in model_id):
        model = ModelInfo.from_dict(worker.ask("inspect", {"path": model_id}))
    if model is None:
        raise Problem(
            tr("There is no model “{name}”.").format(name=model_id),
            tr("The models are: {names}.").format(names=", ".join(one.id for one in models)),
            tr("Give one of these names, or the path of a checkpoint."),
            name="unknown_model",
        )
    if not model.is_ready:
        raise Problem(
            tr("The model “{title}” cannot run yet.").format(title=title_of(model)),
            model.reason,
            tr("Open the AerOSeg options, Models, to fetch it, or choose another one."),
            name="needs_download" if model.state == "needs download" else "bad_checkpoint",
        )
    return model
