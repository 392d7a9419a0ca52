"""From a verified answer to the same answer in a model's words, where they hold.

The embedded answer comes first and stays underneath: its quotes, its calculation, its warnings. The
model's statements open it; each is verified by code, mended once by the model if it fails, and
left out if it fails again. Where none is left, or the model fails, the embedded answer stands as
it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant import compose, confidence, pages
from assistant.agent import tool_loop
from assistant.agent.asking import first_messages, prompt_versions, repair_messages
from assistant.agent.replies import Reply, Statement, claim_of
from assistant.agent.restating import adds_nothing, says_as_much
from assistant.agent.sources import Sources
from assistant.agent.work import Work, prepared_answer
from assistant.answer import AnswerStatus
from assistant.compose import Lead
from assistant.dialogue import Intent
from assistant.draft import Draft, retrieved
from assistant.errors import ModelCause, ModelUnavailableError
from assistant.grounding import Source, Verdict, verify
from assistant.masking import mask
from assistant.retrieve import Retriever
from corpus.catalogue import Catalogue

if TYPE_CHECKING:
    from assistant.models import Model

Similarity = Callable[[str, str], float]

_MOST_STATEMENTS = 6
_FOUND = 3  # candidates of a search of the model's own
_ENOUGH = 5.0  # seconds; with less left nothing is mended
_log = logging.getLogger(__name__)


class Writer:
    """Words answers with a chat model. Threads may share it."""

    def __init__(
        self, model: Model, catalogue: Catalogue, retriever: Retriever, similarity: Similarity
    ) -> None:
        """The model, what it may cite, how to search in it, and how alike two texts are."""
        self.model = model
        self._similarity = similarity
        self._catalogue = catalogue
        self._retriever = retriever

    def takes(self, draft: Draft) -> bool:
        """Whether the model may add to this draft.

        A question back, a greeting or a question about something else is complete as it is, and so
        is a calculation that nothing is asked beside. A question that the texts do not seem to
        answer is only for a model that can search again.
        """
        if draft.plan is None or draft.plan.intent in {Intent.SMALL_TALK, Intent.COMMAND}:
            return False
        if draft.status is AnswerStatus.ANSWERED:
            return draft.beside is not None or not draft.tool_calls
        refused = draft.status is AnswerStatus.UNANSWERABLE and draft.retrieval is not None
        return refused and self.model.calls_tools

    def worded(self, draft: Draft) -> Iterator[Draft]:
        """The draft as it grows: what is computed and quoted at once, then verified statements.

        The last one is the answer. Never raises for what the model does.
        """
        work, cause = self._work(draft), None
        try:
            yield self._laid_out(work, complete=False)
            for _ in self._statements(work):
                yield self._laid_out(work, complete=False)
        except ModelUnavailableError as error:
            cause = error.cause.value
            _log.warning("%s: %s; no more of its words are shown", self.model.name, cause)
        except Exception as error:  # noqa: BLE001 - the embedded answer stands, whatever it was
            cause = type(error).__name__
            _log.error("%s: %s; no more of its words are shown", self.model.name, cause)
        yield self._noted(self._laid_out(work, complete=True), work, cause)

    def _work(self, draft: Draft) -> Work:
        sources = Sources(self._catalogue, draft.language)
        for call in draft.tool_calls:
            sources.add_calculation(call)
        if draft.retrieval is not None and not confidence.judge(draft.retrieval).refused:
            sources.add_candidates(compose.chosen(draft.retrieval.candidates))
        masked = mask([turn.text for turn in draft.turns])
        said = [turn.text for turn in draft.turns if turn.role == "user"]
        desk = tool_loop.Desk(sources, lambda _: [], draft.on, draft.language, said)
        work = Work(draft, sources, self.model.deadline(), masked, desk)
        desk.find = lambda query: self._found(work, query)
        return work

    def _found(self, work: Work, query: str) -> list[Source]:
        """The passages for the model's own search, where the texts are sure to say something."""
        retrieval = self._retriever.retrieve(work.masked.restore(query))
        if confidence.judge(retrieval).refused:
            return []
        return work.sources.add_candidates(compose.chosen(retrieval.candidates)[:_FOUND])

    def _statements(self, work: Work) -> Iterator[Lead]:
        """Verified statements, as they come; those that failed are mended once."""
        messages, reply = self._reply(work)
        yield from self._sound(work, reply.statements)
        if work.failed and work.deadline.remaining() > _ENOUGH:
            yield from self._mended(work, messages)

    def _reply(self, work: Work) -> tuple[list[dict[str, Any]], Reply]:
        """What the model was asked and what it gave, by its tools where it has any."""
        if self.model.calls_tools:
            messages = first_messages(work, with_tools=True)
            try:
                return messages, tool_loop.run(self.model, messages, work.desk, work.deadline)
            except ModelUnavailableError as error:
                if error.cause is not ModelCause.NO_TOOLS:
                    raise
        messages = first_messages(work, with_tools=False)
        return messages, self.model.structured(messages, Reply, deadline=work.deadline)

    def _sound(self, work: Work, statements: Sequence[Statement]) -> Iterator[Lead]:
        """The statements that hold; the others are set aside with what is wrong with them."""
        for statement in statements[:_MOST_STATEMENTS]:
            verdict = self._verdict(work, statement)
            if not verdict.sound:
                work.failed.append((statement, verdict.failures))
                continue
            lead = Lead(claim_of(statement).text, verdict.citations)
            if not self._known(work, lead):
                work.leads.append(lead)
                self._take_calls(work, statement)
                yield lead

    def _known(self, work: Work, lead: Lead) -> bool:
        """Whether the page says it already: another statement, or the outcome above them."""
        if lead.text in {known.text for known in work.leads}:
            return True
        outcome = prepared_answer(work.draft) if work.draft.tool_calls else None
        return outcome is not None and adds_nothing(lead.text, outcome)

    def _take_calls(self, work: Work, statement: Statement) -> None:
        """Calculations of the model's own that a statement rests on belong to the answer."""
        for proof in statement.proofs:
            call = work.sources.calls.get(proof.source.strip())
            if call and call not in (*work.draft.tool_calls, *work.called):
                work.called.append(call)

    def _verdict(self, work: Work, statement: Statement) -> Verdict:
        return verify(
            claim_of(statement),
            work.sources.by_token,
            self._catalogue,
            language=work.draft.language,
            similarity=self._similarity,
        )

    def _mended(self, work: Work, messages: Sequence[dict[str, Any]]) -> Iterator[Lead]:
        """What the model makes of the statements that failed, once."""
        failed, work.failed = work.failed, []
        talk = [*messages, *repair_messages(work, failed)]
        try:
            reply = self.model.structured(talk, Reply, deadline=work.deadline)
        except ModelUnavailableError as error:
            _log.warning("%s: %s; not mended", self.model.name, error.cause)
            work.failed = failed
            return
        yield from self._sound(work, reply.statements)

    def _laid_out(self, work: Work, *, complete: bool) -> Draft:
        """The draft's page with the statements so far to open it."""
        if complete and not work.leads:
            return work.draft
        draft = replace(
            work.draft,
            model=self.model.name if work.leads else None,
            tool_calls=(*work.draft.tool_calls, *work.called),
        )
        if work.called and draft.status is AnswerStatus.ANSWERED and not work.draft.tool_calls:
            draft = replace(draft, beside=retrieved(draft).candidates[0])
        return replace(self._page(draft, work, complete=complete), complete=complete)

    def _page(self, draft: Draft, work: Work, *, complete: bool) -> Draft:
        if draft.tool_calls:
            return pages.with_calculation(draft, self._catalogue, work.leads)
        if draft.status is AnswerStatus.ANSWERED:
            plain = complete and not self._says_as_much(work)
            return pages.with_text(draft, self._catalogue, work.leads, plain=plain)
        if work.leads:
            return pages.with_leads(draft, self._catalogue, work.leads)
        return draft

    def _says_as_much(self, work: Work) -> bool:
        """Whether the statements take the place of the prepared answer."""
        said = " ".join(lead.text for lead in work.leads)
        plain = prepared_answer(work.draft)
        return plain is None or says_as_much(said, plain, self._similarity)

    def _noted(self, draft: Draft, work: Work, cause: str | None) -> Draft:
        """The draft with what inspectors want to know: prompts, failures, cause."""
        codes = [[failure.code.value for failure in why] for _, why in work.failed]
        noted = {
            "model": self.model.name,
            "prompts": prompt_versions(with_tools=self.model.calls_tools),
            "statements_shown": len(work.leads),
            "statements_dropped": codes,
            "shown": [lead.text for lead in work.leads],
            "dropped": [statement.text for statement, _ in work.failed],
            "embedded_because": cause,
        }
        return replace(draft, debug={**draft.debug, "wording": noted})
