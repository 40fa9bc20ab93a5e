-- Addresses of the articles `members`.
SELECT
    article_id,
    arg_max(url, revision) AS url
FROM article_rows
SEMI JOIN members USING (article_id)
GROUP BY article_id
