"""The sentence about a name that a model does not know."""

from __future__ import annotations

from backend.protocol import ModelInfo
from backend.unknown_names import advice, knowing, unknown_reason


def info(model_id: str, state: str = "ready", vocabulary: list[str] | None = None) -> ModelInfo:
    return ModelInfo.model_validate(
        {"id": model_id, "title": model_id.title(), "kind": "aeroseg", "state": state,
         "vocabulary": vocabulary}
    )  # fmt: skip


def test_only_ready_models_that_know_the_name_are_listed() -> None:
    models = [
        info("asked"), info("open"), info("away", state="needs weights"),
        info("planes", vocabulary=["Helicopter", "airplane"]), info("roofs", vocabulary=["roof"]),
    ]  # fmt: skip
    assert knowing("helicopter ", models, "asked") == ["Open", "Planes"]


def test_sentence_names_what_is_near_and_who_knows() -> None:
    text = unknown_reason("Small", "lorrry", advice(["lorry", "vehicle"], ["A", "B", "C", "D"]))
    assert text == (
        'The model "Small" does not know "lorrry", so nothing is painted for it. '
        'Did you mean "lorry" or "vehicle"? Models that do: "A", "B", "C" and 1 more.'
    )


def test_without_another_model_it_says_what_to_do() -> None:
    text = advice([], [])
    assert "Did you mean" not in text
    assert "docs/checkpoints.md" in text
