"""Scrapy's view of Config. `scrapy settings --get NAME` shows what is in force; docs/settings.md says where it is set.

The settings are made when Scrapy reads this module, not when it is imported, so that a program which has its own
Config can ask for `settings_for`.
"""

import sys
from functools import cache
from typing import Any

from crawler.city import City, load_city
from crawler.config import Config, read_config
from crawler.errors import ConfigError
from crawler.guard.decode import ACCEPTED
from crawler.guard.robots import TOKEN

FIELDS = """
source url title kicker lede author section language published modified image attachments text html canonical
list_urls fetched_at
"""


def settings_for(config: Config, city: City | None) -> dict[str, Any]:
    """All of Scrapy's settings that differ from its defaults. Why each does: docs/security.md."""
    return {
        "LOA_CONFIG": config,
        "LOA_CITY": city,
        "LOA_ROBOTS_STORE": "crawler.extensions.hosts.ArchivedRobots",
        "LOA_PAUSE_STORE": "crawler.extensions.hosts.ArchivedPauses",
        "BOT_NAME": "loa",
        "SPIDER_MODULES": ["crawler.spiders"],
        "NEWSPIDER_MODULE": "crawler.spiders",
        "SPIDER_LOADER_CLASS": "crawler.spiderloader.SpiderLoader",
        "ADDONS": {},
        # Who asks
        "USER_AGENT": config.user_agent,
        "ROBOTSTXT_OBEY": True,  # by crawler.guard.robots
        "ROBOTSTXT_USER_AGENT": TOKEN,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": ACCEPTED.decode(),
            "Accept-Language": "*",  # the source's own language, where there is a source
        },
        # How often
        "DOWNLOADER": "crawler.guard.downloader.PacedDownloader",
        "CONCURRENT_REQUESTS": 0,  # all of them wait at the gates, so that none takes another one's place
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 2,  # Scrapy makes so many workers for each answer
        "DOWNLOAD_DELAY": config.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": False,  # it would pull a crawl-delay down again
        "RETRY_TIMES": 2,
        "REDIRECT_MAX_TIMES": 10,
        # How much
        "DOWNLOAD_TIMEOUT": config.timeout,
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1_000_000,  # answers that wait to be read, in bytes
        "DOWNLOAD_MAXSIZE": config.page_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DEPTH_LIMIT": 0,  # by crawler.guard.budget, which tells the spider
        # Where to
        "TWISTED_DNS_RESOLVER": "crawler.guard.resolver.ClosedResolver",
        "DOWNLOAD_HANDLERS_BASE": {
            "http": "crawler.guard.transport.GuardedHandler",
            "https": "crawler.guard.transport.GuardedHandler",
        },
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "HTTPPROXY_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "COMPRESSION_ENABLED": False,  # by crawler.guard.transport
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        # All there is, in place of Scrapy's own lists: what is named and switched off is imported all the same.
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": 50,
            "crawler.guard.door.DoorMiddleware": 60,
            **_rendering(city),
            "crawler.guard.robots.RobotsMiddleware": 100,
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
            "crawler.guard.door.RetriesMiddleware": 550,
            "crawler.guard.door.RedirectsMiddleware": 600,
            "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
        },
        "SPIDER_MIDDLEWARES_BASE": {
            "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
            "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": 50,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": 900,
        },
        # What comes out
        "ITEM_PIPELINES": {
            "crawler.pipelines.clean.CleanPipeline": 100,
            "crawler.pipelines.archive.ArchivePipeline": 300,
        },
        "EXTENSIONS_BASE": {
            "scrapy.extensions.corestats.CoreStats": 0,
            "scrapy.extensions.logcount.LogCount": 0,
            "scrapy.extensions.closespider.CloseSpider": 0,
            "scrapy.extensions.feedexport.FeedExporter": 0,
            "crawler.extensions.town.TownExtension": 10,
            "crawler.guard.logs.QuietLogs": 20,
            "crawler.extensions.loop.LoopWatch": 30,
        },
        "FEED_EXPORT_ENCODING": "utf-8",
        "FEED_EXPORT_FIELDS": FIELDS.split(),
        # The log
        "LOG_LEVEL": config.log_level,
        "LOG_FORMAT": "%(asctime)s %(levelname)s %(message)s",
        "LOG_FORMATTER": "crawler.guard.logs.GuardLogFormatter",
        "LOG_VERSIONS": [],
        "STATS_DUMP": config.log_level == "DEBUG",
    }


def _rendering(city: City | None) -> dict[str, int]:
    """Only where a source's pages are built by scripts: nobody else loads what that takes."""
    wanted = city is not None and any(source.render for source in city.sources)
    return {"crawler.guard.rendering.RenderMiddleware": 90} if wanted else {}


@cache
def _in_force() -> dict[str, Any]:
    """Read once. A mistake ends the command with one line and status 2, as every wrong configuration does."""
    try:
        config = read_config()
        city = load_city(config.city, town_port=config.town_port)
        config = read_config(city.settings)
    except ConfigError as error:
        print(f"loa: {error}\n     {error.hint}", file=sys.stderr)
        raise SystemExit(error.status) from None
    return settings_for(config, city)


def __dir__() -> list[str]:
    return [*globals(), *_in_force()]


def __getattr__(name: str) -> Any:
    if name.isupper() and name in _in_force():
        return _in_force()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
