"""What it costs to match an article against many topics.

    python bench/topics.py [--topics 20 1000 10000] [--articles 300]

Topics are twenty templates, each filled with made-up names of streets, wards and people; articles are made of the
same town's sentences, four kilobytes each. Nothing is read from outside. Times are of the CPU, one thread.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from feeds.topics.match import Document, Topics
from feeds.topics.query import Query

TEMPLATES = [
    '2 OF ("thi công" NEAR/12 (đường | cầu | cống), "phân luồng", "cấm đường"^2, "rào chắn", title:"thông xe") "{}"',
    '("cấm đường" | "cấm xe" | "rào chắn" | "đào đường") NEAR/20 "{}"',
    '2 OF ("thu hồi đất"^2, "giải phóng mặt bằng"^1.5, "bồi thường" NEAR/10 (đất | "tái định cư"), "giá đất") "{}"',
    '2 OF ("đấu thầu"^1.5, "mời thầu"^2, "gói thầu", "nhà thầu", "mở thầu"^2) "{}"',
    '2 OF ("tuyển sinh" NEAR/12 ("lớp 1" | "lớp 6" | "lớp 10"), "trái tuyến", "đầu cấp"^2) -title:"đại học" "{}"',
    '2 OF ("áp thấp"^2, bão EXCEPT ("bão giá" | "gây bão"), "mưa lớn", ngập EXCEPT "ngập tràn", "sạt lở") "{}"',
    '("cúp điện" | "mất điện" | "ngừng cấp điện" | "cắt điện") "{}"',
    '("cúp nước" | "mất nước" | "ngừng cấp nước" | "vỡ ống") NEAR/30 "{}"',
    'title:"{}" (lễ hội | "văn nghệ" | "triển lãm" | "hội chợ")',
    '"{}" NEAR/15 ("bổ nhiệm" | "điều động" | "luân chuyển")',
    '"{}" -title:("bóng đá" | "giải trí" | "sao")',
    'bare:"{}" "quy hoạch"',
    '2 OF ("tiêm chủng"^2, "sốt xuất huyết"^2, "dịch bệnh", "trạm y tế", "phun thuốc") "{}"',
    '("xe buýt" | "bến xe" | "tuyến xe") NEAR/25 "{}"',
    '("hỏa hoạn" | "cháy nhà" | "chữa cháy") "{}"',
    '("rác thải" | "ô nhiễm" | "xả thải" | nông*) NEAR/40 "{}"',
    '2 OF ("tiếp công dân"^2, "khiếu nại", "tố cáo", "đối thoại", "kiến nghị") "{}"',
    '("chợ" NEAR/5 ("di dời" | "nâng cấp" | "xây mới")) "{}"',
    '"{}" date:>=2026-01-01 ("thông báo" | "công bố")',
    '"{}" EXCEPT ("trường {}" | "công ty {}")',
]
FIRST = (
    "Lê Trần Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý An Bình Cẩm Đông Hòa Kim Long Mỹ Nam Phú Quý Sơn Tân Thủy"
).split()
SECOND = (
    "Ân Bích Châu Diễm Giang Hạnh Khánh Lam Miên Ngạn Oanh Phước Quyên Sương Thạch Uyên Vân Xuyến Yến Trạch".split()
)
KIND = ["đường", "phường", "phố", "ngõ", "cầu", "khu phố", "ông", "bà", "chợ", "trường"]
WORDS = (
    "người dân sáng nay cho biết việc thi công mặt đường kéo dài nhiều tháng khiến xe cộ phải đi vòng qua phố bên cạnh "
    "chính quyền thông báo sẽ sớm hoàn thành trong quý tới và mong bà con thông cảm nhà thầu hứa tăng ca trời mưa lớn "
    "nước ngập đến đầu gối trẻ em không thể đến trường chợ vẫn họp đông cán bộ xã đi từng nhà ghi lại kiến nghị đất "
    "vườn được đo lại giá chưa công bố hôm qua đoàn kiểm tra làm việc với trạm y tế về dịch bệnh cuối năm điện nước ổn "
    "định lễ hội mùa xuân bắt đầu vào tuần sau với nhiều trò chơi cây xanh hai bên được cắt tỉa trước mùa bão gió mạnh"
).split()


def names(count: int, rng: random.Random) -> list[str]:
    every = [f"{kind} {first} {second}" for kind in KIND for first in FIRST for second in SECOND]
    rng.shuffle(every)
    return [every[i] if i < len(every) else f"{every[i % len(every)]} {i // len(every)}" for i in range(count)]


def queries(count: int, rng: random.Random) -> dict[str, str]:
    """So many topics: each template with its own share of the names."""
    places = names(-(-count // len(TEMPLATES)), rng)
    filled = [template.replace("{}", place) for place in places for template in TEMPLATES]
    return {f"topic-{number}": text for number, text in enumerate(filled[:count])}


def articles(count: int, rng: random.Random) -> list[Document]:
    """Four kilobytes each, with two to six names and runs of words that topics ask for."""
    places, asked = (
        names(5_000, rng),
        ["cấm đường", "phân luồng", "mất điện", "gói thầu", "áp thấp", "thu hồi đất", "chữa cháy"],
    )
    made = []
    for _ in range(count):
        words: list[str] = []
        while sum(map(len, words)) + len(words) < 3_000:
            start = rng.randrange(len(WORDS) - 20)
            words += WORDS[start : start + rng.randint(5, 20)]
            if rng.random() < 0.08:
                words += [rng.choice(asked), "ở", rng.choice(places)]
        made.append(
            Document(title=" ".join(["Tin", rng.choice(places), *words[:8]]), body=" ".join(words), source="bao")
        )
    return made


def measured(count: int, documents: int) -> tuple[float, float, float, float, int, float]:
    """Seconds to parse and to compile, microseconds an article (mean, 99th of a hundred), matches, kilobytes a body."""
    rng = random.Random(count)
    texts = queries(count, rng)
    # Fresh documents for each run: what is remembered within one must not be paid by another.
    warm, asked = articles(20, rng), articles(documents, rng)
    started = time.process_time()
    parsed = {name: Query.parse(text) for name, text in texts.items()}
    parsing = time.process_time() - started
    started = time.process_time()
    topics = Topics(parsed)
    compiling = time.process_time() - started
    for document in warm:
        topics.match(document)
    spent, found = [], 0
    for document in asked:
        started = time.perf_counter()
        found += len(topics.match(document))
        spent.append(time.perf_counter() - started)
    size = sum(len(document.body.encode()) for document in asked) / len(asked) / 1000
    return parsing, compiling, sum(spent) / len(spent) * 1e6, sorted(spent)[len(spent) * 99 // 100] * 1e6, found, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=int, nargs="+", default=[20, 1_000, 10_000], help="how many, one line each")
    parser.add_argument("--articles", type=int, default=300, help="how many are matched")
    args = parser.parse_args()
    print(f"{'topics':>8} {'parse s':>8} {'compile s':>10} {'us/article':>11} {'p99 us':>8} {'matches':>8} {'kB':>5}")
    for count in args.topics:
        parsing, compiling, mean, worst, found, size = measured(count, args.articles)
        print(f"{count:>8} {parsing:>8.2f} {compiling:>10.2f} {mean:>11.0f} {worst:>8.0f} {found:>8} {size:>5.1f}")


if __name__ == "__main__":
    main()
