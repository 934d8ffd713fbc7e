"""Full-text search: a lunr index cut into small files, of which a reader's browser takes only a query's."""
