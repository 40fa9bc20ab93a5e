-- Articles of `wanted` (article_id, revision) without their text.
SELECT * EXCLUDE (text, bytes)
FROM article_rows
WHERE rowid IN (SELECT rowid FROM article_rows SEMI JOIN wanted USING (article_id, revision))
