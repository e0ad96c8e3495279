"""mouextract: agreements between Indonesian public bodies, out of news articles, with their proof."""
