"""What the web page is made of: pure functions from an Answer to escaped HTML, style and script.

Nothing here knows of the web framework; that is `app.py`'s.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def asset(name: str) -> str:
    """The text of a file that stands beside this one ("page.css", "conversation.js")."""
    return (_FOLDER / name).read_text(encoding="utf-8")
