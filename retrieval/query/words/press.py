"""Names of well-known outlets, by which a message may mean those who ask: "and Yomiuri?"."""

from __future__ import annotations

PRESS = frozenset(
    " ".join(name.split())
    for name in """
    abc, afp, al jazeera, ap, asahi, associated press, bbc, bloomberg, cbs, chunichi, cnn,
    dpa, financial times, fox, fuji tv, guardian, jiji, kyodo, le monde, mainichi, nbc,
    new york times, nhk, nikkei, nikkan gendai, nippon tv, npr, ntv, okinawa times, reuters, ryukyu
    shimpo, sankei, tbs, tv asahi, tv tokyo, wall street journal, washington post, xinhua,
    yomiuri, yonhap
    """.split(",")
)
