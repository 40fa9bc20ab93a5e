-- The verdict that holds on each claim: the latest that nobody has taken back, since the article was last reopened, on
-- a claim that still says the same.
SELECT
    given.article_id,
    given.claim_id,
    given.verdict,
    given.reason,
    given.reviewer,
    given.decided_at
FROM claim_verdicts AS given
JOIN held_decisions USING (decision_id)
JOIN claims ON claims.claim_id = given.claim_id AND claims.content_text = given.content_text
LEFT JOIN (
    SELECT article_id, max(decided_at) AS decided_at
    FROM held_decisions
    WHERE verdict = 'reopened' AND article_id IN (SELECT id FROM ids)
    GROUP BY article_id
) AS reopened ON reopened.article_id = given.article_id
WHERE given.article_id IN (SELECT id FROM ids)
    AND (reopened.decided_at IS NULL OR given.decided_at > reopened.decided_at)
QUALIFY row_number() OVER (PARTITION BY given.claim_id ORDER BY given.decided_at DESC, given.decision_id DESC) = 1
ORDER BY given.article_id, given.decided_at, given.claim_id
