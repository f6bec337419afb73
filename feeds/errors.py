"""Everything the feeds raise on purpose.

    crawler.errors.ConfigError     wrong use or configuration: exit status 2
    └── InvalidQuery               a topic's query, refused where it is typed

Each class says in its docstring what a person can do; the first line is shown beside the message.
"""

from crawler.errors import ConfigError

AROUND = 24  # characters of the query shown on each side of the place that is wrong


class InvalidQuery(ConfigError):
    """Correct the query at the place that is named; docs/topics.md shows what can be written."""

    def __init__(self, text: str, offset: int, problem: str, advice: str = "") -> None:
        """`offset` counts characters from the start of the query; line and column are those a person counts, from 1."""
        self.text, self.problem, self.advice = text, problem, advice
        self.offset = min(max(offset, 0), len(text))
        self.line = text.count("\n", 0, self.offset) + 1
        self.column = self.offset - (text.rfind("\n", 0, self.offset) + 1) + 1
        place = f"column {self.column}" if "\n" not in text else f"line {self.line}, column {self.column}"
        message = f"{place}: {problem}: {self.around}" if self.around else f"{place}: {problem}"
        super().__init__(f"{message}. {advice}" if advice else message)

    @property
    def around(self) -> str:
        """The words about the place, on one line, with ▸ before it: '…bão lũ ▸AND'."""
        start, end = max(0, self.offset - AROUND), min(len(self.text), self.offset + AROUND)
        before, after = self.text[start : self.offset], self.text[self.offset : end]
        if not (before + after).strip():
            return ""
        shown = f"{'…' if start else ''}{before}▸{after}{'…' if end < len(self.text) else ''}"
        return " ".join(shown.split())

    @property
    def hint(self) -> str:
        return self.advice or super().hint
