"""What a build of a feed costs: rendering entries with feedgen, once, against joining kept ones."""

import statistics
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.article import Published, StoredArticle
from feeds.build import entry, window
from feeds.feed import Feed
from feeds.files import write_if_changed
from feeds.formats import FORMATS

ENTRIES = 100
PARAGRAPH = "Đoạn đường từ cầu Gỗ đến chợ Chài đóng hai tuần để thay ống nước; xe tải đi vòng qua bến cũ. "


def an_article(number: int) -> StoredArticle:
    seen = datetime(2026, 3, 9, tzinfo=UTC) + timedelta(minutes=number)
    paragraphs = [PARAGRAPH * 4] * 11  # about 4.4 kB
    return StoredArticle(
        id=number,
        guid=f"urn:uuid:00000000-0000-5000-8000-{number:012}",
        source="bao",
        url=f"https://bao.example/tin/{number}",
        title=f"Tin số {number} về đoạn đường cầu Gỗ",
        html="".join(f'<p>{text}<a href="https://bao.example/{number}">xem</a></p>' for text in paragraphs),
        text="\n".join(paragraphs),
        language="vi",
        first_seen_at=seen,
        changed_at=seen,
        published=Published(seen - timedelta(hours=1), "", "time"),
    )


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """Median CPU time of one call."""
    times = []
    for _ in range(rounds):
        begun = process_time()
        work()
        times.append((process_time() - begun) * 1000)
    return statistics.median(times)


def repeated(work: Callable[[], object], times: int) -> Callable[[], None]:
    def run() -> None:
        for _ in range(times):
            work()

    return run


def main() -> None:
    articles = [an_article(number) for number in range(ENTRIES)]
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    now = datetime(2026, 3, 10, tzinfo=UTC)

    def build() -> Feed:
        found = window(articles, now=now, days=30, least=50)
        entries = tuple(entry(article, source_title="Báo", zone=zone) for article in found)
        own = {form.ending: f"https://loa.example/feeds/duong.{form.ending}" for form in FORMATS}
        return Feed("urn:x-loa:duong", "Đường", "", own, "https://loa.example/", "vi", entries)

    feed = build()
    print(f"CPU milliseconds for {ENTRIES} entries of {len(articles[0].html.encode())} bytes of HTML\n")
    print(f"{'build entries':24}{milliseconds(build, 15):9.3f}")
    with TemporaryDirectory() as folder:
        for form in FORMATS:
            fragments = [form.render_entry(item) for item in feed.entries]
            rendering = milliseconds(lambda form=form: [form.render_entry(item) for item in feed.entries], 5)
            join = repeated(lambda form=form, kept=fragments: form.document(feed, kept, max_bytes=3_000_000), 100)
            joining = milliseconds(join, 15) / 100
            document = form.document(feed, fragments, max_bytes=3_000_000)
            file = Path(folder) / f"feed.{form.ending}"
            write_if_changed(file, document)
            same = milliseconds(repeated(lambda file=file, body=document: write_if_changed(file, body), 20), 15) / 20
            print(f"{form.ending + ': render (once)':24}{rendering:9.3f}")
            print(f"{form.ending + ': join kept':24}{joining:9.3f}{len(document):12} bytes")
            print(f"{form.ending + ': same bytes, no write':24}{same:9.3f}")


if __name__ == "__main__":
    main()
