"""The paper's recipe: what is trained of CLIP, what a step changes, parts of a batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from backend.checkpoint import load_model
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.presets import preset
from tests.backend.models.small import CLASSES, shrunk
from tests.backend.models.test_reference import full_model, published_loss, published_weights
from tests.training.small import compact, paper
from training.beginning import choose_concepts
from training.data.index import read_index
from training.feed import batches, open_data
from training.optim import QUERY_AND_VALUE, choose_trained, join_projections
from training.train import Trainer

Load = Callable[[str], "object"]


def trainer(config: object) -> tuple[Trainer, list[Tensor]]:
    rows = read_index(Path(config.data.index), split="train")  # type: ignore[attr-defined]
    concepts = choose_concepts(config, rows)  # type: ignore[arg-type]
    run = Trainer(config, concepts)  # type: ignore[arg-type]
    crops, _ = open_data(config, concepts, rows)  # type: ignore[arg-type]
    return run, next(batches(crops, config, 0, run.ranks))  # type: ignore[arg-type]


def attention_name(name: str) -> str:
    """Published name of one of the parted projections, or the name as it is."""
    q, v = QUERY_AND_VALUE
    return name.replace(q, "q_proj_weight").replace(v, "v_proj_weight")


@pytest.mark.parametrize("family", ["catseg", "ovrs"])
def test_trainable_parameters_and_their_gradients_are_the_published_ones(
    shared_path: Callable[[str], Path], family: str
) -> None:
    from tests.backend.models.conftest import Stored

    tensors = Stored(shared_path("reference/full_models.safetensors"))
    model = full_model(tensors, family)
    choose_trained(model)
    model.train()
    loss = published_loss(model, tensors)
    loss.backward()
    assert loss.item() == pytest.approx(tensors[f"{family}.train.loss"].item(), abs=1e-4)
    prefix = f"{family}.train.gradnorm."
    published = {n.removeprefix(prefix): tensors[n].item() for n in tensors if n.startswith(prefix)}
    ours = {
        attention_name(name.partition("vl.")[2]): parameter.grad.norm().item()  # type: ignore[union-attr]
        for name, parameter in model.named_parameters()
        if parameter.requires_grad and name.startswith("backbone.")
    }
    clip = {n.partition("clip_model.")[2]: g for n, g in published.items() if "clip_model." in n}
    assert set(ours) == set(clip)
    for name, norm in clip.items():
        assert ours[name] == pytest.approx(norm, rel=2e-3, abs=1e-12), name
    others = [n for n, p in model.named_parameters() if p.requires_grad and "backbone" not in n]
    assert {n.split(".")[0] for n in others} == {"head"}
    published_head = sum(
        published_weights(tensors, family)[n].numel() for n in published if "clip_model." not in n
    )
    assert sum(model.get_parameter(n).numel() for n in others) == published_head


def test_paper_size_trains_as_many_parameters_as_the_paper() -> None:
    """Spec B2: 20,447,232 of CLIP ViT-B/16, of these 14,155,776 in the image tower."""
    with torch.device("meta"):
        model = AerOSeg(preset("catseg-b16"))
        for tower, count in (("visual", 14_155_776), ("transformer", 6_291_456)):
            found = sum(
                2 * m.embed_dim**2
                for n, m in model.backbone.vl.named_modules()
                if isinstance(m, torch.nn.MultiheadAttention) and n.startswith(tower)
            )
            assert found == count


def test_a_step_changes_queries_and_values_of_clip_alone(tmp_path: Path, drawn_index: Path) -> None:
    run, batch = trainer(paper(tmp_path, drawn_index, "run", "clip_rate=0.01", "weight_decay=0.1"))
    before = {k: v.clone() for k, v in run.model.state_dict().items()}
    for _ in range(2):
        run.learn(*batch)
    changed = {k for k, v in run.model.state_dict().items() if not torch.equal(v, before[k])}
    encoders = {k for k in before if not k.startswith("head.")}
    wanted = {k for k in encoders if k.endswith(QUERY_AND_VALUE)}
    assert changed & encoders == wanted
    assert len(wanted) == 2 * (4 + 2)  # 4 image layers and 2 text layers
    heads = {k for k in before if k.startswith("head.")}
    assert len(heads - changed) == 0, heads - changed
    fused = join_projections(run.model)
    width = 64
    name = "backbone.vl.visual.transformer.resblocks.0.attn.in_proj_weight"
    rows = fused.state_dict()[name]
    old = before[name.replace("in_proj_weight", "parametrizations.in_proj_weight.original1")]
    assert torch.equal(rows[width : 2 * width], old), "keys are bit-equal"
    assert set(fused.state_dict()) == set(AerOSeg(run.model.config).state_dict())


def test_parted_projections_compute_what_the_fused_ones_did() -> None:
    torch.manual_seed(0)
    model = AerOSeg(shrunk(preset("aeroseg")).with_classes(CLASSES)).eval()
    image = torch.rand(1, 3, 96, 96) * 255
    with torch.no_grad():
        one = model(image, model.encode_phrases(CLASSES)).logits
        choose_trained(model)
        two = model(image, model.encode_phrases(CLASSES)).logits
    assert torch.equal(one, two)


def test_export_has_the_names_of_the_product(tmp_path: Path, drawn_index: Path) -> None:
    from training.train import train

    path = train(paper(tmp_path, drawn_index, "run", "steps=1", name="aeroseg-config-b"))
    model = load_model(path)
    assert model.config.backprojection.classes == ("building", "water")  # type: ignore[attr-defined]


@pytest.mark.parametrize("make", [paper, compact], ids=["paper", "partial labels"])
def test_parts_of_a_batch_give_the_gradients_of_the_whole(
    tmp_path: Path, drawn_index: Path, make: Callable[..., object]
) -> None:
    # Statistics over a batch (BatchNorm, Dice) do not come apart; everything else must.
    settings = ("batch=4", "dice=0", "ignore_policy=mask", "data.jitter=all")
    whole, batch = trainer(make(tmp_path, drawn_index, "whole", *settings))
    parts, _ = trainer(make(tmp_path, drawn_index, "parts", *settings, "accumulate=4"))
    for run in (whole, parts):
        run.model.eval()
        run.model.train = lambda mode=True, m=run.model: m  # type: ignore[method-assign, misc]
    batch[1][0, 0] = 255  # one picture says nothing on one class
    one, two = whole.gradients(*batch), parts.gradients(*batch)
    assert one.label == pytest.approx(two.label, rel=1e-5)
    assert one.backprojection == pytest.approx(two.backprojection, rel=1e-5)
    for (name, a), (_, b) in zip(
        whole.model.named_parameters(), parts.model.named_parameters(), strict=True
    ):
        if a.grad is None:
            assert b.grad is None, name
        else:
            scale = float(a.grad.abs().max()) + 1e-5  # rounding, where the true gradient is 0
            assert torch.allclose(a.grad, b.grad, atol=2e-4 * scale), name  # type: ignore[arg-type]


def test_half_precision_is_left_out_on_a_cpu(tmp_path: Path, drawn_index: Path) -> None:
    plain, batch = trainer(paper(tmp_path, drawn_index, "plain"))
    half, _ = trainer(paper(tmp_path, drawn_index, "half", "precision=fp16"))
    assert plain.learn(*batch) == half.learn(*batch)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("precision", ["fp16", "bf16"])
def test_half_precision_on_cuda_learns_as_float32_does(
    tmp_path: Path, drawn_index: Path, precision: str
) -> None:
    from training.distributed import processes

    found = []
    for name in ("fp32", precision):
        config = paper(tmp_path, drawn_index, name, f"precision={name}", "device=cuda")
        rows = read_index(drawn_index, split="train")
        concepts = choose_concepts(config, rows)
        with processes("cuda") as ranks:
            run = Trainer(config, concepts, ranks=ranks)
            crops, _ = open_data(config, concepts, rows)
            found.append([run.learn(*b).label for b in batches(crops, config, 0, ranks)])
    assert found[1] == pytest.approx(found[0], rel=0.02)
