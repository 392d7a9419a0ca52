from __future__ import annotations

from evals.mistyped import mistyped

QUESTION = "Moet mijn dochter dat opleidingsplan vóór september ondertekenen of niet?"


def test_copy_is_the_same_when_made_again() -> None:
    assert mistyped(QUESTION, seed=4) == mistyped(QUESTION, seed=4)


def test_words_stay_in_place_and_some_are_spoilt_when_mistyped() -> None:
    words = QUESTION.lower().rstrip("?").split()
    copies = [mistyped(QUESTION, seed).split() for seed in range(20)]
    assert all(len(copy) == len(words) for copy in copies)
    spoilt = sum(a != b for copy in copies for a, b in zip(copy, words, strict=True))
    assert 0.1 < spoilt / (20 * len(words)) < 0.5
