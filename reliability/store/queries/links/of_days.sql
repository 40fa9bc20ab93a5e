-- Links between articles about one event of which the earlier one is of the days from $first to $last.
SELECT left_id, right_id, kind, score
FROM story_links
WHERE
    kind = 'event'
    AND left_id IN (SELECT article_id FROM signatures WHERE day BETWEEN $first AND $last)
