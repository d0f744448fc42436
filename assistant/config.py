"""The settings, made once by the entry point. Every answer carries their fingerprint."""

import hashlib
import json
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest import PACKAGED


class Settings(BaseSettings):
    """Environment variables with the prefix GONGZHI_, such as GONGZHI_INDEX; entry points also read `.env`."""

    model_config = SettingsConfigDict(env_prefix="GONGZHI_", extra="ignore", frozen=True)

    kb: Path = Path("kb")
    index: Path = Path(".index")
    embedder: str = PACKAGED
    language: Literal["auto", "en", "zh"] = "auto"
    passages: int = 10  # retrieved and reported for a question
    sentences: int = 8  # at most, in an answer
    llm: str = "none"  # openai:NAME, ollama:NAME or another provider of LangChain
    llm_base_url: str = ""
    llm_api_key: str = Field(default="not-needed", repr=False)
    llm_timeout: float = Field(default=60, gt=0)  # seconds for a whole reply
    llm_retries: int = Field(default=1, ge=0)
    llm_context: int = Field(default=8192, gt=0)  # tokens, prompt and reply together

    def fingerprint(self, snapshot: str) -> str:
        """Twelve hex digits for the base snapshot and every setting that can change an answer."""
        state = [snapshot, self.embedder, self.language, self.passages, self.sentences, self.llm, self.llm_context]
        return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:12]
