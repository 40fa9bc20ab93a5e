-- What publishers said to an article, or to its publisher as a whole, the latest first.
SELECT *
FROM replies
WHERE article_id = $article_id
    OR source IN (SELECT unnest([domain, publisher]) FROM article_rows WHERE article_id = $article_id)
ORDER BY received_at DESC, reply_id
