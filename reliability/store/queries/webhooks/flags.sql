-- Critical flags of `ended` (run_id) that were not told yet, with the head of their article.
WITH raised AS (
    SELECT run_id, article_id, code, message
    FROM flags
    WHERE severity = 'critical'
        AND run_id IN (SELECT run_id FROM ended)
        AND article_id || '#' || code NOT IN (SELECT key FROM webhook_told WHERE kind = 'flag')
),
heads AS (
    SELECT article_id, arg_max({title: title, url: url, publisher: coalesce(publisher, domain)}, revision) AS head
    FROM article_rows
    WHERE article_id IN (SELECT article_id FROM raised)
    GROUP BY article_id
)
SELECT run_id, article_id, head.title AS title, head.url AS url, head.publisher AS publisher, code, message
FROM raised
LEFT JOIN heads USING (article_id)
ORDER BY run_id, article_id, code
