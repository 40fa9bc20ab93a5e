-- Every decision with whether it was taken back, and the minutes since its reviewer took the article, where they had.
WITH undone AS (
    SELECT undoes
    FROM decisions
    WHERE undoes IS NOT NULL
),
events AS (
    SELECT article_id, event, reviewer, taken_at AS happened_at
    FROM assignments
    UNION ALL
    SELECT article_id, 'decided', reviewer, decided_at
    FROM decisions
    WHERE verdict <> 'undone'
),
-- An article is worked on from the last event that took it: more time, asked for meanwhile, is no new start.
starts AS (
    SELECT
        article_id,
        happened_at,
        last_value(CASE WHEN event <> 'extended' THEN {event: event, reviewer: reviewer, happened_at: happened_at} END IGNORE NULLS) OVER (
            PARTITION BY article_id
            ORDER BY happened_at
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS start
    FROM events
)
SELECT
    decisions.reviewer,
    decisions.verdict,
    decisions.decision_id IN (FROM undone) AS undone,
    CASE
        WHEN starts.start.event IN ('taken', 'taken_over') AND starts.start.reviewer = decisions.reviewer
            THEN date_diff('millisecond', starts.start.happened_at, decisions.decided_at) / 60000.0
    END AS minutes
FROM decisions
LEFT JOIN starts ON starts.article_id = decisions.article_id AND starts.happened_at = decisions.decided_at
WHERE decisions.verdict <> 'undone' AND ($all OR decisions.article_id IN (SELECT id FROM ids))
ORDER BY decisions.decided_at, decisions.decision_id
