"""Errors that a person can fix: one line, where, what, what to do. Entry points print them and exit with code 2."""


class GongzhiError(Exception):
    """The base of all errors that are the user's to fix; anything else is a bug and keeps its traceback."""


class BaseInvalid(GongzhiError):
    """The knowledge base has problems; they are listed by `python -m ingest check`."""


class IndexUnusable(GongzhiError):
    """There is no index, or it was built with other options than the ones in use."""


class EmbedderUnavailable(GongzhiError):
    """The configured embedder cannot be loaded from this machine."""


class BadInput(GongzhiError):
    """A question, a file or an option that cannot be worked with."""
