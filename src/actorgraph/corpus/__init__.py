"""Many articles: read as a stream, built by processes of their own, and kept in a store."""
