"""Fine-tunes a CrossEncoder on questions with their right and wrong passages.

Needs the extra `training`. Seeded: on one kind of processor the result is the same every time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from sentence_transformers.base.evaluation import BaseEvaluator
from sentence_transformers.cross_encoder import (
    CrossEncoder,
    CrossEncoderTrainer,
    CrossEncoderTrainingArguments,
)
from sentence_transformers.cross_encoder.losses import ListNetLoss
from transformers import set_seed

from evals.configurations import minilm_folder
from evals.reranker import Asked, Examples, describe, figures, reading

_BASE = "English MiniLM"
_SEED = 20261122
_RIGHT = 10.0  # as a logit: the right passage's share of the target is all but 1
_JUDGED = 25
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train.

    At twice this rate the loss stood where chance puts it after 250 steps.
    """

    epochs: float = 1.0
    max_steps: int = -1
    questions_a_step: int = 4
    wrong: int = 3
    rate: float = 1e-4
    max_length: int = 96
    judged_every: int = 200


def from_cards(asked: Examples, out: Path, say: Say) -> None:
    """Trains the English MiniLM and writes it to `out`, with what it is."""
    pairs = train(minilm_folder(), asked.training, asked.validation, out, Plan(), say)
    describe(out, _BASE, pairs)
    say(f"Written: {out}. Measure it: EVALS_RERANKER={out} python -m evals compare --split dev")


def train(
    base: str,
    training: Sequence[Asked],
    validation: Sequence[Asked],
    out: Path,
    plan: Plan,
    say: Say,
) -> int:
    """Writes the trained model to `out`; the number of pairs it read in an epoch.

    `say` is told every `judged_every` steps how the model does on a part of the validation.
    """
    set_seed(_SEED)
    model = CrossEncoder(
        base,
        num_labels=1,
        max_length=plan.max_length,
        activation_fn=torch.nn.Identity(),  # a list's loss leaves open where its logits lie
        device="cpu",
    )
    lists = _lists(training, {asked.answer for asked in validation}, plan.wrong)
    with tempfile.TemporaryDirectory() as folder:
        CrossEncoderTrainer(
            model=model,
            args=_arguments(plan, folder),
            train_dataset=lists,
            loss=ListNetLoss(model, mini_batch_size=1 + plan.wrong),
            evaluator=_Early(_spread(validation), say),
        ).train()
    model.save_pretrained(str(out))
    return sum(map(len, lists["passages"]))


def _arguments(plan: Plan, folder: str) -> CrossEncoderTrainingArguments:
    return CrossEncoderTrainingArguments(
        output_dir=folder,
        num_train_epochs=plan.epochs,
        max_steps=plan.max_steps,
        per_device_train_batch_size=plan.questions_a_step,
        learning_rate=plan.rate,
        warmup_steps=0.1,
        bf16=torch.ops.mkldnn._is_mkldnn_bf16_supported(),
        use_cpu=True,
        seed=_SEED,
        data_seed=_SEED,
        eval_strategy="steps",
        eval_steps=plan.judged_every,
        logging_steps=plan.judged_every,
        save_strategy="no",
        report_to="none",
    )


def _lists(training: Sequence[Asked], unseen: Set[str], wrong: int) -> Dataset:
    """A row a question: its right passage, then wrong ones.

    A third of the wrong ones, at least one, was found for it; the others are right for other
    questions, so that being right is no property of a passage. `unseen`: what is right in the
    validation part; it is not shown as wrong either.
    """
    chance = np.random.default_rng(_SEED)
    answers = sorted({asked.answer for asked in training})
    rows: dict[str, list[Any]] = {"question": [], "passages": [], "labels": []}
    for asked in training:
        found = zip(asked.passages, asked.right, strict=True)
        near = [p for p, right in found if not right and p not in unseen]
        far = [p for p in answers if p not in asked.passages and p != asked.answer]
        hard = chance.permutation(len(near))[: max(1, wrong // 3)]
        easy = chance.permutation(len(far))[: wrong - len(hard)]
        passages = [asked.answer, *(near[i] for i in hard), *(far[i] for i in easy)]
        rows["question"].append(asked.question)
        rows["passages"].append(passages)
        rows["labels"].append([_RIGHT] + [0.0] * (len(passages) - 1))
    return Dataset.from_dict(rows)


def _spread(validation: Sequence[Asked]) -> Sequence[Asked]:
    """A part of the questions, from all cards and languages."""
    return validation[:: max(1, len(validation) // _JUDGED)]


class _Early(BaseEvaluator):
    """Tells during the training how the model does."""

    def __init__(self, validation: Sequence[Asked], say: Say) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._validation = validation
        self._say = say

    def __call__(self, model: Any, *_: Any, steps: int = -1, **__: Any) -> dict[str, float]:
        found = figures(self._validation, reading(_Model(model), self._validation), None)
        self._say(f"step {steps}: {found} on {len(self._validation)} questions")
        return {"first": found.first, "mrr": found.mrr}


class _Model:
    """A CrossEncoder in training, asked as the assistant asks a reranker."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        pairs = [(question, passage) for passage in passages]
        return [float(s) for s in self._model.predict(pairs, show_progress_bar=False)]
