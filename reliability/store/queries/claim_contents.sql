-- What the claims of `ids` (articles) say.
SELECT article_id, claim_id, content_text
FROM claims
WHERE rowid IN (SELECT rowid FROM claims WHERE article_id IN (SELECT id FROM ids))
