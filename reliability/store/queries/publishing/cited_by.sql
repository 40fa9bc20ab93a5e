-- Which publishers have claims through or from an outlet, known under several names.
WITH citing AS (
    SELECT article_id
    FROM claims
    WHERE (source_type = 'media_outlet' AND origin IN (SELECT name FROM names))
        OR list_has_any([step.name FOR step IN coalesce(via, []) IF step.kind = 'outlet'], (SELECT list(name) FROM names))
),
current AS (
    SELECT article_id, arg_max({source: coalesce(domain, publisher), publisher: publisher}, revision) AS head
    FROM article_rows
    WHERE article_id IN (SELECT article_id FROM citing)
    GROUP BY article_id
)
SELECT
    current.head.source AS source,
    max(current.head.publisher) AS publisher,
    count(*) AS claims,
    count(DISTINCT current.article_id) AS articles,
    max(current.article_id) AS article_id
FROM citing
JOIN current USING (article_id)
WHERE current.head.source IS NOT NULL AND current.head.source <> $source
GROUP BY current.head.source
ORDER BY claims DESC, source
LIMIT $limit
