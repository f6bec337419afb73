#!/usr/bin/env python3
"""Train the general reader's model and say what it is worth on pages of sites it has not seen.

    bench/train_reader.py CORPUS [--out MODEL.json] [--folds 5] [--leave-out] [--keep FILE]
    bench/train_reader.py CORPUS --kept FILE

CORPUS is laid out like ../shared/corpus: articles/<set>/truth.jsonl with `body`, sites/<site>/truth.json with the first
and last words. Needs lightgbm, numpy, scipy, selectolax and trafilatura in an environment of its own. Labels are the
share of a block's word 5-grams that the truth holds, weights its words over the truth's. Each stage is trained on what
models that have not seen the domain say.

Three tables a rule: what the model alone takes, the whole rule with it (crawler/extract/choice.py: the second opinion,
captions, ledes), and that rule where no shape holds (crawler/extract/families): what the reader makes of any page.
--kept scores what --keep wrote, without training.
"""

import argparse
import gzip
import hashlib
import json
import pickle
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import lightgbm
import numpy as np
import scipy.optimize
import scipy.sparse

from crawler.extract.blocks import read_blocks
from crawler.extract.choice import choose_blocks
from crawler.extract.complexity import too_complex
from crawler.extract.families import choose_by_family
from crawler.extract.head import read_head
from crawler.extract.page import Page
from crawler.extract.reader.best import best_set
from crawler.extract.reader.forest import compiled
from crawler.extract.reader.read import Reading
from crawler.extract.reader.sight import Sight, look, renamed
from crawler.extract.reader.thought import look_again, worth_a_look
from crawler.extract.reader.words import Names, begin_words, names_words
from crawler.extract.teacher import marked, teach, teachable
from crawler.extract.title import read_title

TAUGHT = ("mercury", "htmldate_mediacloud2020")
"""Sets without bodies: trafilatura's are taken, at less weight; never scored."""
SETS = ("fundus", "wcxb_dev_article", "zyte_aeb", "chinese_cwce", "sites")
TREES = (80, 120)
RATES = (0.1, 0.07)
DEPTH = 4
COMMON, COMMON_TEXT = 4, 10
"""On how many domains a word of names stands before it counts, or a word that texts begin with."""
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_TOKEN = re.compile(rf"[{_DENSE}]|[^\W{_DENSE}]+")
DESCRIPTION = 9  # the column that says how far a block is the page's own description


@dataclass
class Example:
    """A page with its truth; `labels` and `weights` by row."""

    set: str
    id: str
    domain: str
    sight: Any
    labels: np.ndarray
    weights: np.ndarray
    truth: Counter[str]
    lede: list[str]
    ends: tuple[str, list[str]] | None = None
    tokens: list[list[str]] = field(default_factory=list)
    around: list[tuple[list[str], ...]] = field(default_factory=list)
    begins: list[tuple[list[str], ...]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)  # title, description, article_body


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text or "").casefold())


# --------------------------------------------------------------------------------------------------------------- pages


def title_of(page: Page) -> str:
    found = read_title(page, read_head(page))
    return found.text if found else ""


def sight_of(page: Page, names: Names) -> Sight:
    told = told_by(page)
    return look(page.blocks, names, told["title"], told["description"], told["article_body"])


def told_by(page: Page) -> dict[str, str]:
    head = read_head(page)
    return {"title": title_of(page), "description": head.description, "article_body": head.article_body}


def labelled(sight: Sight, truth: list[str]) -> np.ndarray:
    """The share of each seen block's 5-grams that the truth holds; short blocks where their neighbours are in it."""
    grams = {n: {tuple(truth[i : i + n]) for i in range(len(truth) - n + 1)} for n in range(1, 6)}
    shares: list[float] = []
    for number in sight.seen:
        own = tokens(sight.blocks[number].text)
        n = min(5, len(own))
        parts = [tuple(own[i : i + n]) for i in range(len(own) - n + 1)] if n else []
        shares.append(sum(part in grams[n] for part in parts) / len(parts) if parts else 0.0)
    long = [len(tokens(sight.blocks[n].text)) >= 8 for n in sight.seen]
    sure = [row for row, share in enumerate(shares) if share > 0.6 and long[row]]
    for row, share in enumerate(shares):
        if share and not long[row] and not any(abs(row - other) <= 3 for other in sure):
            shares[row] = 0.0
    return np.array(shares)


def between(sight: Sight, head: str | None, tails: Sequence[str]) -> np.ndarray:
    """1 from the block with the first words to that with the last; all 0 where the page has no text."""
    labels = np.zeros(len(sight.seen))
    if not head:
        return labels
    whole, starts = "", []
    for number in range(len(sight.blocks)):
        starts.append(len(whole))
        whole += squeezed(sight.blocks[number].text)
    best = None
    for tail in tails:
        end = whole.find(squeezed(tail))
        while end >= 0:
            start = whole.rfind(squeezed(head), 0, max(end + len(squeezed(tail)), end + len(squeezed(head))))
            if 0 <= start <= end and (best is None or end - start < best[1] - best[0]):
                best = (start, end + len(squeezed(tail)))
            end = whole.find(squeezed(tail), end + 1)
    if best is None:
        return labels * np.nan
    for row, number in enumerate(sight.seen):
        labels[row] = float(best[0] - 5 <= starts[number] < best[1])
    return labels


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff\u00ad]+", "", unicodedata.normalize("NFC", text or ""))


def domain_of(url: str) -> str:
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    parts = host.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def examples(corpus: Path) -> Iterable[Example]:
    names = Names({})
    for name in SETS[:4]:
        folder = corpus / "articles" / name
        for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if not row["body"]:
                continue
            page = Page(gzip.decompress((folder / row["file"]).read_bytes()), row["url"] or "")
            if too_complex(page):
                continue
            truth = tokens(row["body"])
            sight = sight_of(page, names)
            labels = labelled(sight, truth)
            weights = np.array([sight.words[n] + 3 for n in sight.seen]) / max(60, len(truth))
            yield example(name, row["id"], domain_of(row["url"] or row["id"]), sight, labels, weights, truth, row)
    for name in TAUGHT:
        folder = corpus / "articles" / name
        for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            page = Page(gzip.decompress((folder / row["file"]).read_bytes()), row["url"] or "")
            if too_complex(page) or not teachable(blocks := read_blocks(page)):
                continue
            taken = marked(blocks, teach(blocks))
            sight = sight_of(page, names)
            labels = np.array([0.95 if n in taken else 0.05 for n in sight.seen])
            words = np.array([sight.words[n] for n in sight.seen])
            if len(labels) and words[labels > 0.5].sum() > 60:
                weights = 0.4 * (words + 3) / max(60.0, words[labels > 0.5].sum())
                yield example(name, row["id"], domain_of(row["url"] or row["id"]), sight, labels, weights, [], {})
    for file in sorted((corpus / "sites").glob("*/truth.json")):
        site = json.loads(file.read_text("utf-8"))
        pages = {
            plain(line["url"]): file.parent / line["file"]
            for line in map(json.loads, (file.parent / "index.jsonl").read_text("utf-8").splitlines())
        }
        for article in site["articles"]:
            stored = pages.get(plain(article["url"]))
            if stored is None:
                continue
            page = Page(gzip.decompress(stored.read_bytes()), article["url"])
            sight = sight_of(page, names)
            tails = [t for t in [article.get("tail"), *article.get("tail_alt", [])] if t]
            labels = between(sight, article.get("head"), tails)
            if np.isnan(labels).any():
                continue
            words = np.array([sight.words[n] for n in sight.seen])
            weights = (words + 3) / (float(words @ labels) or 300.0)
            truth = [t for n, y in zip(sight.seen, labels, strict=True) if y for t in tokens(sight.blocks[n].text)]
            place = f"{site['language']}-{site['country']}"  # sites of one country may share a system
            made = example("sites", article["url"], place, sight, labels, np.minimum(weights, 0.5), truth, {})
            made.ends = (article.get("head") or "", tails)
            yield made


def plain(url: str) -> str:
    return unquote(url.partition("://")[2]).rstrip("/")


def example(
    name: str, id: str, domain: str, sight: Sight, labels: np.ndarray, weights: np.ndarray, truth: list[str], row: Any
) -> Example:
    lede = tokens(row.get("body_start") or "")
    weights = np.minimum(weights, 1.5) * (2.0 if name == "chinese_cwce" else 1.0)
    first = next((i for i, y in enumerate(labels) if y > 0.6 and sight.words[sight.seen[i]] >= 8), None)
    for i in range(len(labels)):
        told = sight.rows[i][DESCRIPTION]
        if told and labels[i] < 0.3 and first is not None and i < first and name != "fundus":
            weights[i] = 0.0  # sets disagree on the standfirst: no answer
        if name == "fundus" and i == first:
            weights[i] *= 4
    times = Counter(sight.keys[n] for n in sight.seen)
    for i, n in enumerate(sight.seen):
        if len(sight.keys[n]) > 24 and times[sight.keys[n]] > 1 and labels[i] > 0.5:
            weights[i] /= times[sight.keys[n]]
    made = Example(name, id, domain, sight, labels, weights, Counter(truth), lede)
    made.told = told_by(sight.blocks.page)
    made.tokens = [tokens(block.text) for block in sight.blocks]
    made.around = [around(sight, n) for n in sight.seen]
    made.begins = [(begin_words(sight.blocks[n].text),) for n in sight.seen]
    return made


def around(sight: Sight, number: int) -> tuple[list[str], list[str], list[str]]:
    """The words of names: of the element, of the two above it, of those above them."""
    steps = list(sight.blocks[number].element.up())
    said = [list(dict.fromkeys(names_words(e.tag, e.names))) for e in steps]
    return said[0], [w for one in said[1:3] for w in one], [w for one in said[3:] for w in one]


# ------------------------------------------------------------------------------------------------------------ learning


class Said:
    """The words of names round each element with text, or that texts begin with, as one sparse matrix of all pages: a
    column for each word and place."""

    def __init__(self, pages: list[Example], places: int = 3, common: int = COMMON) -> None:
        self.places, self.common = places, common
        self.words: dict[str, int] = {}
        self.rows: dict[int, np.ndarray] = {}
        self.domains: list[set[str]] = []
        columns, ends = [], [0]
        for one in pages:
            known: dict[int, int] = {}
            rows = []
            for number, row in zip(one.sight.seen, one.around if places == 3 else one.begins, strict=True):
                place_of = one.sight.blocks[number].element.number if places == 3 else number
                rows.append(known.setdefault(place_of, len(ends) - 1))
                if rows[-1] < len(ends) - 1:
                    continue
                for place, words in enumerate(row):
                    for word in words:
                        index = self.words.setdefault(word, len(self.words))
                        if index == len(self.domains):
                            self.domains.append(set())
                        self.domains[index].add(one.domain)
                        columns.append(places * index + place)
                ends.append(len(columns))
            self.rows[id(one)] = np.array(rows, dtype=int)
        shape = (len(ends) - 1, places * len(self.words))
        self.matrix = scipy.sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)

    def learn(self, train: list[Example], l2: float = 0.3, least: float = 0.15) -> dict[str, list[float]]:
        """Word -> a weight for each place: a logistic regression on words alone; only those of several domains."""
        known = {one.domain for one in train}
        kept = np.array([len(found & known) >= self.common for found in self.domains])
        rows = np.concatenate([self.rows[id(one)] for one in train])
        weights = np.concatenate([one.weights for one in train])
        right = np.bincount(rows, weights * np.concatenate([one.labels for one in train]), self.matrix.shape[0])
        scale = np.bincount(rows, weights, self.matrix.shape[0])
        used = np.flatnonzero(scale)
        x = self.matrix[used][:, np.repeat(kept, self.places)]
        scale = scale[used]
        target = right[used] / scale

        def loss(v: np.ndarray) -> tuple[float, np.ndarray]:
            w, b = v[:-1], v[-1]
            z = x @ w + b
            error = scale * (1 / (1 + np.exp(-z)) - target)
            value = float(scale @ (np.logaddexp(0, z) - target * z) + 0.5 * l2 * w @ w)
            return value, np.append(x.T @ error + l2 * w, error.sum())

        found = scipy.optimize.minimize(
            loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 40}
        )
        w = found.x[:-1].reshape(-1, self.places)
        words = [word for word, keep in zip(self.words, kept, strict=True) if keep]
        return {word: [round(float(v), 2) for v in w[i]] for i, word in enumerate(words) if np.abs(w[i]).max() >= least}


@dataclass
class Words:
    """The weights of names, and of the words that texts begin with."""

    said: Said
    begun: Said

    def learn(self, train: list[Example]) -> tuple[dict[str, list[float]], dict[str, float]]:
        begins = self.begun.learn(train, 1.0, 0.3)
        return self.said.learn(train), {word: value for word, (value,) in begins.items()}


def named(one: Example, weights: tuple[dict[str, list[float]], dict[str, float]]) -> np.ndarray:
    """The rows of a page with the sums of these weights."""
    names = Names({word: (a, b, c) for word, (a, b, c) in weights[0].items()}, weights[1])
    return np.array(renamed(one.sight, names))


def learn_forest(x: np.ndarray, y: np.ndarray, w: np.ndarray, seed: int, stage: int) -> lightgbm.Booster:
    return lightgbm.train(
        {
            "objective": "cross_entropy",
            "max_depth": DEPTH,
            "num_leaves": 2**DEPTH,
            "learning_rate": RATES[stage],
            "min_data_in_leaf": 60,
            "lambda_l2": 3.0,
            "min_sum_hessian_in_leaf": 0.2,
            "feature_fraction": 0.5,
            "bagging_fraction": 0.7,
            "bagging_freq": 1,
            "seed": seed,
            "num_threads": 1,
            "max_bin": 127,
            "verbose": -1,
        },
        lightgbm.Dataset(x, np.clip(y, 0, 1), weight=w),
        num_boost_round=TREES[stage],
    )


@dataclass
class Model:
    names: tuple[dict[str, list[float]], dict[str, float]]
    first: lightgbm.Booster
    second: lightgbm.Booster

    def read(self, one: Example) -> np.ndarray:
        if not one.sight.seen:
            return np.zeros(0)
        x = named(one, self.names)
        p = self.first.predict(x)
        rows = worth_a_look(p)
        if rows:
            p[rows] = self.second.predict(again(one, x, p, rows))
        return p


def again(one: Example, x: np.ndarray, p: np.ndarray, rows: Sequence[int]) -> np.ndarray:
    return np.array(look_again(replace(one.sight, rows=[*map(tuple, x.tolist())]), p.tolist(), rows))


def fold_of(domain: str, folds: int, salt: str = "") -> int:
    return int(hashlib.md5((salt + domain).encode()).hexdigest(), 16) % folds


def learn(train: list[Example], words: Words, inner: int = 4, seed: int = 1) -> Model:
    """Names, first and second forest; each of the later ones on what models blind to the domain said."""
    train = [one for one in train if one.sight.seen]
    part = [fold_of(one.domain, inner, "inner") for one in train]
    names = words.learn(train)
    rows: list[np.ndarray] = [np.zeros(0)] * len(train)
    for fold in range(inner):
        blind = words.learn([one for one, f in zip(train, part, strict=True) if f != fold])
        for i, one in enumerate(train):
            if part[i] == fold:
                rows[i] = named(one, blind)
    first = forest_of([(rows[i], one.labels, one.weights) for i, one in enumerate(train)], seed, 0)
    second = []
    for fold in range(inner):
        others = [(rows[i], one.labels, one.weights) for i, one in enumerate(train) if part[i] != fold]
        blind_first = forest_of(others, seed, 0)
        for i, one in enumerate(train):
            if part[i] == fold:
                p = blind_first.predict(rows[i])
                if seen := worth_a_look(p):
                    second.append((again(one, rows[i], p, seen), one.labels[seen], one.weights[seen]))
    return Model(names, first, forest_of(second, seed, 1))


def forest_of(pages: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]], seed: int, stage: int) -> lightgbm.Booster:
    x, y, w = (np.concatenate(part) for part in zip(*pages, strict=True))
    return learn_forest(x, y, w, seed, stage)


# -------------------------------------------------------------------------------------------------------------- scores


def f1(truth: Counter[str], found: Counter[str]) -> tuple[float, float, float]:
    both, a, b = sum((truth & found).values()), sum(truth.values()), sum(found.values())
    if not a or not b:
        return (float(a == b),) * 3
    return both / b, both / a, 2 * both / (a + b)


def score(one: Example, taken: Iterable[int]) -> dict[str, float]:
    chosen = sorted(taken)
    words = [t for n in chosen for t in one.tokens[n]]
    p, r, f = f1(one.truth, Counter(words))
    found = {"p": p, "r": r, "f1": f, "under": float(f < 0.5)}
    if one.lede:
        grams = Counter(tuple(one.lede[i : i + 4]) for i in range(max(1, len(one.lede) - 3)))
        have = Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
        found["lede"] = float(sum((grams & have).values()) >= 0.8 * sum(grams.values()))
    if one.ends:
        head, tails = one.ends
        body = squeezed("".join(one.sight.blocks[n].text for n in chosen))
        if not head:
            return {"nobody": float(len(body) < 160)}
        start = body.find(squeezed(head))
        end = max((body.find(squeezed(t)) + len(squeezed(t)) for t in tails if squeezed(t) in body), default=-1)
        found |= {"head": float(start >= 0), "tail": float(end >= 0)}
        found["clean"] = float(0 <= start <= 160 and end >= 0 and len(body) - end <= 160)
    return found


def whole(one: Example, p: Sequence[float]) -> Iterable[int]:
    """What the reader takes of a page whose blocks were thought to be this."""
    taken, expected = best_set(one.sight, list(p))
    reading = Reading(
        one.sight.blocks, frozenset(taken), expected, one.sight, dict(zip(one.sight.seen, p, strict=True))
    )
    return choose_blocks(one.sight.blocks, **one.told, reading=reading).taken


def by_shape(one: Example, p: Sequence[float]) -> Iterable[int]:
    """The same, but where the page's element for the text is known by its name no model is asked."""
    choice = choose_by_family(one.sight.blocks, **one.told)
    return whole(one, p) if isinstance(choice, str) else choice.taken


def tables(rule: str, pages: Sequence[Example], kept: dict[tuple[str, str], list[float]]) -> None:
    """Of a rule: the model alone, then the whole, then what a page without a template of its source comes to."""
    known = [one for one in pages if (one.set, one.id) in kept]
    rules = {"": lambda one, p: best_set(one.sight, p)[0], ", the whole rule": whole, ", after the shapes": by_shape}
    for words, chosen in rules.items():
        scores: dict[str, list[dict[str, float]]] = {name: [] for name in SETS}
        for one in known:
            scores[one.set].append(score(one, chosen(one, kept[one.set, one.id])))
        print(f"by {rule}{words}")
        table(scores)


def table(scores: dict[str, list[dict[str, float]]]) -> None:
    for name, rows in scores.items():
        keys = dict.fromkeys(key for row in rows for key in row)
        means = {key: [row[key] for row in rows if key in row] for key in keys}
        print(f"{name:18}", len(rows), " ".join(f"{k}={sum(v) / len(v):.4f}" for k, v in means.items()), flush=True)


def tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return float(f"{node['leaf_value']:.4g}")
    return [
        node["split_feature"],
        float(f"{node['threshold']:.7g}"),
        tree(node["left_child"]),
        tree(node["right_child"]),
    ]


def model_json(model: Model) -> dict[str, Any]:
    return {
        "columns": [model.first.num_feature(), model.second.num_feature()],
        "names": model.names[0],
        "begins": model.names[1],
        **{
            name: [tree(one["tree_structure"]) for one in forest.dump_model()["tree_info"]]
            for name, forest in (("first", model.first), ("second", model.second))
        },
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--no-folds", action="store_true", help="do not score by domains")
    parser.add_argument("--leave-out", action="store_true", help="also score each set with none of it in training")
    parser.add_argument("--keep", type=Path, help="write what each page's blocks were thought to be here (pickle)")
    parser.add_argument("--kept", type=Path, help="score what --keep wrote")
    arguments = parser.parse_args()
    pages = list(examples(arguments.corpus))
    print(len(pages), "pages,", sum(len(one.sight.seen) for one in pages), "blocks", flush=True)
    if arguments.kept:
        for rule, said in pickle.loads(arguments.kept.read_bytes()).items():
            tables(rule, pages, said)
        return 0
    words = Words(Said(pages), Said(pages, 1, COMMON_TEXT))
    kept: dict[str, dict[tuple[str, str], list[float]]] = {}
    for rule in [*([] if arguments.no_folds else ["folds"]), *(["left out"] if arguments.leave_out else [])]:
        parts = range(arguments.folds) if rule == "folds" else SETS
        kept[rule] = {}
        for part in parts:
            if rule == "folds":
                test = [one for one in pages if fold_of(one.domain, arguments.folds) == part]
            else:
                test = [one for one in pages if one.set == part]
            held = {one.domain for one in test}
            model = learn([one for one in pages if one.domain not in held], words)
            for one in test:
                if one.set in TAUGHT:
                    continue
                kept[rule][one.set, one.id] = model.read(one).tolist()
            print(rule, part, flush=True)
        tables(rule, pages, kept[rule])
        if arguments.keep:
            arguments.keep.write_bytes(pickle.dumps(kept))
    if arguments.out:
        model = learn(pages, words)
        arguments.out.write_text(json.dumps(model_json(model), separators=(",", ":")) + "\n", "utf-8")
        print(arguments.out.stat().st_size, "bytes")
        agree(model, pages)
    return 0


def agree(model: Model, pages: list[Example]) -> None:
    """The reader's p and the training's are the same."""
    data = model_json(model)
    worst = 0.0
    for one in pages[:60]:
        x = named(one, model.names)
        p = compiled(data["first"], x.shape[1])(x.tolist())
        worst = max(worst, float(np.abs(np.array(p) - model.first.predict(x)).max()))
    print(
        "largest difference of the first p:",
        round(worst, 4),
        len(model.names[0]),
        "names",
        len(model.names[1]),
        "words",
    )


if __name__ == "__main__":
    sys.exit(main())
