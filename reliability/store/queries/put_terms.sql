-- Adds `found` (article, the place in `ids`, claim, term); by term, so that they pack well and most row groups are skipped.
INSERT INTO claim_terms
SELECT found.term, claim_articles.number, found.claim
FROM found
JOIN ids ON ids.n = found.article
JOIN claim_articles ON claim_articles.article_id = ids.id
ORDER BY ALL
