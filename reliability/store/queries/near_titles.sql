-- Articles whose title is most like $key.
SELECT article_id, arg_max(title, revision) AS title, arg_max(publisher, revision) AS publisher
FROM article_rows
WHERE title IS NOT NULL
GROUP BY article_id
ORDER BY jaro_winkler_similarity(lower(left(arg_max(title, revision), 200)), lower(left($key, 200))) DESC, article_id
LIMIT $limit
