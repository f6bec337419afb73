"""Turns archived articles into topic feeds, and shows them."""
