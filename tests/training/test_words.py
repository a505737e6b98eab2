"""Which phrases a model knows: the fixed lists, the lessons, the word part, and the notice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from backend.checkpoint import load_model, read_header, save_checkpoint
from backend.engine import Engine
from backend.errors import InputError
from backend.models.aeroseg import AerOSeg
from backend.models.aeroseg.config import (
    AerOSegConfig,
    CompactConfig,
    DecoderConfig,
    RefinementConfig,
    SharedGuidance,
    WordsConfig,
)
from backend.models.aeroseg.words import WordModel
from backend.models.base import ClassPrompt
from backend.protocol import ParseParams
from backend.registry import RESOURCES
from training.__main__ import main
from training.agreement import agreement
from training.data.concepts import load_concepts
from training.data.index import read_index
from training.data.lessons import FixedLists, Lesson, lessons, load_fixed, plural, slip
from training.text import phrases, word_lists
from training.words import add_words, calibrate, check, learn, rates

BUILT_IN = RESOURCES / "builtin.safetensors"
FIXED = load_fixed()
CONCEPTS = load_concepts()

# A language of twelve words: what a piece means is given, so that words that were never taught
# still lie beside those that were.
HOUSES = ("building", "house", "cabin", "villa")
WATERS = ("water", "lake", "pond", "creek")
OTHERS = ("guitar", "pizza", "sofa", "tuesday")
PIECES = (*HOUSES, *WATERS, *OTHERS, *"abcdefghijklmnopqrstuvwxyz")
LETTERS = [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]


def small_part(cut: float = 0.5, readers: int = 1) -> WordModel:
    pieces = [*PIECES, *LETTERS]
    config = WordsConfig(
        concepts=("building", "water"), pieces=len(pieces), text_bytes=len("\n".join(pieces)),
        table_dim=8, width=16, layers=1, heads=2, cut=cut, readers=readers,
    )  # fmt: skip
    torch.manual_seed(0)
    part = WordModel(config)
    table = 0.2 * torch.randn(len(pieces), 8)
    for axis, words in enumerate((HOUSES, WATERS, OTHERS)):
        for word in words:
            table[pieces.index(word), axis] += 3.0
    part.fill_table(pieces, table)
    return part


TAUGHT = [
    *(Lesson(w, 0, w) for w in HOUSES[:3]),
    *(Lesson(w, 1, w) for w in WATERS[:3]),
    *(Lesson(w, 2, w) for w in OTHERS[:3]),
    *(Lesson(f"{a} {b}", 2, b) for a in (*HOUSES[:3], *WATERS[:3]) for b in OTHERS[:3]),
    *(Lesson(f"{a} {b}", 0, b) for a in WATERS[:3] for b in HOUSES[:3]),
]


@pytest.fixture(scope="module")
def taught() -> WordModel:
    part = small_part()
    learn(part, TAUGHT, torch.zeros(len(TAUGHT), 4), steps=80, seed=0)
    return part.eval()


def model_with(part: WordModel | None) -> AerOSeg:
    torch.manual_seed(1)
    model = AerOSeg(
        AerOSegConfig(
            title="Small", tile_px=96, stride_px=64, vocabulary=("building", "house", "water"),
            backbone=CompactConfig(
                neck=32, embed_dim=24, text_width=32, text_layers=1, merges=300
            ),
            guidance=SharedGuidance(),
            prompts=("{}", "a map of {}"), angles=(0,),
            refinement=RefinementConfig(
                hidden=16, blocks=1, heads=2, window=6, appearance=8, text_guidance=8, pad_len=0
            ),
            decoder=DecoderConfig(
                channels=(16, 16), guidance=(4, 4), guidance_upsampling="none"
            ),
            words=None if part is None else part.config,
        )
    )  # fmt: skip
    if part is not None and model.words is not None:
        model.words.load_state_dict(part.state_dict())
    return model.requires_grad_(False).eval()


def asked(*names: str) -> list[ClassPrompt]:
    return [ClassPrompt(name, (name,)) for name in names]


# --- the fixed lists ------------------------------------------------------------------------------


def test_fixed_lists_have_their_lengths() -> None:
    accept = {**FIXED.taught, **FIXED.unseen}
    assert len(accept) == len(FIXED.taught) + len(FIXED.unseen) == 60
    assert len(FIXED.unseen) >= 20
    assert len(set(FIXED.refuse)) == 60 and len(FIXED.agree) == 10
    assert set(accept.values()) == set(CONCEPTS.names)
    assert set(FIXED.agree.values()) <= set(CONCEPTS.names)
    assert {"helicopter", "glacier", "tennis court", "ship"} <= set(FIXED.refuse)
    assert not set(FIXED.refuse) & {*accept, *FIXED.agree}


def test_no_list_of_training_holds_what_must_stay_unseen() -> None:
    lists = word_lists()
    everything = [
        *CONCEPTS.vocabulary, *CONCEPTS.absent, *phrases(CONCEPTS), *lists["nouns"],
        *lists["misleading"], *(p for group in lists["known"].values() for p in group),
    ]  # fmt: skip
    assert [p for p in everything if FIXED.holds(p)] == []
    assert not {*FIXED.unseen, *FIXED.refuse, *FIXED.agree} & set(everything)


def test_taught_phrases_are_taught_as_their_concept() -> None:
    known = word_lists()["known"]
    for phrase, name in FIXED.taught.items():
        concept = CONCEPTS.items[CONCEPTS.slot_of[name]]
        assert phrase in {*concept.phrases, *known[name]}


@pytest.mark.parametrize(
    "phrase", ["helicopter", "two helicopters", "Red Helicopter pad", "plant-life", "Creek bed"]
)
def test_blocked_phrases_are_recognised_in_any_form(phrase: str) -> None:
    assert FIXED.holds(phrase)


@pytest.mark.parametrize("phrase", ["house", "leadership", "shipment", "snowdrop", "life"])
def test_other_phrases_are_not_blocked(phrase: str) -> None:
    assert not FIXED.holds(phrase)


# --- the lessons ----------------------------------------------------------------------------------


def test_lessons_hold_no_fixed_phrase_and_both_sides_in_both_splits() -> None:
    def teacher(texts: list[str]) -> torch.Tensor:  # "lagoonlike" is near every concept
        return torch.tensor([[1.0, 0.0] if t != "zeppelin" else [0.0, 1.0] for t in texts])

    pieces = ["##ing", "helicopter", "glacier", "creek", "zeppelin", "lagoonlike"]
    found = lessons(CONCEPTS, pieces, teacher, FIXED)
    texts = [lesson.text for lesson in found]
    assert len(texts) == len(set(texts)) > 5000
    assert not any(FIXED.holds(text) for text in texts)
    assert "zeppelin" in texts
    assert "lagoonlike" not in texts  # may mean a concept: neither taught as one nor as none
    none = len(CONCEPTS.items)
    for held in (False, True):
        sides = {lesson.label == none for lesson in found if lesson.is_held_out is held}
        assert sides == {True, False}
    families: dict[str, set[bool]] = {}
    for lesson in found:
        families.setdefault(lesson.family, set()).add(lesson.is_held_out)
    assert all(len(kinds) == 1 for kinds in families.values())
    assert found == lessons(CONCEPTS, pieces, teacher, FIXED)


def test_plurals_and_slips() -> None:
    assert [plural(w) for w in ("house", "church", "city", "grass", "bay")] == [
        "houses", "churches", "cities", "grass", "bays",
    ]  # fmt: skip
    rng = np.random.default_rng(0)
    slips = {slip("building", rng) for _ in range(50)}
    assert "building" not in slips - {"building"} and len(slips) > 5
    assert all(abs(len(s) - len("building")) <= 1 for s in slips)
    assert slip("sea", rng) == "sea"


# --- the word part --------------------------------------------------------------------------------


def test_phrases_are_written_from_the_longest_piece() -> None:
    part = small_part()
    rows = part.rows
    assert part.write("  Building_WATER ") == [rows["building"], rows["water"]]
    assert part.write("lakes") == [rows["lake"], rows["##s"]]
    assert part.write("Lâke") == [rows["lake"]]  # accents fall away
    assert part.write("lake-house!") == [rows["lake"], rows["house"]]


@pytest.mark.parametrize("text", ["", "   ", "???", "123456", "house 2", "вода", "水", "lake 水"])
def test_what_cannot_be_written_is_not_known(taught: WordModel, text: str) -> None:
    assert taught.write(text) is None
    assert taught.meanings([text]) == [None]
    assert float(taught.probabilities([text])[0, -1]) == 1.0


def test_slip_of_the_pen_is_read_as_the_word_of_the_vocabulary() -> None:
    part = small_part()
    lexicon = ("building", "house")
    assert part.corrected("bulding", lexicon) == "building"
    assert part.corrected("buidling", lexicon) == "building"
    assert part.corrected("guitar", ("guitars",)) == "guitar"  # a word of its own stays
    assert part.corrected("lke", ("lake",)) == "lke"  # too short to tell
    assert part.corrected("elephant", lexicon) == "elephant"


def test_words_never_taught_are_placed_by_what_they_mean(taught: WordModel) -> None:
    villa, creek, tuesday = taught.meanings(["villa", "creek", "tuesday"])
    assert villa is not None and villa.argmax() == 0
    assert creek is not None and creek.argmax() == 1
    assert tuesday is None
    assert float(villa.sum()) == pytest.approx(1.0)


def test_last_word_decides(taught: WordModel) -> None:
    house, guitar = taught.meanings(["water villa", "house guitar"])
    assert house is not None and house.argmax() == 0
    assert guitar is None


def test_answers_do_not_depend_on_the_neighbours_in_a_batch(taught: WordModel) -> None:
    alone = taught.probabilities(["villa"])
    among = taught.probabilities(["water villa pond lake", "villa", "???"])[1:2]
    assert torch.allclose(alone, among, atol=1e-6)


def test_learning_is_the_same_twice() -> None:
    parts = [small_part(), small_part()]
    for part in parts:
        learn(part, TAUGHT, torch.zeros(len(TAUGHT), 4), steps=3, seed=5)
    first, second = (part.state_dict() for part in parts)
    assert all(torch.equal(first[k], second[k]) for k in first)


def test_several_readers_learn_apart_and_answer_together() -> None:
    part, alone = small_part(readers=3), small_part()
    state = part.state_dict()
    # A checkpoint with one reader has no level of names for it.
    alone.load_state_dict({k: v for k, v in state.items() if not k.startswith("others.")})
    for each in (part, alone):
        learn(each, TAUGHT, torch.zeros(len(TAUGHT), 4), steps=3, seed=5)
    assert len(part.readers) == 3 and part.readers[0] is part
    # Each learns from a draw of its own; the first does what it would do alone.
    state = part.state_dict()
    assert all(torch.equal(value, state[key]) for key, value in alone.state_dict().items())
    known, seen = part.looked_up(part.pad([part.write("villa") or []]))
    found = [r.logits(r.features(known, seen)).softmax(dim=-1) for r in part.readers]
    assert not torch.allclose(found[0], found[1]) and not torch.allclose(found[1], found[2])
    assert torch.allclose(torch.stack(found).mean(dim=0), part.probabilities(["villa"]), atol=1e-6)


def test_cut_balances_both_errors_and_rates_count_them() -> None:
    class Told(WordModel):
        def probabilities(self, texts: list[str], lexicon: object = ()) -> torch.Tensor:  # type: ignore[override]
            return torch.tensor([[float(t), 0.0, 1 - float(t)] for t in texts])

    part = Told(small_part().config)
    held = [Lesson(t, 0, t) for t in ("0.9", "0.8", "0.7", "0.3")]
    held += [Lesson(t, 2, t) for t in ("0.1", "0.2", "0.25", "0.75")]
    assert 0.3 < calibrate(part, held) <= 0.7
    found = rates(part, held, 0.5)
    assert (found.refused, found.accepted, found.mistaken) == (0.25, 0.25, 0.0)
    assert (found.known, found.others) == (4, 4)
    assert rates(part, [Lesson("0.9", 1, "x"), held[4]], 0.5).mistaken == 1.0


# --- in the model ---------------------------------------------------------------------------------


def test_model_knows_what_its_word_part_knows(taught: WordModel) -> None:
    model = model_with(taught)
    names = ("Villa", "  creek ", "bulding", "tuesday", "house guitar", "вода", "building")
    assert model.unknown(asked(*names)) == ["tuesday", "house guitar", "вода"]
    one_of_two = ClassPrompt("tuesday", ("tuesday", "villa"))
    assert model.unknown([one_of_two]) == []
    assert model_with(None).unknown(asked("villa", "house")) == ["villa"]


def test_known_wordings_are_embedded_as_their_concepts(taught: WordModel) -> None:
    model, plain = model_with(taught), model_with(None)
    main = plain.encode_phrases(["building", "water"])
    assert torch.allclose(model.embed(asked("building", "water")), main, atol=1e-6)
    for phrase, row in (("villa", 0), ("bulding", 0), ("creek", 1)):
        found = model.embed(asked(phrase))[0]
        assert torch.allclose(found.norm(dim=-1), torch.ones(2), atol=1e-5)
        assert float((found * main[row]).sum(-1).min()) > 0.99
    # A wording that is not known does not change a class that has one that is.
    both = model.embed([ClassPrompt("villa", ("villa", "tuesday"))])
    assert torch.allclose(both, model.embed(asked("villa")), atol=1e-6)


def test_near_names_are_offered(taught: WordModel) -> None:
    model = model_with(taught)
    assert model.suggest("hous") == ["house"]
    assert model.suggest("xyzxyz") == []
    assert model_with(None).suggest("watr") == ["water"]


def test_word_part_travels_in_the_checkpoint(taught: WordModel, tmp_path: Path) -> None:
    path = tmp_path / "small.safetensors"
    model = model_with(taught)
    save_checkpoint(
        path, model, title="Small", training={}, classes=["building"], licence="CC0", credits=[]
    )
    again = load_model(path)
    assert isinstance(again, AerOSeg)
    names = asked("villa", "creek", "bulding", "tuesday", "house guitar")
    assert again.unknown(names) == model.unknown(names) == ["tuesday", "house guitar"]
    engine = Engine()
    lines = engine.parse(ParseParams(classes=["villa", "tuesday"], model=str(path))).classes
    assert [line.known for line in lines] == [True, False]
    assert 'does not know "tuesday"' in lines[1].reason


def test_check_names_every_phrase_that_is_wrong(taught: WordModel) -> None:
    fixed = FixedLists(
        {"house": "building", "guitar": "building"},
        {"villa": "building", "sofa": "building"},
        ("tuesday", "creek"),
        {"cabin": "building", "pizza": "water"},
    )
    assert list(check(model_with(taught), fixed).values()) == [
        ["guitar"], ["sofa"], ["creek"], ["pizza"],
    ]  # fmt: skip


def test_masks_of_wordings_are_compared_with_those_of_the_main_name(
    taught: WordModel, drawn_index: Path
) -> None:
    model = model_with(taught)
    object.__setattr__(model.config, "threshold", 0.0)  # paints everything
    rows = read_index(drawn_index, split="val")
    wordings = {"villa": "building", "creek": "water", "tuesday": "water"}
    found = agreement(model, rows, wordings, tiles=1, plain=False)
    assert [found[w]["iou"] for w in wordings] == [1.0, 1.0, 1.0]
    assert found["villa"]["pixels"] == model.config.map_px**2
    model = model_with(taught)
    object.__setattr__(model.config, "threshold", 1.0)  # paints nothing
    found = agreement(model, rows, wordings, tiles=1, plain=False)
    assert [found[w]["iou"] for w in wordings] == [None, None, None]
    assert [found[w]["known"] for w in wordings] == [True, True, False]


def test_agreement_is_that_of_the_pixels(taught: WordModel, drawn_index: Path) -> None:
    """Half the pixels of one mask are in the other: the share of the union, by hand."""
    model = model_with(taught)
    side = model.config.map_px
    shapes = {"building": slice(0, side), "villa": slice(0, side // 2)}
    order = iter(shapes.values())

    def decode(features: object, text: torch.Tensor) -> torch.Tensor:
        out = torch.zeros(1, 1, side, side)
        out[..., next(order)] = 1.0
        return out

    model.encode_phrases = lambda phrases: torch.rand(len(phrases), 2, 24)  # type: ignore[method-assign]
    model.decode = decode  # type: ignore[method-assign]
    rows = read_index(drawn_index, split="val")
    found = agreement(model, rows, {"villa": "building"}, tiles=1, plain=True)
    assert found["villa"]["iou"] == pytest.approx(0.5)


# --- the command ----------------------------------------------------------------------------------


def letters(texts: list[str]) -> torch.Tensor:
    """A teacher that sees letters only: wrong, but quick and always the same."""
    out = torch.full((len(texts), 26), 0.01)
    for row, text in zip(out, texts, strict=True):
        for letter in text:
            if "a" <= letter <= "z":
                row[ord(letter) - 97] += 1
    return F.normalize(out, dim=-1)


def saved(model: AerOSeg, path: Path) -> Path:
    save_checkpoint(
        path, model, title="Small", training={"steps": 7}, classes=["building"], licence="CC0",
        credits=["somebody"],
    )  # fmt: skip
    return path


def with_vocabulary(vocabulary: tuple[str, ...] | None) -> AerOSeg:
    config = model_with(None).config.model_copy(update={"vocabulary": vocabulary})
    return AerOSeg(config).requires_grad_(False).eval()


def test_command_adds_a_word_part_and_changes_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.words.lessons", lambda *a: lessons(*a, words=100)[::15])
    # The teacher's package is not installed everywhere; its pieces are in the model that ships.
    shipped = load_model(BUILT_IN)
    assert isinstance(shipped, AerOSeg) and shipped.words is not None
    pieces = list(shipped.words.rows)
    raw = torch.randn(len(pieces), 384, generator=torch.Generator().manual_seed(0))
    monkeypatch.setattr("training.words.teacher_pieces", lambda: (pieces, raw))
    before = saved(with_vocabulary(CONCEPTS.vocabulary), tmp_path / "before.safetensors")
    after = tmp_path / "after.safetensors"
    found = add_words(before, after, teacher=letters, steps=2)
    assert found.known > 20 and found.others > 20
    old, new = load_model(before), load_model(after)
    assert isinstance(old, AerOSeg) and isinstance(new, AerOSeg) and new.words is not None
    assert new.words.config.cut == found.cut
    states = old.state_dict(), new.state_dict()
    assert all(torch.equal(states[0][k], states[1][k]) for k in states[0])
    assert {k.split(".")[0] for k in states[1].keys() - states[0].keys()} == {"words"}
    header = read_header(after)
    assert header.credits[0] == "somebody" and "MiniLM" in header.credits[1]
    assert header.training["steps"] == 7 and header.training["words"]["cut"] == found.cut


@pytest.mark.parametrize(
    ("vocabulary", "words"), [(None, "answers any name"), (("building",), "not trained for road")]
)
def test_command_refuses_models_that_it_cannot_help(
    tmp_path: Path, vocabulary: tuple[str, ...] | None, words: str
) -> None:
    path = saved(with_vocabulary(vocabulary), tmp_path / "model.safetensors")
    with pytest.raises(InputError, match=words):
        add_words(path, tmp_path / "out.safetensors", teacher=letters, steps=1)
    assert not (tmp_path / "out.safetensors").exists()


def test_command_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(with_vocabulary(("building",)), tmp_path / "model.safetensors")
    assert main(["words", "--model", str(path)]) == InputError("").exit_code
    assert "--out" in capsys.readouterr().err
    assert main(["words", "--model", str(path), "--check"]) == 0
    printed = capsys.readouterr().out
    assert "unseen phrases refused: 30 of 30" in printed
    with pytest.raises(InputError, match=r"none\.yaml"):
        load_fixed(tmp_path / "none.yaml")


# --- the model that ships -------------------------------------------------------------------------


def test_built_in_knows_its_words() -> None:
    """At most one phrase in ten is wrong on each side, and none that was taught."""
    model = load_model(BUILT_IN)
    assert isinstance(model, AerOSeg)
    wrong = check(model, FIXED)
    assert wrong["taught phrases refused"] == []
    assert len(wrong["unseen phrases refused"]) <= 6
    assert len(wrong["other phrases accepted"]) <= 6
