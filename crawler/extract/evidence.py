"""Claims of a time, and the choice among them: what agrees adds up, what disagrees is kept as disputed."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from crawler.article import Published
from crawler.extract.machine import machine_time
from crawler.extract.page import Context


@dataclass(frozen=True, slots=True)
class Candidate:
    """One claim. `place` is the kind of place (those of one kind speak with one voice), `utc` that it said Z."""

    published: Published
    place: str
    weight: float
    utc: bool = False

    @property
    def instant(self) -> datetime | None:
        return self.published.instant

    @property
    def zoned(self) -> bool:
        """An instant whose offset was written."""
        return self.instant is not None and not any(word.startswith("zone:") for word in self.published.assumed)


def machine_candidate(text: str, rule: str, weight: float, context: Context) -> Candidate | None:
    """A machine's time as a candidate; where it has no offset it is taken as the source's."""
    found = machine_time(text)
    if found is None:
        return None
    value = found.value
    assumed: tuple[str, ...] = ()
    if isinstance(value, datetime) and value.tzinfo is None:
        value = value.replace(tzinfo=context.zone)
        assumed = ("zone:source",)
    return Candidate(Published(value, text, rule, assumed), rule, weight, found.utc)


def with_order(machines: list[Candidate], shown: list[Candidate]) -> list[Candidate]:
    """All of them; day and month of a visible date change places where their order was assumed and others deny it."""
    sure = (candidate for candidate in (*machines, *shown) if not _order_assumed(candidate))
    days = {_written(candidate) for candidate in sure}
    found = list(machines)
    for candidate in shown:
        value = candidate.published.value
        if _order_assumed(candidate) and value.day <= 12:
            turned = value.replace(month=value.day, day=value.month)
            told = turned.date() if isinstance(turned, datetime) else turned
            if told in days and _written(candidate) not in days:
                assumed = (*(word for word in candidate.published.assumed if word[:6] != "order:"), "order:page")
                candidate = replace(candidate, published=replace(candidate.published, value=turned, assumed=assumed))
        found.append(candidate)
    return found


def _order_assumed(candidate: Candidate) -> bool:
    return any(word.startswith("order:") for word in candidate.published.assumed)


def _written(candidate: Candidate) -> date:
    value = candidate.published.value
    return value.date() if isinstance(value, datetime) else value


def choose(candidates: list[Candidate], context: Context) -> Candidate | None:
    """The candidate that others support most, told as precisely as its supporters can; others are kept as disputed."""
    if not candidates:
        return None
    candidates = _rezoned(candidates, context)
    scores = [_support(candidate, candidates, context) for candidate in candidates]
    best = candidates[max(range(len(candidates)), key=lambda number: (scores[number], -number))]
    agreeing = [candidate for candidate in candidates if _agree(best, candidate, context) > 0]
    chosen = _refine(best, agreeing, context)
    if chosen.utc and chosen.instant is not None:
        local = chosen.instant.astimezone(context.zone)
        chosen = replace(chosen, published=replace(chosen.published, value=local))
    disputed = tuple(
        dict.fromkeys(
            f"{other.published.rule} {other.published.isoformat()}"
            for other in candidates
            if _disputes(other, chosen, context) and other.weight >= 0.4
        )
    )[:5]
    return replace(chosen, weight=max(scores), published=replace(chosen.published, disputed=disputed))


def _rezoned(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """The candidates, those whose offset another shows to be wrong corrected: local time that says Z, and UTC that says
    the local offset."""
    instants = [candidate for candidate in candidates if candidate.zoned and candidate.instant is not None]
    found: list[Candidate] = []
    for candidate in candidates:
        instant = candidate.instant
        if instant is not None and candidate.zoned:
            meant = instant.replace(tzinfo=context.zone if candidate.utc else UTC)
            if meant != instant and any(
                other.instant == meant and other.place != candidate.place and (candidate.utc or not other.utc)
                for other in instants
            ):
                assumed = (*candidate.published.assumed, "utc:shown-as-local" if candidate.utc else "zone:shown-as-utc")
                value = meant if candidate.utc else meant.astimezone(instant.tzinfo)
                candidate = replace(
                    candidate, utc=False, published=replace(candidate.published, value=value, assumed=assumed)
                )
        found.append(candidate)
    return found


def _support(candidate: Candidate, candidates: list[Candidate], context: Context) -> float:
    """Its own weight and, for each other kind of place, that of the strongest claim that agrees."""
    by_place: dict[str, float] = {}
    for other in candidates:
        if other.place != candidate.place:
            gain = other.weight * _agree(candidate, other, context)
            by_place[other.place] = max(by_place.get(other.place, 0.0), gain)
    return candidate.weight + sum(by_place.values())


def _agree(one: Candidate, other: Candidate, context: Context) -> float:
    """1 on the same day in the source's zone, a half where another zone would make it so, 0 otherwise."""
    if _day(one, context) == _day(other, context):
        return 1.0
    for instant, day in ((one, other), (other, one)):
        if instant.zoned and instant.instant is not None and not day.zoned:
            told = _day(day, context)
            # Some place on earth reads that day on its calendar at this instant.
            written = instant.instant.date()
            if told == written:
                return 0.9
            if abs((told - written).days) == 1 and instant.utc:
                return 0.5
        if instant.utc and instant.instant is None and _day(instant, context) - _day(day, context) == timedelta(days=1):
            return 0.5  # midnight UTC is the evening before in the west
    if (
        one.zoned
        and other.zoned
        and one.instant
        and other.instant
        and abs(one.instant - other.instant) < timedelta(hours=2)
    ):
        return 1.0
    return 0.0


def _day(candidate: Candidate, context: Context) -> date:
    """The day on the source's calendar."""
    value = candidate.published.value
    return value.astimezone(context.zone).date() if isinstance(value, datetime) else value


def _refine(best: Candidate, agreeing: list[Candidate], context: Context) -> Candidate:
    """The most precise of those that agree, and of these the clock that most places show.

    An instant that says Z but shows the page's own clock is local time.
    """
    instants = [candidate for candidate in agreeing if candidate.instant is not None]
    if not instants:
        return best
    chosen = max(instants, key=lambda candidate: (candidate.zoned, _clock_support(candidate, instants)))
    chosen = _to_the_second(chosen, instants)
    if chosen.zoned and chosen.utc:
        return _twin(chosen, agreeing, context)
    return chosen


def _to_the_second(chosen: Candidate, instants: list[Candidate]) -> Candidate:
    """The same minute as another tells it that knows the second as well."""
    told = chosen.instant
    if told is None or told.second or not chosen.zoned:
        return chosen
    return next(
        (
            other
            for other in instants
            if other.zoned
            and other.instant
            and other.instant.second
            and other.instant.replace(second=0, microsecond=0) == told
        ),
        chosen,
    )


def _clock_support(candidate: Candidate, instants: list[Candidate]) -> float:
    """Its weight, and for each other kind of place that of the strongest claim within two minutes."""
    by_place = {candidate.place: candidate.weight}
    for other in instants:
        near = abs(other.published.value - candidate.published.value)  # type: ignore[operator]
        if other.place != candidate.place and near < timedelta(minutes=2):
            by_place[other.place] = max(by_place.get(other.place, 0.0), other.weight)
    return sum(by_place.values())


def _twin(machine: Candidate, agreeing: list[Candidate], context: Context) -> Candidate:
    """What to make of a machine's UTC: local time where the page shows the same clock, a day where it is midnight."""
    instant = machine.instant
    assert instant is not None
    for other in agreeing:
        # The same clock with an offset: whoever wrote Z meant that offset.
        if (
            other.zoned
            and not other.utc
            and other.instant
            and other.instant.replace(tzinfo=None) == instant.replace(tzinfo=None)
        ):
            return other
    local = instant.astimezone(context.zone)
    if local.utcoffset() == timedelta(0):
        return machine
    if local.date() != instant.date() and any(
        other.place == "url" and other.published.value == local.date() for other in agreeing
    ):
        return machine  # the address has the local day of a true UTC, whatever clock the page shows
    shown = [
        other for other in agreeing if other.instant is not None and not other.zoned and other.place != machine.place
    ]
    for other in shown:
        assert other.instant is not None
        clock = other.instant.replace(tzinfo=None, second=0)
        if clock == instant.replace(tzinfo=None, second=0):
            value = instant.replace(tzinfo=context.zone)
            return replace(
                machine,
                published=replace(machine.published, value=value, assumed=("zone:source", "utc:shown-as-local")),
            )
    days = [other for other in agreeing if other.instant is None and other.place in ("shown", "list")]
    written = instant.date()
    if days and not shown and all(other.published.value == written != local.date() for other in days):
        value = instant.replace(tzinfo=context.zone)
        assumed = ("zone:source", "utc:shown-as-local")
        return replace(machine, published=replace(machine.published, value=value, assumed=assumed))
    if not shown and days and (local.hour, local.minute, local.second) == (0, 0, 0):
        return replace(machine, published=replace(machine.published, value=local.date()))
    return machine


def _disputes(other: Candidate, chosen: Candidate, context: Context) -> bool:
    if _agree(chosen, other, context) == 0:
        return True
    if other.instant is None or chosen.instant is None:
        return False
    return abs(other.instant - chosen.instant) >= timedelta(minutes=2)


def is_before(change: Published, publication: Published, context: Context) -> bool:
    """Whether a change is told to be before the publication; on the same day without a clock it is not."""
    if change.instant is not None and publication.instant is not None:
        return change.instant < publication.instant
    first = change.instant.astimezone(context.zone).date() if change.instant else change.value
    second = publication.instant.astimezone(context.zone).date() if publication.instant else publication.value
    return first < second


EARLIER = 1.75
"""The least weight of a dateline that makes a later publication which equals the last change a change."""


def without_changes(published: list[Candidate], modified: list[Candidate], context: Context) -> list[Candidate]:
    """The candidates, those that repeat the last change at half their weight where another names an earlier day.

    Systems that write the time of the last build, move or change as publication do so to the second.
    """
    changes = [candidate.instant for candidate in modified if candidate.instant is not None]

    def repeats(candidate: Candidate) -> bool:
        instant = candidate.instant
        return instant is not None and any(abs(instant - change) < timedelta(minutes=1) for change in changes)

    earlier = [
        _day(candidate, context)
        for candidate in published
        if candidate.weight >= EARLIER and not repeats(candidate) and "role:modified" not in candidate.published.assumed
    ]
    if not earlier:
        return published
    return [
        replace(candidate, weight=candidate.weight / 2)
        if repeats(candidate) and min(earlier) < _day(candidate, context)
        else candidate
        for candidate in published
    ]
