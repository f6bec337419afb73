"""Pages of systems whose themes are public: where those put the parts of an article, known before a source's own
template is learned."""

from crawler.extract.families.body import body_by_family
from crawler.extract.families.shapes import SHAPES, Shape, shape_of, template_of

__all__ = ["SHAPES", "Shape", "body_by_family", "shape_of", "template_of"]
