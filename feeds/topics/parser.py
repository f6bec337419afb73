"""Tokens to a tree. Tightest first: field and weight; EXCEPT; NEAR and THEN; NOT; AND; OR."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from crawler.errors import nearest
from feeds.errors import InvalidQuery
from feeds.topics.days import NotADay, between
from feeds.topics.document import ALL_PARTS, PARTS
from feeds.topics.keys import How, canonical, keyed, kind, word_spans
from feeds.topics.lexer import DEFAULT_DISTANCE, META_FIELDS, Sign, Token, tokens
from feeds.topics.nodes import (
    MAX_DISTANCE,
    UNIT,
    And,
    At,
    AtLeast,
    Days,
    Except,
    Named,
    Near,
    Node,
    Not,
    Or,
    Topic,
    Value,
    Words,
    plain_value,
)

MAX_BYTES = 64 * 1024
MAX_TERMS = 4_096
MAX_LEVELS = 64

_BEGINS = {Sign.WORD, Sign.PHRASE, Sign.FIELD, Sign.OPEN, Sign.OF, Sign.NOT}


@dataclass
class Surroundings:
    """What queries may refer to, and what was used of it: shared by a query and the topics in it."""

    language: str
    topics: Mapping[str, str]
    places: Mapping[str, Sequence[str]] | None
    terms: int = 0
    open: list[str] = field(default_factory=list)  # topics being read, outermost first
    read: dict[str, tuple[Node, int]] = field(default_factory=dict)  # topic -> its tree and levels
    names: dict[str, list[str]] | None = None  # canonical name of a place -> all names of the places called so


@dataclass(frozen=True)
class Scope:
    """What the fields around a term say: which parts it is looked for in, or which metadata, and how compared."""

    mask: int = ALL_PARTS
    meta: str = ""
    how: How = "canonical"
    fields: tuple[str, ...] = ()


class Parser:
    """One text. `warnings` and `levels` (how deep it went) are there when `tree` has returned."""

    def __init__(self, text: str, around: Surroundings, level: int = 0) -> None:
        self.text, self.around = text, around
        self.level = self.levels = level
        self.warnings: list[str] = []
        if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
            raise InvalidQuery(text, 0, f"the query is longer than {MAX_BYTES // 1024} KiB")
        self.tokens = tokens(text)
        self.position = 0
        self.scope = Scope()
        self.lists = 0  # lists of n OF right around this place

    def tree(self) -> Node:
        if len(self.tokens) == 1:
            raise InvalidQuery(self.text, 0, "the query is empty", 'Write words, such as bão lũ or "cấm đường"')
        tree = self.either()
        if self.position < len(self.tokens) - 1:
            raise self.unexpected(self.here)
        return tree

    # -- tokens ------------------------------------------------------------------------------------------------

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.tokens[self.position]
        self.position += token.sign is not Sign.END
        return token

    def wrong(self, at: Token | Node, problem: str, advice: str = "") -> InvalidQuery:
        return InvalidQuery(self.text, at.at.start if isinstance(at, Node) else at.start, problem, advice)

    def unexpected(self, token: Token) -> InvalidQuery:
        if token.sign is Sign.CLOSE:
            return self.wrong(token, "')' closes nothing")
        if token.sign is Sign.COMMA:
            advice = "For any of the words write bão | lũ, for all of them bão lũ without a comma"
            return self.wrong(token, "a comma stands only between the items of a list such as 2 OF (bão, lũ)", advice)
        if token.sign is Sign.WEIGHT:
            return self.wrong(token, "a weight stands right behind a word, a phrase or a ')'")
        return self.wrong(token, f"{self.written(token)!r} does not fit here")

    def written(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def since(self, token: Token) -> At:
        return At(self.text, token.start, max(token.end, self.tokens[self.position - 1].end))

    def deeper(self, token: Token) -> None:
        self.level += 1
        self.levels = max(self.levels, self.level)
        if self.level > MAX_LEVELS:
            raise self.wrong(token, f"the query is more than {MAX_LEVELS} levels deep")

    # -- operators, loosest first ----------------------------------------------------------------------------------

    def either(self) -> Node:
        first, items = self.here, [self.both()]
        while self.here.sign is Sign.OR:
            operator = self.take()
            self.needs_right(operator)
            items.append(self.both())
        return items[0] if len(items) == 1 else Or(self.since(first), tuple(items))

    def both(self) -> Node:
        first, items = self.here, [self.negated()]
        while self.here.sign is Sign.AND or self.here.sign in _BEGINS:
            if self.here.sign is Sign.AND:
                self.needs_right(self.take())
            items.append(self.negated())
        return items[0] if len(items) == 1 else And(self.since(first), tuple(items))

    def negated(self) -> Node:
        if self.here.sign is not Sign.NOT:
            return self.near()
        token = self.take()
        self.needs_right(token)
        self.deeper(token)
        item = self.negated()
        self.level -= 1
        return Not(self.since(token), item)

    def near(self) -> Node:
        first, start = self.here, self.position
        left = self.excepted()
        while self.here.sign in (Sign.NEAR, Sign.THEN):
            operator = self.take()
            distance = int(operator.word or DEFAULT_DISTANCE)
            if not 1 <= distance <= MAX_DISTANCE:
                raise self.wrong(operator, f"the distance must be from 1 to {MAX_DISTANCE} words")
            self.needs_right(operator)
            right = self.excepted()
            self.needs_places(operator, left, right)
            self.loose_neighbours(start - 1, operator)
            self.loose_neighbours(self.position - 1, operator)
            left = Near(self.since(first), left, right, distance, operator.sign is Sign.THEN)
        return left

    def excepted(self) -> Node:
        first, left = self.here, self.atom()
        while self.here.sign is Sign.EXCEPT:
            operator = self.take()
            self.needs_right(operator)
            right = self.atom()
            self.needs_places(operator, left, right)
            left = Except(self.since(first), left, right)
        return left

    def needs_right(self, operator: Token) -> None:
        if self.here.sign not in _BEGINS:
            advice = "To search the word itself, quote it or write it in lower case"
            raise self.wrong(operator, f"{self.written(operator)!r} has nothing on its right", advice)

    def needs_places(self, operator: Token, *sides: Node) -> None:
        for side in sides:
            if not side.positional:
                name = operator.sign.name
                raise self.wrong(
                    side,
                    f"{name} takes words, phrases and alternatives on each side, not {side.at.written[:60]!r}",
                    'Quote words that stand together ("thu hồi"), or give alternatives (thu | hồi)',
                )

    def loose_neighbours(self, index: int, operator: Token) -> None:
        """Two words without quotes, of which NEAR takes one: `thu hồi NEAR/6 đất` is right, and seldom meant."""
        pair = self.tokens[max(index, 0) : index + 2]
        if len(pair) == 2 and pair[0].sign is pair[1].sign is Sign.WORD:
            both = f"{pair[0].word} {pair[1].word}"
            self.warnings.append(f'{self.written(operator)} takes only one word on each side; for both write "{both}"')

    # -- atoms ---------------------------------------------------------------------------------------------------

    def atom(self) -> Node:
        node = self.unweighted()
        if self.here.sign is Sign.WEIGHT:
            weight = self.take()
            if self.here.sign is Sign.WEIGHT:
                raise self.wrong(self.here, "two weights for one item")
            if not self.lists or self.here.sign not in (Sign.COMMA, Sign.CLOSE):
                self.warnings.append(
                    f"the weight {self.written(weight)} changes nothing: it counts at the end of an item of n OF (…)"
                )
        return node

    def unweighted(self) -> Node:
        token = self.take()
        match token.sign:
            case Sign.WORD | Sign.PHRASE:
                return self.term(token)
            case Sign.OPEN:
                return self.group(token)
            case Sign.FIELD:
                return self.field(token)
            case Sign.OF:
                return self.at_least(token)
            case Sign.AND | Sign.OR | Sign.NEAR | Sign.THEN | Sign.EXCEPT:
                advice = "To search the word itself, quote it or write it in lower case"
                raise self.wrong(token, f"{self.written(token)!r} has nothing on its left", advice)
            case Sign.NOT:
                raise self.wrong(
                    token,
                    "NOT cannot stand here",
                    'To leave out places where a word means something else, write bão EXCEPT "bão giá"',
                )
            case Sign.END:
                raise self.wrong(token, "the query ends where a word is expected")
            case _:
                raise self.unexpected(token)

    def group(self, opening: Token) -> Node:
        if self.here.sign is Sign.CLOSE:
            raise self.wrong(opening, "nothing stands between these parentheses")
        self.deeper(opening)
        lists, self.lists = self.lists, 0
        node = self.either()
        self.lists = lists
        self.level -= 1
        self.close(opening)
        return node

    def close(self, opening: Token) -> None:
        token = self.take()
        if token.sign is Sign.END:
            raise self.wrong(opening, "this '(' is never closed")
        if token.sign is not Sign.CLOSE:
            raise self.unexpected(token)

    def at_least(self, token: Token) -> Node:
        threshold = _thousandths(token.word)
        if not threshold:
            raise self.wrong(token, "0 OF is always true", "Ask for 1 or more")
        opening = self.take()
        self.deeper(opening)
        self.lists += 1
        items: list[Node] = []
        weights: list[int] = []
        while self.here.sign not in (Sign.CLOSE, Sign.END):
            if self.tokens[self.position].sign is Sign.COMMA:
                raise self.wrong(self.here, "an item of the list is missing before this comma")
            items.append(self.either())
            last = self.tokens[self.position - 1]
            weights.append(_thousandths(last.word) if last.sign is Sign.WEIGHT else UNIT)
            if not weights[-1]:
                raise self.wrong(last, "a weight must be above 0")
            if self.here.sign is Sign.COMMA:
                self.take()
            elif self.here.sign not in (Sign.CLOSE, Sign.END):
                raise self.unexpected(self.here)
        self.lists -= 1
        self.level -= 1
        self.close(opening)
        if not items:
            raise self.wrong(token, f"{self.written(token)} () has no items", 'Such as 2 OF ("a", "b", "c")')
        if sum(weights) < threshold:
            raise self.wrong(
                token,
                f"can never match: all weights together are {_plain(sum(weights))}, "
                f"and {_plain(threshold)} are asked for",
            )
        return AtLeast(self.since(token), threshold, tuple(items), tuple(weights))

    # -- fields --------------------------------------------------------------------------------------------------

    def field(self, token: Token) -> Node:
        if self.here.sign not in (Sign.WORD, Sign.PHRASE, Sign.OPEN, Sign.FIELD, Sign.OF):
            raise self.wrong(token, f"{token.word}: has nothing on its right")
        name, outer = token.word, self.scope
        if name in ("date", "place", "topic"):
            return self.special(token)
        if name in ("exact", "bare"):
            inner = replace(outer, how="exact" if name == "exact" else "bare", fields=(*outer.fields, name))
        else:
            taken = [known for known in outer.fields if known not in ("exact", "bare")]
            if taken:
                raise self.wrong(token, f"{name}: cannot stand inside {taken[-1]}:")
            inner = replace(outer, fields=(*outer.fields, name))
            if name in PARTS:
                inner = replace(inner, mask=1 << PARTS.index(name))
            else:
                inner = replace(inner, meta=META_FIELDS[name])
        self.deeper(token)
        self.scope = inner
        single = self.here.sign is Sign.WORD
        node = self.unweighted()
        self.scope = outer
        self.level -= 1
        if single and self.here.sign is Sign.WORD and inner.meta not in ("url", "source", "language"):
            both = f"{self.tokens[self.position - 1].word} {self.here.word}"
            self.warnings.append(
                f"{name}: reaches only {self.tokens[self.position - 1].word!r}; for both words write {name}:({both}), "
                f'for the phrase {name}:"{both}"'
            )
        return node

    def special(self, token: Token) -> Node:
        name = token.word
        if any(known not in ("exact", "bare") for known in self.scope.fields) and not (
            name == "place" and not self.scope.meta
        ):
            raise self.wrong(token, f"{name}: cannot stand inside {self.scope.fields[-1]}:")
        value = self.take()
        if value.sign not in (Sign.WORD, Sign.PHRASE):
            raise self.wrong(value, f"{name}: takes one value, not a list")
        self.count(value)
        readers: dict[str, Callable[[Token, Token], Node]] = {"date": self.days, "place": self.place}
        return readers.get(name, self.topic)(token, value)

    def days(self, token: Token, value: Token) -> Node:
        try:
            first, last = between(value.word)
        except NotADay as error:
            raise self.wrong(value, error.problem, error.advice) from None
        return Days(self.since(token), first, last)

    def place(self, token: Token, value: Token) -> Node:
        if self.around.places is None:
            raise self.wrong(token, "places are not yet known here", f'Search the name itself: "{value.word}"')
        if self.around.names is None:
            self.around.names = _names(self.around.places, self.around.language)
        names = self.around.names.get(canonical(value.word, self.around.language))
        if names is None:
            raise self.wrong(
                value, f"no place is called {value.word!r}", nearest(value.word, list(self.around.places)).strip()
            )
        terms = tuple(self.term(replace(value, sign=Sign.PHRASE, word=name, prefix=False)) for name in names)
        return terms[0] if len(terms) == 1 else Or(self.since(token), terms)

    def topic(self, token: Token, value: Token) -> Node:
        around, name = self.around, value.word.strip()
        if name in around.open:
            circle = " → ".join([*around.open[around.open.index(name) :], name])
            raise self.wrong(token, f"topics refer to each other in a circle: {circle}")
        if name not in around.topics:
            raise self.wrong(value, f"there is no topic {name!r}", nearest(name, list(around.topics)).strip())
        if name not in around.read:
            self.deeper(token)
            around.open.append(name)
            try:
                inner = Parser(around.topics[name], around, self.level)
                tree = inner.tree()
            except InvalidQuery as error:
                if "in a circle" in error.problem or error.problem.startswith("in topic:"):
                    raise self.wrong(token, error.problem) from error
                raise self.wrong(token, f"in topic:{name}, {error}") from error
            finally:
                around.open.pop()
            self.level -= 1
            around.read[name] = tree, inner.levels - self.level
        tree, levels = around.read[name]
        self.levels = max(self.levels, self.level + levels)
        if self.level + levels > MAX_LEVELS:
            raise self.wrong(token, f"with topic:{name} the query is more than {MAX_LEVELS} levels deep")
        return Topic(self.since(token), name, tree)

    # -- terms ---------------------------------------------------------------------------------------------------

    def count(self, token: Token) -> None:
        self.around.terms += 1
        if self.around.terms > MAX_TERMS:
            raise self.wrong(token, f"the query has more than {MAX_TERMS} terms")

    def term(self, token: Token) -> Node:
        self.count(token)
        scope, at = self.scope, At(self.text, token.start, token.end)
        if scope.meta in ("source", "language", "url"):
            return self.value(token, at)
        key = kind(scope.how, self.around.language)
        found = keyed(token.word, key)
        if not found:
            raise self.wrong(token, f"{self.written(token)[:60]!r} has no letter or digit to search for")
        prefix = token.prefix and word_spans(token.word)[-1][1] == len(token.word)
        pattern = f" {found}" if prefix else f" {found} "
        if scope.meta:
            return Named(at, scope.meta, key, pattern)
        shown = " ".join(token.word.split()) + ("*" if prefix else "")
        return Words(at, shown, key, pattern, found.count(" ") + 1, scope.mask)

    def value(self, token: Token, at: At) -> Node:
        value = plain_value(self.scope.meta, token.word)
        if not value:
            raise self.wrong(token, f"{self.scope.fields[-1]}: needs a value")
        if self.scope.meta == "url" and not token.prefix:
            self.warnings.append(f"url:{token.word} is one address only; for all below it end it with *")
        return Value(at, self.scope.meta, value, token.prefix)


def _thousandths(number: str) -> int:
    return int(Decimal(number) * UNIT)


def _plain(thousandths: int) -> str:
    """1500 -> "1.5"."""
    return f"{thousandths / UNIT:g}"


def _names(places: Mapping[str, Sequence[str]], language: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for main, others in places.items():
        called = list(dict.fromkeys([main, *others]))
        for name in called:
            known = names.setdefault(canonical(name, language), [])
            known += [other for other in called if other not in known]
    return names
