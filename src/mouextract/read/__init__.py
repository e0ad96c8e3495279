"""Reading: files, folders, globs and standard input to a stream of articles. Light to import."""

from mouextract.read.articles import read_articles
from mouextract.read.inputs import Input, iter_inputs, total_bytes
from mouextract.read.options import ReadOptions

__all__ = ["Input", "ReadOptions", "iter_inputs", "read_articles", "total_bytes"]
