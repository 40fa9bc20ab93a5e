-- In how many claims each term of `asked` is, the rarest first, and how many claims there are.
SELECT asked.term, count(claim_terms.term) AS claims, (SELECT count(*) FROM claims) AS total
FROM asked
LEFT JOIN claim_terms USING (term)
GROUP BY asked.term
ORDER BY claims, asked.term
