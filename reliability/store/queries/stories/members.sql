-- The articles of the story $story_id. Their ids are put in as constants, which an index finds, or as a SELECT.
WITH members AS MATERIALIZED (
    SELECT *
    FROM story_members
    WHERE story_id = $story_id
)
SELECT
    members.article_id,
    arg_max(article_rows.url, article_rows.revision) AS url,
    arg_max(coalesce(article_rows.publisher, article_rows.domain), article_rows.revision) AS publisher,
    arg_max(article_rows.title, article_rows.revision) AS title,
    arg_max(article_rows.published_at, article_rows.revision) AS published_at,
    any_value(members.copy_group) AS copy_group,
    any_value(members.is_original) AS is_original,
    any_value(members.credit) AS credit,
    any_value(members.independent_origins) AS independent_origins,
    any_value(members.conflicts) AS conflicts,
    any_value(scores.score) AS score,
    any_value(scores.low) AS low,
    any_value(scores.high) AS high,
    any_value(scores.abstained) AS abstained,
    any_value(scores.information_credibility) AS information_credibility
FROM members
JOIN (SELECT * FROM article_rows WHERE article_id IN ($ids)) AS article_rows USING (article_id)
LEFT JOIN (SELECT * FROM scores WHERE article_id IN ($ids)) AS scores USING (article_id)
GROUP BY members.article_id
ORDER BY published_at NULLS LAST, is_original DESC, members.article_id
