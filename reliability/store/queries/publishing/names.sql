-- Under which names a publisher is known: its domain and what its articles call it.
SELECT DISTINCT unnest([domain, publisher]) AS name
FROM article_rows
WHERE domain = $source OR (domain IS NULL AND publisher = $source)
