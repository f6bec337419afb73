"""`python -m crawler.town`: plays the city's made-up town for people who want to look at it."""

import argparse
import threading

from crawler.city import load_city
from crawler.config import read_config
from crawler.errors import LoaError
from crawler.town.server import ensure_town


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m crawler.town", description="Play a made-up town until Ctrl-C.")
    parser.add_argument("--city", help="The city whose town is played. Default: LOA_CITY, else demo.")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="The day in the town. Default: today.")
    given = parser.parse_args()
    try:
        config = read_config(city=given.city, town_today=given.today)
        city = load_city(config.city, town_port=config.town_port)
        with ensure_town(city, config) as server:
            if city.town is None:
                print(f"{city.title} has no made-up town.")
                return 2
            print(f"{city.title}{'' if server else ' (played by another process)'}:")
            for address in dict.fromkeys(source.home for source in city.sources):
                print(f"  {address}")
            threading.Event().wait()
    except KeyboardInterrupt:
        print()
    except LoaError as error:
        print(f"{error}\n{error.hint}")
        return error.status
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
