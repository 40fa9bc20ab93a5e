-- What each reviewer holds of each article, be it in `ids` or, where $all, any: their latest decision that stands.
SELECT
    article_id,
    reviewer,
    arg_max(verdict, decided_at) AS verdict,
    arg_max(score, decided_at) AS score,
    arg_max(outdated, decided_at) AS outdated
FROM held_decisions
WHERE verdict <> 'reopened' AND ($all OR article_id IN (SELECT id FROM ids))
GROUP BY article_id, reviewer
ORDER BY article_id, reviewer
