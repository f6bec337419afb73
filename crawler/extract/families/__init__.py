"""Pages of systems whose themes are public: where those put the parts of an article, known before a source's own
template is learned."""

from crawler.extract.families.body import body_by_family, choose_by_family
from crawler.extract.families.shapes import SHAPES, Shape, named_of, shape_of, template_of

__all__ = ["SHAPES", "Shape", "body_by_family", "choose_by_family", "named_of", "shape_of", "template_of"]
