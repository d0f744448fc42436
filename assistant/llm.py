"""The only address of chat models: any model that LangChain can open, read as a stream that ends in time."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from assistant.config import Settings
from ingest import GongzhiError

# Providers whose streams say why they ended; without that word the stream was cut.
SAYS_THE_END = ("openai", "ollama")
PAUSE = 0.5  # seconds before another try
MOST_CHARACTERS = 40_000  # of a reply; what goes on longer than this repeats itself
_INSTALL = "pip install -c constraints.txt -e '.[llm]'"

Message = tuple[str, str]  # role (system, user) and text


class ModelUnavailable(GongzhiError):
    """The configured chat model cannot be opened."""


class ModelFailed(Exception):
    """A model gave no whole reply. `kind` is a key of `Wording.models`; `detail` a status or the name of an error."""

    def __init__(self, kind: str, detail: str = "", again: bool = False) -> None:
        super().__init__(f"{kind} {detail}".strip())
        self.kind = kind
        self.detail = detail
        self.again = again  # whether another try may help


class Chat(Protocol):
    """What is used of a LangChain chat model."""

    def stream(self, input: Any) -> Iterator[Any]: ...

    def invoke(self, input: Any) -> Any: ...


@dataclass(frozen=True)
class Model:
    """A chat model with its limits: seconds for the whole reply, further tries, context in tokens.

    `says_the_end` is true for a model whose last piece says why it ended.
    """

    name: str
    chat: Chat = field(repr=False)
    timeout: float = 60
    retries: int = 1
    context: int = 8192
    says_the_end: bool = False

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply piece by piece, whole within `timeout` seconds, tries and pauses included. Raises ModelFailed.

        A server that dribbles or hangs cannot hold the caller: the connection has a thread of its own.
        """
        deadline = time.monotonic() + self.timeout
        pieces: SimpleQueue[str | ModelFailed | None] = SimpleQueue()
        stop = threading.Event()
        threading.Thread(target=self._listen, args=(list(messages), pieces, stop), daemon=True, name="llm").start()
        try:
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise ModelFailed("timeout")
                try:
                    piece = pieces.get(timeout=left)
                except Empty:
                    raise ModelFailed("timeout") from None
                if piece is None:
                    return
                if isinstance(piece, ModelFailed):
                    raise piece
                yield piece
        finally:
            stop.set()

    def _listen(
        self, messages: list[Message], pieces: "SimpleQueue[str | ModelFailed | None]", stop: threading.Event
    ) -> None:
        """Put the reply into the queue, then None or what went wrong; try again only while nothing was heard."""
        for left in range(self.retries, -1, -1):
            heard = False
            try:
                for piece in self._pieces(messages):
                    if stop.is_set():
                        return
                    heard = True
                    pieces.put(piece)
                pieces.put(None)
                return
            except Exception as error:  # whatever a provider's library raises is a reply that did not come
                failed = _failure(error, heard)
                if heard or not failed.again or not left:
                    pieces.put(failed)
                    return
            if stop.wait(PAUSE):
                return

    def _pieces(self, messages: list[Message]) -> Iterator[str]:
        total, chunks, end = 0, 0, ""
        try:
            for chunk in self.chat.stream(messages):
                chunks += 1
                end = _end(chunk) or end
                if text := _text(chunk):
                    total += len(text)
                    yield text
                if total > MOST_CHARACTERS:
                    end = "length"
                    break
        except ValueError as error:  # what LangChain raises for a stream without a single chunk
            if chunks or type(error) is not ValueError:
                raise
        if not chunks or (chunks == 1 and not total and not end):  # a server that does not stream
            reply = self.chat.invoke(messages)
            end = _end(reply)
            yield from filter(None, [_text(reply)])
        if end == "length":
            raise ModelFailed("length")
        if end == "content_filter":
            raise ModelFailed("refused")
        if self.says_the_end and not end:
            raise ModelFailed("cut", again=not total)


def open_model(settings: Settings) -> Model | None:
    """The configured chat model, or None for `none`. Opens no connection. Raises ModelUnavailable.

    An `openai:` model needs the address of its server, so that no text leaves for a cloud that nobody named.
    """
    if settings.llm in ("", "none"):
        return None
    provider = settings.llm.partition(":")[0]
    if provider == "openai" and not settings.llm_base_url:
        raise ModelUnavailable(
            f"GONGZHI_LLM={settings.llm}: the server is not named; set GONGZHI_LLM_BASE_URL, "
            "such as http://127.0.0.1:8000/v1 or https://api.openai.com/v1."
        )
    try:
        from langchain.chat_models import init_chat_model

        chat: Any = init_chat_model(settings.llm, **_options(provider, settings))
    except ImportError as error:
        if (package := _missing(error)) in ("", "langchain", "langchain-openai", "langchain-ollama"):
            raise ModelUnavailable(f"GONGZHI_LLM={settings.llm}: a package is missing; run: {_INSTALL}") from None
        raise ModelUnavailable(
            f"GONGZHI_LLM={settings.llm}: a package is missing; run: pip install {package}"
        ) from None
    except Exception as error:  # what a provider's library says of a wrong name or option
        said = (str(error) or type(error).__name__).splitlines()[0]
        raise ModelUnavailable(f"GONGZHI_LLM={settings.llm}: cannot be opened ({said}).") from None
    return Model(
        settings.llm,
        chat,
        timeout=settings.llm_timeout,
        retries=settings.llm_retries,
        context=settings.llm_context,
        says_the_end=provider in SAYS_THE_END,
    )


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """What the provider's class is called with. Tries are ours to count, so theirs are off."""
    options: dict[str, Any] = {"temperature": 0}
    if settings.llm_base_url:
        options["base_url"] = settings.llm_base_url
    if provider == "ollama":  # cuts a prompt silently unless it is told the size of the context
        key = {} if settings.llm_api_key == NO_KEY else {"headers": {"Authorization": f"Bearer {settings.llm_api_key}"}}
        return options | {"num_ctx": settings.llm_context, "client_kwargs": {"timeout": settings.llm_timeout, **key}}
    if provider == "openai" or settings.llm_api_key != NO_KEY:
        options["api_key"] = settings.llm_api_key
    return options | {"timeout": settings.llm_timeout, "max_retries": 0}


NO_KEY: str = Settings.model_fields["llm_api_key"].default


def _missing(error: ImportError) -> str:
    """The package that an import error is about, as pip calls it; empty when it does not say."""
    said = str(error).replace("`", " ").split()
    named = [word for word in said if word.startswith("langchain-")]
    return named[-1].strip(".") if named else (error.name or "").split(".")[0].replace("_", "-")


def _text(chunk: Any) -> str:
    """The words of a chunk, without reasoning, images or tool calls."""
    content = chunk.content
    if isinstance(content, str):
        return content
    return "".join(
        part if isinstance(part, str) else str(part.get("text") or "") if part.get("type", "text") == "text" else ""
        for part in content
    )


def _end(chunk: Any) -> str:
    """Why a reply ended, as far as the chunk says."""
    said = chunk.response_metadata
    if getattr(chunk, "additional_kwargs", {}).get("refusal"):
        return "content_filter"
    return str(said.get("finish_reason") or said.get("done_reason") or "")


def _failure(error: Exception, heard: bool) -> ModelFailed:
    """What a provider's error means to us. Its words stay out: they may hold a key."""
    if isinstance(error, ModelFailed):
        return error
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if status == 429:
        return ModelFailed("busy", "429", again=True)
    if isinstance(status, int) and status >= 400:
        return ModelFailed("error", str(status), again=status >= 500 or status == 408)
    if "timeout" in type(error).__name__.lower():
        return ModelFailed("timeout")
    return ModelFailed("cut" if heard else "error", type(error).__name__, again=not heard)
