"""The search as a LangChain retriever, so that it plugs into anyone's chain. Loaded only by whoever asks for it."""

from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.advisor import Advisor
from assistant.records import Hit, Question
from assistant.retrieve import Retrieval
from ingest import Language


class GongzhiRetriever(BaseRetriever):
    """Passages for a question, best first, as LangChain documents in the question's language.

    `k`, `as_of`, `place` and `kinds` hold for every call and can be given to a single one:
    `retriever.invoke("…", k=3, place="CN/浙江省")`. The date is not guessed: validity is computed on it.
    """

    advisor: Advisor
    as_of: date
    k: int = Field(default=10, ge=1)
    place: str = ""
    kinds: tuple[str, ...] = ()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        as_of: date | None = None,
        place: str | None = None,
        kinds: tuple[str, ...] | None = None,
    ) -> list[Document]:
        question = Question(
            query,
            self.as_of if as_of is None else as_of,
            self.place if place is None else place,
            self.kinds if kinds is None else tuple(kinds),
        )
        retrieval = self.advisor.search(question, self.k if k is None else k)
        return [self._document(hit, retrieval) for hit in retrieval.hits]

    def _document(self, hit: Hit, retrieval: Retrieval) -> Document:
        passage, document = hit.passage, self.advisor.index.documents[hit.passage.doc_id]
        understood = retrieval.parts[0].understood
        language: Language = understood.language if passage.text[understood.language] else "en"
        language = language if passage.text[language] else "zh"
        value = retrieval.validity[document.doc_id]
        return Document(
            id=passage.passage_id,
            page_content=passage.text[language],
            metadata={
                "passage_id": passage.passage_id,
                "doc_id": document.doc_id,
                "kind": document.kind,
                "title": document.title[language],
                "number": document.number,
                "section": passage.heading[language],
                "articles": list(passage.articles),
                "level": document.level,
                "place": ", ".join(document.places),
                "language": language,
                "as_of": understood.as_of.isoformat(),
                "validity": value.status if value else None,  # of the document; only policies have one
                "binds": value.binds(passage.anchor) if value else None,  # whether this section does, on the date
                "score": round(hit.score, 4),
                "rank": hit.rank,
            },
        )
