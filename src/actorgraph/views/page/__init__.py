"""The page of a graph: the article with its marks, the map and the lists, in one HTML file."""
