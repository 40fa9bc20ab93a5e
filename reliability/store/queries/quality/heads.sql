-- What tells the articles `members` apart for people.
SELECT
    article_id,
    arg_max(title, revision) AS title,
    arg_max(coalesce(publisher, domain), revision) AS publisher,
    arg_max(url, revision) AS url,
    arg_max(published_at, revision) AS published_at
FROM article_rows
SEMI JOIN members USING (article_id)
GROUP BY article_id
