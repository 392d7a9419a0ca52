"""Question in, verified answer out: the ordered steps, and the only place that knows them all.

Each step takes the draft of an answer and returns it further along; one that settles the answer
(a refusal, a question back) sets its status and the rest is skipped but for verification.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant import calculate, compose, confidence, grounding, judging, language, pages
from assistant.answer import (
    Answer,
    AnswerStatus,
    Clarification,
    ToolCall,
    Turn,
)
from assistant.conversation import language_of, turns_of, users_words
from assistant.dialogue import Intent, Plan, Router, understand
from assistant.dialogue import prepare as prepare_dialogue
from assistant.draft import Draft, finished, retrieved, with_page
from assistant.grounding.similarity import Cosine
from assistant.messages import message
from assistant.question import clean
from assistant.retrieve import Retrieval, Retriever
from assistant.settings import Settings, load_settings
from corpus.catalogue import Catalogue, load_catalogue
from corpus.embedder import BUNDLED, Embedder, Remembering, Reranker, load_embedder
from corpus.index import Index, IndexInfo, Progress, open_index
from tools import InvalidInputError, NotCoveredError

if TYPE_CHECKING:
    from assistant.agent import Writer
    from assistant.models import Model

_NO_QUESTION = {Intent.SMALL_TALK: "greeting", Intent.COMMAND: "command"}


class Assistant:
    """Answers questions on the texts. Keeps nothing of a conversation; threads may share it."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        progress: Progress | None = None,
        rebuild: bool = False,
    ) -> None:
        """Loads texts, model and index; builds the index where there is none.

        Args:
            settings: by default what the environment gives.
            progress: told (entries done, entries in all) while an index is built.
            rebuild: build the index even where a sound one exists.

        Raises:
            SettingsError: a setting is unknown or bad.
            CorpusError: a text, model or the index is not usable; the message says the remedy.
        """
        self.settings = settings or load_settings()
        self.catalogue: Catalogue = load_catalogue(self.settings.texts, self.settings.cards)
        embedder = Remembering(load_embedder(self.settings.embeddings))
        reranker = Reranker(self.settings.reranker) if self.settings.reranker else None
        self._index: Index = open_index(
            self.catalogue,
            embedder,
            self.settings.home,
            progress=progress,
            rebuild=rebuild,
        )
        self._retriever = Retriever(self.catalogue, self._index, embedder, reranker)
        self._router = _router(embedder)
        self._similarity = Cosine(embedder)
        self._writer: Writer | None = None
        self._texts = {s.id: s.text for s in self.catalogue.sources.values()}
        if self.settings.llm:
            self._load_model()
        self._warm_up()

    def _load_model(self) -> None:
        from assistant.models import load_model

        model = load_model(self.settings)
        self._writer = self._writer_with(model) if model else None

    def with_model(self, model: Model) -> Assistant:
        """The same assistant, index and all, whose answers this chat model words."""
        worded = copy.copy(self)
        worded._writer = self._writer_with(model)
        return worded

    def _writer_with(self, model: Model) -> Writer:
        """What words answers. Nothing of it is imported where there is no chat model."""
        from assistant.agent import Writer

        return Writer(model, self.catalogue, self._retriever, self._similarity)

    def without_model(self) -> Assistant:
        """The same assistant, with quotes, prepared answers and calculations alone."""
        embedded = copy.copy(self)
        embedded._writer = None
        return embedded

    @property
    def model(self) -> Model | None:
        """The chat model that words answers, None without one."""
        return self._writer.model if self._writer else None

    def _warm_up(self) -> None:
        """Loads what the first question would otherwise wait for."""
        language.prepare()
        prepare_dialogue()
        if self._router is not None:
            self._router.prepare()
        self._retriever.retrieve("duaal leren")

    @property
    def index_info(self) -> IndexInfo:
        """Where the index is and what it holds."""
        return self._index.info

    def answer(
        self, turns: Sequence[Turn | str] | str, *, on: date, language: str | None = None
    ) -> Answer:
        """The verified answer to the last turn.

        Args:
            turns: the conversation, oldest first; a string is a user's turn.
            on: the day the question is asked on.
            language: "nl", "fr" or "en"; found from the turn where it is None.

        Raises:
            QuestionError: the last turn is empty, too long or holds nothing that can be read.
        """
        *_, whole = self.stream(turns, on=on, language=language)
        return whole

    def stream(
        self, turns: Sequence[Turn | str] | str, *, on: date, language: str | None = None
    ) -> Iterator[Answer]:
        """The answer as it grows; the last one is whole, those before are not `complete`.

        Without a chat model there is one. With one, what is computed and quoted comes at once and
        then each verified statement: nothing unverified is in any of them. Arguments and errors
        are those of `answer`.
        """
        started = time.perf_counter()
        timings: dict[str, float] = {}
        draft = Draft(turns=turns_of(turns), on=on, language=language or "")
        for name, step in self._steps():
            if draft.status is not None and name != "verify":
                continue
            before = time.perf_counter()
            draft = step(draft)
            timings[name] = (time.perf_counter() - before) * 1000
        for worded in self._worded(draft):
            if self._writer is not None:
                timings["word"] = (time.perf_counter() - started) * 1000 - sum(timings.values())
            timings["total"] = (time.perf_counter() - started) * 1000
            yield finished(worded, dict(timings))

    def _steps(self) -> tuple[tuple[str, Callable[[Draft], Draft]], ...]:
        return (
            ("understand", self._understand),
            ("calculate", self._calculate),
            ("retrieve", self._retrieve),
            ("judge", self._judge),
            ("compose", self._compose),
            ("verify", self._verify),
        )

    def _worded(self, draft: Draft) -> Iterator[Draft]:
        """The verified draft, in a chat model's words where one is configured and they hold."""
        if self._writer is None or not self._writer.takes(draft):
            yield draft
        else:
            yield from self._writer.worded(draft)

    def _understand(self, draft: Draft) -> Draft:
        """Language, intent and inputs; settles what is no question to the texts at all."""
        question = clean(draft.turns[-1].text)
        asked = users_words(draft.turns[:-1])
        found = draft.language or language_of([*asked, question])
        if found == language.OTHER:
            text = message("other_language", language.DEFAULT)
            return _settled(draft, question, language.DEFAULT, AnswerStatus.OUT_OF_SCOPE, text)
        plan = understand([*asked, question], on=draft.on, language=found, router=self._router)
        if plan.intent in _NO_QUESTION:
            text = message(_NO_QUESTION[plan.intent], found)
            return _settled(draft, question, found, AnswerStatus.OUT_OF_SCOPE, text)
        debug = {**draft.debug, "intent": plan.intent.value, "plan": plan.notes}
        return replace(draft, question=question, language=found, plan=plan, debug=debug)

    def _calculate(self, draft: Draft) -> Draft:
        """Settles a question for an amount, a date or a type: by a tool, or by asking back."""
        plan = draft.plan
        if plan is None or plan.tool is None:
            return draft
        if judging.opens(draft) or plan.also_text:
            draft = self._retrieve(draft)
        if judging.only_sounds_like_one(draft):
            return draft
        if plan.ask is not None:
            return _asked_back(draft, plan)
        try:
            calls = tuple(self._calls(draft, plan, plan.tool))
        except InvalidInputError as error:
            asked = Clarification(error.field, error.message(draft.language))
            status = AnswerStatus.CLARIFICATION
            return replace(draft, status=status, clarification=asked, text=asked.question)
        except NotCoveredError as error:
            status = AnswerStatus.UNANSWERABLE
            return replace(draft, status=status, text=error.message(draft.language))
        beside = judging.beside(draft) if plan.also_text else None
        return pages.with_calculation(
            replace(draft, tool_calls=calls, beside=beside), self.catalogue
        )

    def _calls(self, draft: Draft, plan: Plan, tool: str) -> list[ToolCall]:
        """The tool's result; or one for each value that the asker does not know."""
        inputs = [given for _, given in plan.alternatives] or [plan.arguments]
        return [
            calculate.calculate(
                tool, {**plan.arguments, **given}, on=draft.on, language=draft.language
            )
            for given in inputs
        ]

    def _retrieve(self, draft: Draft) -> Draft:
        if draft.retrieval is not None:
            return draft
        search = draft.plan.search if draft.plan else draft.question
        newest = draft.question if draft.plan and draft.plan.follow_up else ""
        return replace(draft, retrieval=self._search(search, newest))

    def _search(self, text: str, newest: str) -> Retrieval:
        return self._retriever.retrieve(text, newest=newest)

    def _judge(self, draft: Draft) -> Draft:
        """Settles a question that the texts do not answer."""
        draft = judging.in_its_place(draft, self._search)
        retrieval = retrieved(draft)
        verdict = confidence.judge(retrieval)
        debug = {
            **draft.debug,
            "answerable": verdict.answerable,
            "on_subject": verdict.on_subject,
            "signals": confidence.signals_of(retrieval),
        }
        draft = replace(draft, debug=debug)
        if not verdict.refused:
            return draft
        return pages.with_refusal(draft, self.catalogue, off_subject=verdict.off_subject)

    def _compose(self, draft: Draft) -> Draft:
        return pages.with_text(draft, self.catalogue)

    def _verify(self, draft: Draft) -> Draft:
        """Drops the answer if any statement is not borne out: nothing half true is shown."""
        also = [*calculate.grounds_of(draft.tool_calls), *_asked_numbers(draft)]
        sound = all(grounding.verbatim(c, self._texts) for c in draft.citations) and all(
            grounding.grounded(s, draft.citations, self._texts, also=also) for s in draft.statements
        )
        if sound and (draft.citations or draft.status is not AnswerStatus.ANSWERED):
            return draft
        return _withdrawn(draft, self.catalogue)

    def close(self) -> None:
        """Lets go of the index's files."""
        self._index.close()


def _router(embedder: Embedder) -> Router | None:
    """The router of the bundled model; its weights say nothing of another model's vectors."""
    if not embedder.name.startswith(BUNDLED):
        return None
    return Router(lambda text: embedder.queries([text])[0])


def _settled(draft: Draft, question: str, spoken: str, status: AnswerStatus, text: str) -> Draft:
    return replace(draft, question=question, language=spoken, status=status, text=text)


def _asked_back(draft: Draft, plan: Plan) -> Draft:
    """The question for the input that decides most, with ready answers where it is a choice."""
    if plan.ask is None:
        raise RuntimeError("there is no question to ask back")
    question = message(plan.ask.key, draft.language, words=plan.ask.about)
    options = tuple(message(label, draft.language) for label, _ in plan.ask.options)
    return replace(
        draft,
        status=AnswerStatus.CLARIFICATION,
        clarification=Clarification(plan.ask.slot, question, options),
        text=question,
    )


def _asked_numbers(draft: Draft) -> list[str]:
    """The words of the conversation: a calculation may repeat the numbers it was given."""
    return users_words(draft.turns) if draft.tool_calls else []


def _withdrawn(draft: Draft, catalogue: Catalogue) -> Draft:
    page = compose.Page(catalogue, draft.language)
    compose.write_refusal(page, None)
    settled = replace(draft, status=AnswerStatus.UNANSWERABLE, tool_calls=(), warnings=())
    return with_page(settled, page)
