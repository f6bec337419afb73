"""A made-up town that this machine plays: a newspaper and a town hall whose pages move on from day to day."""
