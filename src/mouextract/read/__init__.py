"""Reading: files, folders, globs and standard input to a stream of articles. Light to import."""

from mouextract.read.articles import read_articles, read_items
from mouextract.read.formats import Item
from mouextract.read.html import Page
from mouextract.read.inputs import Input, iter_inputs, total_bytes
from mouextract.read.options import ReadOptions

__all__ = [
    "Input",
    "Item",
    "Page",
    "ReadOptions",
    "iter_inputs",
    "read_articles",
    "read_items",
    "total_bytes",
]
