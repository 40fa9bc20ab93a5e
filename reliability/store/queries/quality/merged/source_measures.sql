-- How each publisher delivers, by `rhythm` and up to $latest, or the newest date line there is; a rhythm takes 10.
WITH totals AS (
    SELECT
        source,
        sum(articles)::BIGINT AS articles,
        sum(second_hand) / sum(claims) AS second_hand_share,
        sum(flagged) / sum(articles) AS flagged_share
    FROM parts
    GROUP BY source
),
clock AS (
    -- An archive is silent as a whole: each publisher is held against the newest article of any.
    SELECT coalesce($latest, max(newest)) AS latest FROM rhythm
),
told AS (
    SELECT rhythm.*, epoch(clock.latest - rhythm.newest) / 3600 AS silent_hours
    FROM rhythm, clock
)
SELECT
    totals.source,
    totals.articles,
    told.newest,
    told.silent_hours,
    told.usual_gap_hours,
    CASE WHEN told.dated >= 10 AND told.usual_gap_hours > 0
        THEN told.silent_hours / told.usual_gap_hours
    END AS silence,
    totals.second_hand_share,
    totals.flagged_share
FROM totals
LEFT JOIN told USING (source)
ORDER BY totals.source
