-- Scored articles of a publisher (its domain or its name), first seen then or later; a null parameter leaves its limit out.
SELECT article_rows.article_id
FROM article_rows
JOIN scores USING (article_id)
GROUP BY article_rows.article_id
HAVING ($since IS NULL OR min(article_rows.ingested_at) >= $since)
    AND (
        $source IS NULL
        OR lower($source) IN (
            lower(arg_max(article_rows.domain, article_rows.revision)),
            lower(arg_max(article_rows.publisher, article_rows.revision))
        )
    )
ORDER BY article_rows.article_id
