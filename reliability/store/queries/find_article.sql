-- Articles that $key may mean: rank 1 the id, 2 the URL, 3 the start of the id, 4 words of the title.
WITH current AS (
    SELECT
        article_id,
        arg_max(url, revision) AS url,
        arg_max(title, revision) AS title,
        arg_max(publisher, revision) AS publisher
    FROM article_rows
    GROUP BY article_id
),
ranked AS (
    SELECT
        *,
        CASE
            WHEN article_id = $key THEN 1
            WHEN url = $key THEN 2
            WHEN starts_with(article_id, $key) THEN 3
            WHEN contains(lower(title), lower($key)) THEN 4
        END AS rank
    FROM current
)
SELECT article_id, title, publisher
FROM ranked
WHERE rank = (SELECT min(rank) FROM ranked)
ORDER BY article_id
LIMIT $limit
