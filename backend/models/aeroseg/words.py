"""Says which typed phrases a model knows and which of its concepts they mean.

Small readers of its own beside the text tower: word pieces, a frozen table of what each piece
means (reduced from a sentence encoder, int8), short transformers over it, and one probability for
each concept and for "none of these", the mean of all readers'. Because the table covers many more
words than training ever labelled, a phrase that was never seen still lands near the right concept,
or near none.
Everything, the list of pieces included, is in the tensors of the checkpoint.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backend.models.aeroseg.encoder_config import WordsConfig

__all__ = ["Reader", "WordModel", "normalise_phrase", "written_pieces"]

CONTINUED = "##"  # begins a piece that does not begin a word
LEAST_CORRECTED = 5  # letters of a word that may be read as a misspelt one
MOST_PER_WORD = 8  # pieces; a longer row of fragments is no word


def normalise_phrase(text: str) -> str:
    """Phrase as the vocabulary stores it: lower case, single spaces, no underscores."""
    return " ".join(text.replace("_", " ").lower().split())


def _words(text: str) -> list[str] | None:
    """Words in plain lower-case letters; None where it cannot be written with them.

    Accents fall away and punctuation parts words. Digits and other scripts cannot be written.
    """
    plain = unicodedata.normalize("NFKD", normalise_phrase(text))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if any(c.isalnum() and not "a" <= c <= "z" for c in plain):
        return None
    return re.findall("[a-z]+", plain) or None


def written_pieces(word: str, rows: dict[str, int]) -> list[int] | None:
    """A word as rows of the table, the longest piece first; None where a letter is missing."""
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = (CONTINUED if start else "") + word[start:end]
            if piece in rows:
                found.append(rows[piece])
                start = end
                break
        else:
            return None
    return found if len(found) <= MOST_PER_WORD else None


class _Block(nn.Module):
    """Attention and a small network, each after a norm and added to its input."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        """(N, L, width) to the same; ``seen`` (N, L) says which places hold a piece."""
        n, length, width = x.shape
        parts = self.qkv(self.norm1(x)).view(n, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)  # each (N, heads, L, width / heads)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=seen[:, None, None])
        x = x + self.out(mixed.transpose(1, 2).reshape(n, length, width))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Reader(nn.Module):
    """From what the pieces of phrases mean to what the phrases mean."""

    def __init__(self, config: WordsConfig) -> None:
        super().__init__()
        width = config.width
        self.into = nn.Linear(config.table_dim, width)
        self.place = nn.Parameter(torch.zeros(config.length, width))
        self.blocks = nn.ModuleList(_Block(width, config.heads) for _ in range(config.layers))
        self.norm = nn.LayerNorm(width)
        self.hidden = nn.Linear(width, 2 * width)
        self.verdict = nn.Linear(2 * width, len(config.concepts) + 1)

    def features(self, known: Tensor, seen: Tensor) -> Tensor:
        """(N, width) of meanings (N, L, table_dim); ``seen`` (N, L) says which hold a piece."""
        x = self.into(known) + self.place[: known.shape[1]]
        for block in self.blocks:
            x = block(x, seen)
        mean: Tensor = (self.norm(x) * seen[..., None]).sum(1)
        return mean / seen.sum(1, keepdim=True).clamp_min(1)

    def logits(self, features: Tensor) -> Tensor:
        """(N, K + 1) of K concepts and of "none of these", from features (N, width)."""
        out: Tensor = self.verdict(F.gelu(self.hidden(features)))
        return out


class WordModel(Reader):
    """Reads phrases; see the module.

    It is itself the first of its readers: checkpoints with one have no level of names for them.
    """

    text: Tensor  # (text_bytes,) uint8: the pieces, one a line
    table: Tensor  # (pieces, table_dim) int8
    scale: Tensor  # (table_dim,) what one step of the table is worth

    def __init__(self, config: WordsConfig) -> None:
        super().__init__(config)
        self.config = config
        self.others = nn.ModuleList(Reader(config) for _ in range(config.readers - 1))
        self.register_buffer("text", torch.zeros(config.text_bytes, dtype=torch.uint8))
        self.register_buffer(
            "table", torch.zeros(config.pieces, config.table_dim, dtype=torch.int8)
        )
        self.register_buffer("scale", torch.ones(config.table_dim))
        self._rows: dict[str, int] | None = None

    def fill_table(self, pieces: Sequence[str], table: Tensor) -> None:
        """Take in the pieces and what they mean (pieces, table_dim); kept as int8."""
        data = "\n".join(pieces).encode("ascii")
        scale = table.abs().amax(dim=0).clamp_min(1e-8) / 127
        self.text.copy_(torch.frombuffer(bytearray(data), dtype=torch.uint8))
        self.table.copy_((table / scale).round().to(torch.int8))
        self.scale.copy_(scale)
        self._rows = None

    @property
    def rows(self) -> dict[str, int]:
        """Row of the table by piece."""
        if self._rows is None:  # read late: a checkpoint fills the tensors after they are made
            data = bytes(self.text.cpu().numpy().tobytes())
            lines = data.decode("ascii", errors="replace").split("\n")[: self.config.pieces]
            self._rows = {piece: i for i, piece in enumerate(lines)}
        return self._rows

    # --- from text to rows of the table -------------------------------------------------------

    def corrected(self, word: str, lexicon: Iterable[str]) -> str:
        """The word, or the one of ``lexicon`` that it is a slip of the pen for.

        Only a word that is no whole piece is looked at, so that real words stay what they are.
        """
        if word in self.rows or len(word) < LEAST_CORRECTED:
            return word
        near = difflib.get_close_matches(word, list(lexicon), n=1, cutoff=0.84)
        return near[0] if near else word

    def is_of_words(self, phrase: str) -> bool:
        """Whether every word is a piece of its own, so that its meaning is more than a guess."""
        return all(word in self.rows for word in _words(phrase) or [""])

    def write(self, phrase: str, lexicon: Iterable[str] = ()) -> list[int] | None:
        """Rows of a phrase, cut at the longest length; None where it cannot be written."""
        words = _words(phrase)
        if words is None:
            return None
        out: list[int] = []
        for word in words:
            found = written_pieces(self.corrected(word, lexicon), self.rows)
            if found is None:
                return None
            out += found
        # The end is kept: it says what an English phrase is about.
        return out[-self.config.length :]

    # --- the networks -------------------------------------------------------------------------

    @property
    def readers(self) -> list[Reader]:
        """All of them, this one first."""
        return [self, *(other for other in self.others if isinstance(other, Reader))]

    def looked_up(self, ids: Tensor, noise: float = 0.0) -> tuple[Tensor, Tensor]:
        """Meanings (N, L, table_dim) of rows (N, L), and which of them hold a piece (N, L).

        Args:
            ids: rows of the table, -1 where there is no piece.
            noise: for training: added to the meanings, as a share of their spread.
        """
        known = self.table[ids.clamp_min(0)].float() * self.scale
        if noise:
            known = known + noise * known.std(dim=(0, 1)) * torch.randn_like(known)
        return known, ids >= 0

    def forward(self, ids: Tensor) -> Tensor:
        """Probabilities (N, K + 1) of K concepts and of "none of these", the readers' mean."""
        known, seen = self.looked_up(ids)
        found = [r.logits(r.features(known, seen)).float().softmax(dim=-1) for r in self.readers]
        return torch.stack(found).mean(dim=0)

    def pad(self, written: Sequence[list[int]]) -> Tensor:
        """Rows of unequal length as (N, L), counted from the end, filled with -1."""
        length = max(map(len, written))
        rows = [[*row[::-1], *[-1] * (length - len(row))] for row in written]
        return torch.tensor(rows, device=self.table.device)

    @torch.no_grad()
    def probabilities(self, phrases: Sequence[str], lexicon: Iterable[str] = ()) -> Tensor:
        """(N, K + 1) on the CPU; "none" is certain for what cannot be written."""
        count = len(self.config.concepts)
        out = torch.zeros(len(phrases), count + 1)
        out[:, count] = 1.0
        lexicon = list(lexicon)
        written = {i: row for i, p in enumerate(phrases) if (row := self.write(p, lexicon))}
        if written:
            out[list(written)] = self(self.pad(list(written.values()))).cpu()
        return out

    def meanings(self, phrases: Sequence[str], lexicon: Iterable[str] = ()) -> list[Tensor | None]:
        """Weights (K,) over the concepts, which sum to 1, or None for a phrase not known."""
        out: list[Tensor | None] = []
        for row in self.probabilities(phrases, lexicon):
            concepts = row[:-1]
            if 1.0 - float(row[-1]) < self.config.cut:
                out.append(None)
                continue
            # Concepts with little weight would only blur the mask.
            kept = torch.where(concepts >= self.config.least * concepts.max(), concepts, 0.0)
            out.append(kept / kept.sum())
        return out
