"""A made-up town that this machine plays: a newspaper, a town hall and a ward whose pages move on from day to day."""
