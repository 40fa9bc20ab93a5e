-- Publisher and date of the current revision of each of `ids`.
SELECT
    article_id,
    arg_max(coalesce(publisher, domain), revision) AS publisher,
    arg_max(published_at, revision) AS published_at
FROM article_rows
WHERE article_id IN (SELECT id FROM ids)
GROUP BY article_id
