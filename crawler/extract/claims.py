"""What a page's head claims of its times, unread."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["published", "modified"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A time as the head states it, unread. `place` is jsonld, meta or microdata; `name` the key it stood under."""

    text: str
    place: str
    role: Role
    name: str = ""
