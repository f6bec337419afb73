"""The words of the page, in Vietnamese and English, and which of the two a reader gets."""

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}

WORDS: Mapping[str, tuple[str, str]] = {
    "topics": ("Chủ đề", "Topics"),
    "latest": ("Tin mới nhất", "Latest"),
    "sources": ("Nguồn tin", "Sources"),
    "source": ("Nguồn", "Source"),
    "state": ("Tình trạng", "State"),
    "articles": ("bài", "articles"),
    "subscribe": ("Theo dõi", "Subscribe"),
    "all_feed": ("Mọi tin của thành phố", "Everything of the city"),
    "how": (
        "Sao chép địa chỉ RSS, Atom hoặc JSON Feed vào trình đọc tin của bạn. Tin mới sẽ tự đến.",
        "Copy an RSS, Atom or JSON Feed address into your feed reader. New entries then come by themselves.",
    ),
    "opml": ("Tất cả trong một tệp (OPML)", "All feeds in one file (OPML)"),
    "skip": ("Đến nội dung", "Skip to the content"),
    "home": ("Trang đầu", "Front page"),
    "other_language": ("Ngôn ngữ", "Language"),
    "nothing": ("Chưa có tin nào.", "No articles yet."),
    "nothing_topic": ("Chưa có tin nào hợp với chủ đề này.", "No article has matched this topic yet."),
    "first_crawl": (
        "Đang lấy tin lần đầu. Trang này sẽ đầy dần trong một phút.",
        "The first crawl is under way. This page fills within a minute.",
    ),
    "query": ("Từ khóa", "Query"),
    "why": ("Vì có", "Because of"),
    "withdrawn": ("Nguồn đã gỡ bài này", "Withdrawn by the source"),
    "corrected": ("Đã sửa", "Corrected"),
    "seen": ("thấy lúc", "first seen"),
    "unknown_time": ("trang không ghi giờ đăng", "the page shows no time"),
    "only_changed": ("trang chỉ ghi giờ sửa", "the page shows only when it was changed"),
    "other_day": ("trang cũng ghi ngày", "the page also gives"),
    "last_visit": ("Lần lấy tin gần nhất", "Last visit"),
    "visits": ("Các lần lấy tin", "Visits"),
    "lists": ("Trang danh sách", "List pages"),
    "list_taken": ("liên kết được coi là tin", "links taken as news"),
    "list_nothing": ("Không thấy liên kết nào là tin.", "No link on it was taken as news."),
    "list_unread": ("chưa đọc lần nào", "not read yet"),
    "list_left": ("Liên kết bị bỏ qua, kèm lý do", "Links left out, with the reasons"),
    "list_left_none": ("Không bỏ qua liên kết nào.", "No link was left out."),
    "list_reason": ("Lý do", "Reason"),
    "list_count": ("Số", "Links"),
    "list_examples": ("Những liên kết đó", "Which they are"),
    "list_more": ("và {} liên kết nữa", "and {} more"),
    "list_elsewhere": ("trang khác, không đọc", "of another site, not read"),
    "no_words": ("(không có chữ)", "(no words)"),
    "list_way": ("Tin được lấy từ", "Its news comes from"),
    "found": ("Kết quả", "Result"),
    "visit_site": ("Đến trang nguồn", "Go to the site"),
    "missing_title": ("Không có trang này", "There is no such page"),
    "missing": ("Địa chỉ sai, hoặc chủ đề đã đổi tên.", "The address is wrong, or the topic has another name now."),
    "ended": ("Loa không còn theo dõi mục này từ", "Loa has not followed this since"),
    "state_ok": ("bình thường", "in order"),
    "state_failed": ("có trục trặc", "in trouble"),
    "state_running": ("đang lấy tin", "being visited"),
    "state_interrupted": ("bị ngắt", "interrupted"),
    "state_never": ("chưa lấy lần nào", "not visited yet"),
    "new": ("mới", "new"),
    "updated": ("đã sửa", "corrected"),
    "unchanged": ("không có gì mới", "nothing new"),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "menu": ("nằm trong trình đơn hoặc hàng số trang", "in a menu or a row of page numbers"),
    "footer": ("nằm ở chân trang", "in the footer"),
    "side box": ("nằm trong ô bên cạnh, băng trượt hoặc quảng cáo", "in a side box, a slider or an advertisement"),
    "hidden": ("bị ẩn trên trang", "hidden on the page"),
    "repeated on other pages": ("trang nào của nguồn cũng có ở chỗ này", "every page of the site has it in this place"),
    "repeats an item": ("lặp lại một tin của danh sách", "repeats an item of the list"),
    "beside an item": ("đi kèm một tin: chuyên mục, thẻ hoặc nút", "goes with an item: its section, a tag or a button"),
    "pager": ("chỉ là số trang hoặc một chữ ngắn", "only a page number or a short word"),
    "other host": ("dẫn sang trang khác", "leads to another site"),
    "says nothing": ("không có chữ nào", "has no words"),
    "unlike the news of the page": ("không giống các tin của trang", "unlike the news of the page"),
    "no list of news": ("không thuộc danh sách tin nào", "in no list of news"),
    "this page": ("dẫn về chính trang này", "leads to this very page"),
    "home page": ("dẫn về trang chủ", "leads to a home page"),
    "archived copy": ("bản lưu ở nơi khác", "an archived copy"),
    "picture or file of no text": ("ảnh hoặc tệp không có chữ", "a picture, or a file without text"),
    "share button": ("nút chia sẻ", "a share button"),
    "service of the site": ("đăng nhập, tìm kiếm, in hoặc dịch vụ khác", "log-in, search, print or another service"),
    "no web address": ("mục không ghi địa chỉ", "an entry without an address"),
    "list or front page of the source": (
        "trang danh sách hoặc trang chủ của nguồn",
        "a list or front page of the source",
    ),
    "beyond the first 500": ("ngoài 500 mục đầu", "beyond the first 500"),
}
"""Why a list left a link out, as the archive has it, and in words for readers."""

_WEEKDAYS = (
    ("Thứ Hai", "Monday"),
    ("Thứ Ba", "Tuesday"),
    ("Thứ Tư", "Wednesday"),
    ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"),
    ("Thứ Bảy", "Saturday"),
    ("Chủ nhật", "Sunday"),
)
_MONTHS = "January February March April May June July August September October November December".split()


def choose_language(asked: str | None, accepted: str, own: str) -> str:
    """`asked` is the address's own word; else the reader's Accept-Language; else the city's language, or English."""
    if asked in LANGUAGES:
        return str(asked)
    weighed = []
    for position, part in enumerate(accepted.split(",")[:20]):
        found = re.fullmatch(r"\s*([a-zA-Z]{2,3})(?:-[\w-]*)?\s*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*", part)
        if found and found[1].lower() in LANGUAGES:
            weighed.append((-float(found[2] or 1), position, found[1].lower()))
    if weighed:
        return min(weighed)[2]
    return own if own in LANGUAGES else "en"


class Words:
    """`words["topics"]` in one language, and dates as its readers write them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._place = 0 if language == "vi" else 1

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._place]

    def reason(self, name: str) -> str:
        """Why a link was left out; as it is where there are no better words."""
        return REASONS[name][self._place] if name in REASONS else name

    def day(self, value: date) -> str:
        """`Thứ Ba, 24/11/2026` or `Tuesday, 24 November 2026`."""
        name = _WEEKDAYS[value.weekday()][self._place]
        if self.language == "vi":
            return f"{name}, {value:%d/%m/%Y}"
        return f"{name}, {value.day} {_MONTHS[value.month - 1]} {value.year}"

    def moment(self, value: datetime | date, zone: tzinfo) -> str:
        """A day, with the time of day where one is known, as the clock shows it in `zone`."""
        if not isinstance(value, datetime):
            return self.day(value)
        local = value.astimezone(zone)
        return f"{local:%H:%M}, {self.day(local.date())}"

    def short(self, value: datetime | date, zone: tzinfo) -> str:
        """The same in a few letters: `22:40 10/07/2017` or `10 Jul 2017, 22:40`."""
        local = value.astimezone(zone) if isinstance(value, datetime) else None
        shown = local.date() if local else value
        if self.language == "vi":
            return f"{local:%H:%M} {shown:%d/%m/%Y}" if local else f"{shown:%d/%m/%Y}"
        day = f"{shown.day} {_MONTHS[shown.month - 1][:3]} {shown.year}"
        return f"{day}, {local:%H:%M}" if local else day
