-- Gives the articles of `ids` the next free numbers.
INSERT INTO claim_articles
SELECT id, (n + 1 + (SELECT coalesce(max(number), 0) FROM claim_articles))::UINTEGER
FROM ids
