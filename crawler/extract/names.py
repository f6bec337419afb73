"""What the class and id names of elements say of their blocks. Names are words of English, sometimes of the country."""

import re
from collections import defaultdict
from functools import lru_cache

from crawler.extract.blocks import Element


def _pattern(words: str) -> re.Pattern[str]:
    """Finds any of these words, with no letter before or behind it: those with one first letter are tried together."""
    by_letter = defaultdict(list)
    for word in words.split():
        plain = word[0].isalpha() and word[1:2] != "?"
        by_letter[word[0] if plain else ""].append(word[1:] if plain else word)
    tried = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<![a-z])(?:{tried})(?![a-z])")


_WORDS = {
    "caption": (
        "caption captions figcaption wp-caption-text img-caption image-caption imagecaption photo-caption photocaption"
        " picture-caption media-caption caption-text bildunterschrift legende pie-foto piefoto didascalia bildtext"
        " photo-credit image-credit img-credit photocredit imgcredit copyright-image credit credits pcaption"
    ),
    "noise": (
        r"related\w* relate \w*related recommend\w* read-?more readmore more-news more-stories moreon see-?also lire-aussi"
        r" share shares sharing sharebar social\w* addtoany addthis sharedaddy newsletter\w* subscri\w+ signup sign-up"
        r" comment comments commentlist respond disqus fb-comments promo promos promoted sponsor\w* advert\w* ads? adbox"
        r" breadcrumbs? pagination pager prevnext post-?nav\w* navigation nav-?links? menu navbar sidebar side-bar widget_\w+"
        r" tags? tag-?list taglist post-?tags tagcloud byline\w* author-?box author-?bio about-?author authorbox"
        r" post-?meta entry-?meta article-?meta meta-?data metadata info-?bar toolbar print-?\w* cookie\w* consent gdpr"
        r" popular trending most-read mostread latest-?\w* outbrain taboola teaser-?list footer\w* copyright disclaimer"
        r" rating ratings vote views? luot-?xem tin-?lien-?quan lien-?quan tin-?khac same-?cat\w* other-?news tin-?cung\w*"
        r" paywall\w* piano overlay modal popup login register toc table-of-contents"
    ),
    "lede": (
        r"lede? lead leads lead-?text leadtext lead-?in standfirst sapo chapeau chapo intro intro-?text introtext"
        r" introduction summary subtitle sub-?title sub-?headline subheadline subhead subheading deck dek tagline"
        r" description desc excerpt abstract vorspann entradilla bajada copete sumario sommario occhiello ingress manchet"
        r" resume resumo kicker-text article-?lead post-?excerpt entry-?summary short-?desc\w* mo-?ta tom-?tat trich-?dan"
    ),
    "body": (
        r"article-?body articlebody article-?content article-?text post-?content post-?body entry-?content story-?body"
        r" story-?content storytext news-?content news-?detail content-?detail detail-?content content-?body"
        r" journal-content-article node-content field-name-body field--name-body body-?copy body-?text main-?content"
        r" the-?content rich-?text text-?content fck_detail noi-?dung chi-?tiet"
    ),
    "credit": r"author authors byline writer source nguon tac-?gia date time published created timestamp pubdate",
}
_PATTERNS = {said: _pattern(words) for said, words in _WORDS.items()}
_ANY = _pattern(" ".join(_WORDS.values()))
_FIGURES = bytes.maketrans(b"123456789", b"000000000")
_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def _says(names: str) -> frozenset[str]:
    """No pattern reaches over a space: what names say is what each of them says, and most are met again and again, if
    not with the same neighbours or the same figures."""
    found = _NOTHING
    for name in names.encode().translate(_FIGURES).decode().split():
        if own := _says_alone(name):
            found |= own
    return found


@lru_cache(maxsize=20_000)
def _says_alone(name: str) -> frozenset[str]:
    if not _ANY.search(name):
        return _NOTHING
    return frozenset(said for said, pattern in _PATTERNS.items() if pattern.search(name))


def says(element: Element) -> frozenset[str]:
    """Which of "caption", "noise", "lede", "body", "credit" its own names say."""
    return _says(element.names[:300]) if element.names else _NOTHING


def says_near(element: Element, word: str, levels: int = 3) -> bool:
    """Whether its names, or those of the nearest elements above it, say a word."""
    step: Element | None = element
    for _ in range(levels):
        if step is None:
            break
        if step.names and word in says(step):
            return True
        step = step.parent
    return False
