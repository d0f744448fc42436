"""From answers to numbers. The story is `run.py`, then `score.py`; the nouns are in `records.py`."""
