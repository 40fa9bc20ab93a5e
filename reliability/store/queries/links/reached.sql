-- `ids` and all articles that strong links of theirs lead to, over any number of steps.
WITH RECURSIVE strong AS MATERIALIZED (
    SELECT left_id, right_id FROM story_links WHERE kind <> 'event' OR score >= $least
),
either AS MATERIALIZED (
    SELECT left_id AS here, right_id AS there FROM strong
    UNION ALL
    SELECT right_id, left_id FROM strong
),
reached AS (
    SELECT id FROM ids
    UNION
    SELECT there FROM reached JOIN either ON here = id
)
SELECT id FROM reached ORDER BY id
