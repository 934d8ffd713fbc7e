"""The same records for a search server: clause by clause, for OpenSearch and for Meilisearch."""
