-- Takes the claims of `ids` (articles) out of the index of their words.
DELETE FROM claim_terms
WHERE article IN (SELECT number FROM claim_articles WHERE article_id IN (SELECT id FROM ids))
