"""The cities that travel with the project: each loads, its topics say what they mean, its sources are each there once."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crawler.address import address_key
from crawler.city import City, load_city
from feeds.topics.document import Document
from feeds.topics.match import Topics
from feeds.topics.percolate import parse_topics

ROOT = Path(__file__).resolve().parent.parent
NAMES = sorted(file.parent.name for file in (ROOT / "cities").glob("*/city.toml"))
HAI_PHONG = load_city(str(ROOT / "cities" / "hai-phong"))
QUERIES = Topics(parse_topics(HAI_PHONG))


@pytest.fixture(params=NAMES)
def city(request: pytest.FixtureRequest) -> City:
    return load_city(str(ROOT / "cities" / request.param))


def places(city: City) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((city.path / "places.toml").read_text("utf-8"))["place"]
    return found


def test_both_cities_are_here() -> None:
    assert NAMES == ["demo", "hai-phong"]


def test_its_topics_are_understood_without_a_warning(city: City) -> None:
    assert len(city.topics) >= 7
    assert {name: query.warnings for name, query in parse_topics(city).items() if query.warnings} == {}
    assert all(topic.description for topic in city.topics)


def test_its_sources_are_each_there_once(city: City) -> None:
    for told in (
        [source.title for source in city.sources],
        [address_key(source.home) for source in city.sources],
        [address_key(address) for source in city.sources for address in source.lists],
    ):
        assert [one for one, count in Counter(told).items() if count > 1] == []


def test_its_places_have_names_of_their_own_and_sources_name_them(city: City) -> None:
    known = places(city)
    assert all(set(one) <= {"name", "kind", "aliases"} and one["name"] and one["kind"] for one in known)
    names = Counter(word for one in known for word in {one["name"], *one.get("aliases", [])})
    assert [name for name, count in names.items() if count > 1] == []
    assert {source.place for source in city.sources} - {""} <= {one["name"] for one in known}


def test_only_made_up_sites_are_called_looked_at() -> None:
    assert all(source.verified for source in load_city("demo").sources)
    assert not any(source.verified or source.allow_hosts for source in HAI_PHONG.sources)
    assert len(HAI_PHONG.sources) >= 15 and HAI_PHONG.town is None


def test_hai_phong_has_its_units_of_2025() -> None:
    kinds = Counter(one["kind"] for one in places(HAI_PHONG))
    assert (kinds["phường"], kinds["xã"], kinds["đặc khu"]) == (45, 67, 2)
    names = {one["name"] for one in places(HAI_PHONG)}
    assert {"xã Cẩm Giang", "xã Cẩm Giàng", "phường Lê Chân", "quận Lê Chân", "đặc khu Cát Hải"} <= names


CAUGHT = {
    "site-clearance": ["Thu hồi hơn 12 ha đất làm khu tái định cư", "Vận động 9 hộ bàn giao mặt bằng mở đường"],
    "railway": ["Hơn 600 hộ nhường mặt bằng cho đường sắt Lào Cai - Hà Nội - Hải Phòng"],
    "bridges-roads": ["Hợp long cầu Nguyễn Trãi", "Quốc lộ 37 lún nứt sau mưa"],
    "traffic-changes": ["Từ 22 giờ, cấm đường Lạch Tray để thi công", "Phân luồng xe qua cầu Rào"],
    "accidents": ["Xe đầu kéo đâm đuôi xe máy trên đường Nguyễn Văn Linh", "Ùn tắc kéo dài ở nút giao Đình Vũ"],
    "floods": ["Nhiều tuyến phố ngập sâu sau mưa", "Triều cường tràn qua đê Tràng Cát"],
    "storms": ["Bão số 3 đổ bộ, di dời dân ven biển", "Cấm biển từ 12 giờ trưa"],
    "power-cuts": ["Lịch cắt điện ngày mai ở Thủy Nguyên", "Mất điện diện rộng do sự cố lưới điện"],
    "water": ["Giá nước sạch tăng từ tháng tới", "Nguồn nước sông Rế ô nhiễm"],
    "waste-pollution": ["Khói từ bãi rác Tràng Cát", "Xử phạt cơ sở xả thải ra sông"],
    "ports": ["Bến container số 5 Lạch Huyện đón tàu mẹ", "Thông báo hàng hải về luồng Nam Triệu"],
    "industry": ["Nhà máy bán dẫn khởi công trong KCN Tràng Duệ", "FDI rót vào khu công nghiệp mới"],
    "airport": ["Sân bay Cát Bi mở rộng nhà ga", "Mở đường bay Hải Phòng - Phú Quốc"],
    "council": ["Kỳ họp HĐND thông qua 20 nghị quyết", "Giải ngân đầu tư công đạt thấp"],
    "units": ["Bố trí trụ sở sau sáp nhập phường", "Trung tâm phục vụ hành chính công quá tải"],
    "land-planning": ["Đấu giá đất ở Kiến Thụy", "Quy hoạch khu vực bắc sông Cấm"],
    "housing": ["Di dời dân khỏi chung cư cũ Vạn Mỹ", "Bốc thăm căn hộ nhà ở xã hội"],
    "schools": ["Chỉ tiêu tuyển sinh lớp 10", "Học sinh mầm non trở lại trường"],
    "health": ["Ca sốt xuất huyết tăng", "Bệnh viện Hữu nghị Việt Tiệp mổ cứu sản phụ"],
    "fires": ["Cháy kho phế liệu ở An Dương", "Dập lửa trong đêm tại xưởng mút xốp"],
    "crime": ["Khởi tố nhóm trộm cắp xe máy", "Cảnh báo lừa đảo trực tuyến"],
    "tourism-culture": ["Lễ hội chọi trâu Đồ Sơn", "Du khách kín phà Gót ra Cát Bà"],
    "farming-fishing": ["Vải thiều Thanh Hà vào vụ", "Ngư dân gác tàu cá tránh gió"],
}
FALSE_FRIENDS = {
    "site-clearance": ["Thu hồi giấy phép của ba quán ăn", "Bồi thường bảo hiểm cho chủ xe", "Cưỡng chế hóa đơn"],
    "railway": ["Đường sắt đô thị Cát Linh - Hà Đông chạy thêm chuyến", "Cao tốc Hà Nội - Hải Phòng sửa mặt đường"],
    "bridges-roads": [
        "Yêu cầu đẩy nhanh tiến độ cấp sổ",
        "Cầu thủ trẻ khởi công phòng tập",
        "Nhu cầu vay vốn thi công",
    ],
    "traffic-changes": ["Phân luồng học sinh sau lớp 9", "Luồng hàng hải được nạo vét"],
    "accidents": ["Tai nạn lao động ở xưởng tàu", "Bộ trưởng thăm nhà máy ô tô"],
    "floods": ["Trồng lại rừng ngập mặn", "Phố tràn ngập cờ hoa", "Chủ xưởng chìm ngập trong nợ"],
    "storms": ["Bão giá trước Tết", "Cơn sốt mua sắm ngày bão sale"],
    "power-cuts": ["Liên hoan phim điện ảnh", "Chủ tịch gửi điện mừng"],
    "water": ["Quản lý nhà nước về đất đai", "Người Việt ở nước ngoài về quê", "Nước ép trái cây"],
    "waste-pollution": ["Chặn tin nhắn rác", "Sim rác tái xuất"],
    "ports": ["Đội bóng đất Cảng thắng đậm", "Thành phố Cảng đón năm mới", "Cảng hàng không đông khách"],
    "industry": ["Khu dân cư mới ở Lê Chân", "Cháy nhà máy trong khu công nghiệp Đồ Sơn"],
    "airport": ["Khởi công sân bay Gia Bình", "Phí đỗ xe ở các sân bay"],
    "council": ["HĐQT ngân hàng họp", "Bầu Hiển gặp đội bóng"],
    "units": ["Hai ngân hàng bàn chuyện sáp nhập", "Doanh thu theo báo cáo tài chính hợp nhất"],
    "land-planning": ["Công tác quy hoạch cán bộ", "Quy hoạch điện 8"],
    "housing": ["Mở bán chung cư cũ được cải tạo", "Trộm đột nhập chung cư"],
    "schools": ["Đào tạo nghề cho lao động", "Học tập nghị quyết"],
    "health": ["Dịch vụ giao hàng", "Chiến dịch làm sạch biển", "Giao dịch nhà đất"],
    "fires": ["Cháy vé trận derby", "Iphone mới cháy hàng", "Tình yêu cháy bỏng"],
    "crime": ["Khởi công cầu mới", "Đối tượng được vay vốn"],
    "tourism-culture": ["Vịnh tránh bão cho tàu hàng", "Lễ khai giảng"],
    "farming-fishing": ["Mùa cưới", "Tàu hàng mắc cạn"],
}


def topics_of(title: str) -> set[str]:
    return set(QUERIES.match(Document(title=title, body="", source="bao-hai-phong", language="vi")))


def test_every_topic_of_hai_phong_has_titles_that_it_catches_and_false_friends() -> None:
    assert set(CAUGHT) == set(FALSE_FRIENDS) == {topic.id for topic in HAI_PHONG.topics}


@pytest.mark.parametrize(("topic", "title"), [(topic, title) for topic, titles in CAUGHT.items() for title in titles])
def test_a_topic_catches_what_it_is_for(topic: str, title: str) -> None:
    assert topic in topics_of(title)


@pytest.mark.parametrize(
    ("topic", "title"), [(topic, title) for topic, titles in FALSE_FRIENDS.items() for title in titles]
)
def test_a_topic_leaves_its_false_friends_alone(topic: str, title: str) -> None:
    assert topic not in topics_of(title)
