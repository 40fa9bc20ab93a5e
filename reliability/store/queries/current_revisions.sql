-- Current revisions of the articles in `ids`, in their order.
WITH revisions AS (
    SELECT article_id, max(revision) AS revision, arg_max(bytes, revision) AS bytes
    FROM article_rows
    WHERE article_id IN (SELECT id FROM ids)
    GROUP BY article_id
)
SELECT article_id, revision, bytes
FROM ids
JOIN revisions ON article_id = id
ORDER BY n
