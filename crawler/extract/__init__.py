"""Page -> article, pure: no network, no clock, no database."""
