-- Articles of `wanted` (article_id, revision). By row number, so that other articles' texts stay compressed.
SELECT * EXCLUDE (bytes)
FROM article_rows
WHERE rowid IN (SELECT rowid FROM article_rows SEMI JOIN wanted USING (article_id, revision))
