"""Why a page that answered with 200 is no article after all, in words; None for an article however short."""

import re

from selectolax.lexbor import LexborNode

from crawler.extract.body import Body
from crawler.extract.page import Page, words
from crawler.extract.prose import at_most, size

_SHORT = 120
"""Words under which a body may be a notice; a longer one is an article even where its title names an error."""
_FEW = 25

_NOT_FOUND = (
    r"page not found|404 not found|not found|error 404|404 error|page does(?:n.t| not) exist|no longer available"
    r"|can(?:no|')t (?:be found|find (?:that|this|the) page)|could not be found"
    r"|không tìm thấy|không tồn tại|đã bị (?:xóa|gỡ)|página no (?:encontrada|existe)|no (?:se )?encontrad[ao]|no existe"
    r"|página não (?:encontrada|existe)|não encontrad[ao]|page introuvable|page non trouvée|n.existe (?:pas|plus)"
    r"|nicht gefunden|existiert nicht|non trovat[ao]|non esiste|niet gevonden|bestaat niet|hittades inte"
    r"|hittade inte|ikke funnet|ikke fundet|ei löy(?:dy|tynyt)|nie znaleziono|nie została znaleziona|nie istnieje"
    r"|nebyla nalezena|neexistuje|nem található|nu a fost găsit|не найден[ао]?|не существует|не знайдено|не існує"
    r"|bulunamadı|tidak ditemukan|ไม่พบ|页面不存在|頁面不存在|找不到|未找到|見つかりません|찾을 수 없습니다"
    r"|غير موجودة|غير موجود|לא נמצא|nuk u gjet|nije pronađena|δεν βρέθηκε|не е намерена"
)
_ERROR = (
    r"internal server error|server error|service unavailable|bad gateway|gateway time-?out|forbidden|access denied"
    r"|unauthori[sz]ed|an error (?:has )?occurred|runtime error|database error|lỗi hệ thống|đã xảy ra lỗi"
    r"|đã có lỗi|error del servidor|acceso denegado|acesso negado|erreur (?:interne|serveur)|accès (?:refusé|interdit)"
    r"|zugriff verweigert|interner serverfehler|accesso negato|доступ запрещ[её]н|ошибка сервера|服务器错误|系统错误"
    r"|サーバーエラー|アクセスが拒否"
)
_MAINTENANCE = (
    r"(?:under|down for|scheduled|undergoing|for) (?:scheduled |planned |routine )?maintenance|maintenance mode"
    r"|(?:site|website|page) is (?:currently |temporarily )?(?:unavailable|offline|down)|temporarily unavailable"
    r"|be (?:right )?back (?:soon|shortly)|coming soon|under construction|bảo trì|đang nâng cấp|tạm ngừng hoạt động"
    r"|(?:en|modo) mantenimiento|em manutenção|en (?:cours de )?maintenance|wartungsarbeiten|wartungsmodus"
    r"|in manutenzione|onderhoud|технические работы|техническом обслуживании|网站维护|系统维护|維護中|メンテナンス中"
    r"|점검 중|sedang dalam pemeliharaan|bakım çalışması|przerwa techniczna"
)
_WALL = (
    r"just a moment|checking (?:if the site|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|are you a (?:human|robot)|i.?m not a robot|attention required|ddos protection|security check"
    r"|(?:please )?enable (?:javascript|cookies)|javascript is (?:required|disabled)|unusual traffic"
    r"|xác (?:minh|nhận) (?:rằng )?bạn (?:là|không phải)|bật javascript|habilit[ae] javascript|activ[ae]r? javascript"
    r"|activez javascript|javascript aktivieren|attiva(?:re)? javascript|включите javascript|请开启javascript|人机验证"
    r"|安全验证|before you continue|we (?:use|value) (?:cookies|your privacy)|subscribe to (?:continue|read)"
    r"|accept (?:all )?cookies to|đăng nhập để (?:tiếp tục|xem|đọc)"
)
_LOGIN = (
    r"log ?-?in|sign ?-?in|đăng nhập|iniciar sesión|inicia sesión|acceder|entrar|connexion|se connecter|identifiez-vous"
    r"|anmelden|anmeldung|einloggen|accedi|accesso|inloggen|logga in|logg inn|log ind|kirjaudu|zaloguj(?: się)?"
    r"|logowanie|přihlášení|přihlásit(?: se)?|bejelentkezés|autentificare|войти|вход|авторизация|увійти|giriş(?: yap)?"
    r"|masuk|เข้าสู่ระบบ|登录|登錄|登入|ログイン|로그인|تسجيل الدخول|התחברות|hyni|prijava|σύνδεση"
)


def _somewhere(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zA-ZÀ-ɏЀ-ӿ])(?:{words})", re.I)


_FOUND_NOT, _FAULT, _CLOSED, _WALLED = (_somewhere(w) for w in (_NOT_FOUND, _ERROR, _MAINTENANCE, _WALL))
_LOGIN_TITLE = re.compile(rf"^\W*(?:please |vui lòng )?(?:{_LOGIN})(?:\W|$)", re.I)
_UNREADABLE = re.compile("\ufffd{3}|\ufffd\\w\ufffd|\ufffd{2}\\w*\ufffd")
_STATUS_TITLE = re.compile(r"\W*(?:(?:error|lỗi|erreur|fehler|errore|ошибка|http)\W{0,3})?(?:4\d\d|50\d)\W*", re.I)


def refusal(page: Page, title: str, body: Body, *, headed: bool = False) -> str | None:
    """Why this is no article: a log-in form, an error, a wall, a notice, a list; None if it reads as one. `headed`: its
    title stands where the articles of its site have theirs, so that it is no list even where it has no text.

    What a page says of itself counts in its title and in a body as short as a notice; news *about* an error, a wall
    or maintenance has more words, or says so in a longer title.
    """
    if _UNREADABLE.search(title) or _unreadable(body.text):
        return "the page's characters cannot be read: its encoding is unknown"
    if not at_most(body.text, _SHORT):
        return None
    length = size(body.text)
    names = _names(page, title)
    if problem := _named(names):
        return problem
    if _login(page, body, names, length):
        return "the page is a log-in form"
    if length < _FEW and not body.attachments:
        said = body.text if body.text and not _unscripted(page, body.text) else _shown(page)
        if problem := _said(said):
            return problem
    if not (headed or length or body.attachments or body.image) and _teasers(page, title):
        return "the page lists other pages and has no text of its own"
    return None


def _unreadable(text: str) -> bool:
    """Whether characters were lost in runs, or all over: one lost apostrophe, one run in a long text are no reason."""
    if "\ufffd" not in text:
        return False
    runs = len(_UNREADABLE.findall(text))
    return runs > len(text) // 2000 or text.count("\ufffd") > max(3, len(text) // 100)


def _unscripted(page: Page, text: str) -> bool:
    """Whether a text is what the page tells only browsers without scripts."""
    return any(text in words(node) for node in page.tree.css("noscript"))


def _names(page: Page, title: str) -> list[str]:
    """What the page calls itself: its headline, and the first part of its `<title>`."""
    shown = words(page.first("title"))
    return [name for name in (title, re.split(r"\s[-|–—:·»]\s", shown)[0] if shown else "") if name]


def _named(names: list[str]) -> str | None:
    """The problem that a name states, when it states little else."""
    for name in names:
        if _STATUS_TITLE.fullmatch(name):
            return f"the page is an error page: {name!r}"
        for pattern, problem in (
            (_FOUND_NOT, "the page says that it was not found"),
            (_FAULT, "the page is an error page"),
            (_CLOSED, "the page is a maintenance notice"),
            (_WALLED, "the page is a wall for readers without a browser"),
        ):
            found = pattern.search(name)
            if found and size(name) - size(found.group()) <= 3:
                return f"{problem}: {name!r}"
    return None


def _said(text: str) -> str | None:
    """The problem that a text of a few words states."""
    if not text or size(text) > 4 * _FEW:
        return None
    for pattern, problem in (
        (_WALLED, "the page is a wall for readers without a browser"),
        (_CLOSED, "the page is a maintenance notice"),
        (_FOUND_NOT, "the page says that it was not found"),
        (_FAULT, "the page is an error page"),
    ):
        if found := pattern.search(text):
            return f"{problem}: {found.group()!r}"
    return None


def _login(page: Page, body: Body, names: list[str], length: float) -> bool:
    """A form with a password and next to nothing beside it, or one whose page is called after it."""
    if page.first("input[type=password]") is None:
        return False
    if any(_LOGIN_TITLE.search(name) for name in names):
        return True
    form = next((n for n in page.tree.css("form") if n.css_first("input[type=password]")), None)
    return length < _FEW and not body.attachments and form is not None and not _aside(form)


def _aside(form: LexborNode) -> bool:
    """Whether a form stands in a header, a menu or a side box, as each page of a portal has it."""
    node: LexborNode | None = form
    while node is not None and node.tag not in (None, "body"):
        attributes = node.attributes
        names = f"{node.tag} {attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        if re.search(r"header|footer|\bnav|menu|aside|side-?bar|modal|popup|dialog|widget|col|dropdown|top", names):
            return True
        node = node.parent
    return False


def _shown(page: Page) -> str:
    """All that the page shows, where that is little."""
    body = page.tree.body
    text = "" if body is None else " ".join(
        part for node in body.css("h1, h2, h3, p, div, span, td, center, noscript")
        if (part := (node.text(deep=False) or "").strip())
    )  # fmt: skip
    return " ".join(text.split())


_HEADLINES = "h1, h2, h3, " + ", ".join(
    f'[{place}*="{name}" i]' for place in ("class", "id") for name in ("title", "headline", "tieude", "tieu-de")
)


def _teasers(page: Page, title: str) -> bool:
    """Whether a page without text is made of headlines that are links, its own name not among its headings."""
    own = " ".join(title.casefold().split())
    if any(
        " ".join(words(node).casefold().split()) == own
        for node in page.tree.css(_HEADLINES)
        if not node.css_first("a") and node.tag != "a"
    ):
        return False
    links = [node for node in page.tree.css("a[href]") if size(words(node)) >= 6]
    return len(links) >= 8
