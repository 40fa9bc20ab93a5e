-- The $most articles of `members` that need a look first: most critical flags, most warnings, lowest score.
WITH raised AS (
    SELECT
        article_id,
        count(*) FILTER (severity = 'critical') AS critical,
        count(*) FILTER (severity = 'warning') AS warning
    FROM flags
    SEMI JOIN members USING (article_id)
    GROUP BY article_id
)
SELECT article_id, coalesce(critical, 0) AS critical, coalesce(warning, 0) AS warning, score
FROM members
LEFT JOIN raised USING (article_id)
LEFT JOIN scores USING (article_id)
ORDER BY coalesce(critical, 0) DESC, coalesce(warning, 0) DESC, score NULLS LAST, article_id
LIMIT $most
