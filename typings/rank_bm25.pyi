from collections.abc import Sequence

from numpy import float64
from numpy.typing import NDArray

class BM25Okapi:
    corpus_size: int
    idf: dict[str, float]
    def __init__(
        self,
        corpus: Sequence[Sequence[str]],
        tokenizer: None = None,
        k1: float = ...,
        b: float = ...,
        epsilon: float = ...,
    ) -> None: ...
    def _calc_idf(self, nd: dict[str, int]) -> None: ...
    def get_scores(self, query: Sequence[str]) -> NDArray[float64]: ...
