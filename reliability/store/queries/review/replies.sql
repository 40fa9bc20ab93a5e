-- What publishers said to an article, or to its publisher as a whole, the latest first.
FROM replies
WHERE article_id = $article_id OR source IN (SELECT unnest($publishers::VARCHAR[]))
ORDER BY received_at DESC, reply_id
