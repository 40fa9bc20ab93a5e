-- The revisions of an article, the current one last.
SELECT revision, text_hash, ingested_at, bytes, domain, publisher
FROM article_rows
WHERE article_id = $article_id
ORDER BY revision
