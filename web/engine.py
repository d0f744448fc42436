"""The advisor behind the page: opened in the background, so that the page shows at once."""

import threading
from collections.abc import Callable

from assistant import Advisor
from ingest import GongzhiError


class Engine:
    """Opens an advisor in a thread. Shared by all visitors; holds nothing of theirs."""

    def __init__(self, open_advisor: Callable[[], Advisor]) -> None:
        self._open = open_advisor
        self._then: Callable[[Advisor], None] | None = None
        self._done = threading.Event()
        self._advisor: Advisor | None = None
        self.error = ""

    def start(self, then: Callable[[Advisor], None] | None = None) -> None:
        """Open the advisor; `then` makes ready what can wait until after the first questions."""
        self._then = then
        threading.Thread(target=self._load, name="advisor", daemon=True).start()

    @property
    def ready(self) -> bool:
        return self._done.is_set()

    def advisor(self) -> Advisor:
        """Wait for the advisor. Raises GongzhiError when it could not be opened."""
        self._done.wait()
        if self._advisor is None:
            raise GongzhiError(self.error)
        return self._advisor

    def _load(self) -> None:
        try:
            self._advisor = self._open()
        except GongzhiError as error:
            self.error = str(error)
        except Exception as error:  # the page must say that it failed, whatever failed
            self.error = f"{type(error).__name__}: {error}"
        finally:
            self._done.set()
        if self._advisor is not None and self._then is not None:
            self._then(self._advisor)
