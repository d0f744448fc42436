"""One file per format: a source file becomes front matter and sections with their line numbers."""

from ingest.readers.markdown import RawSection, RawSentence, SourceFile, read_markdown

__all__ = ["RawSection", "RawSentence", "SourceFile", "read_markdown"]
