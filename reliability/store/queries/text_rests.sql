-- What follows the first piece of long texts in `wanted` (article_id, revision).
SELECT article_id, revision, string_agg(text, '' ORDER BY piece) AS rest
FROM text_pieces
WHERE rowid IN (SELECT rowid FROM text_pieces SEMI JOIN wanted USING (article_id, revision))
GROUP BY article_id, revision
