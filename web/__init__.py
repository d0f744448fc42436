"""The web chat, the only package that draws. `page.py` puts the tabs together; one file for each tab."""

from web.engine import Engine
from web.page import serve

__all__ = ["Engine", "serve"]
