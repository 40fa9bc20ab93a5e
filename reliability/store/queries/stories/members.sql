-- The articles of the story $story_id.
SELECT
    story_members.article_id,
    arg_max(article_rows.url, article_rows.revision) AS url,
    arg_max(coalesce(article_rows.publisher, article_rows.domain), article_rows.revision) AS publisher,
    arg_max(article_rows.title, article_rows.revision) AS title,
    arg_max(article_rows.published_at, article_rows.revision) AS published_at,
    any_value(story_members.copy_group) AS copy_group,
    any_value(story_members.is_original) AS is_original,
    any_value(story_members.credit) AS credit,
    any_value(story_members.independent_origins) AS independent_origins,
    any_value(story_members.conflicts) AS conflicts,
    any_value(scores.score) AS score,
    any_value(scores.low) AS low,
    any_value(scores.high) AS high,
    any_value(scores.abstained) AS abstained,
    any_value(scores.information_credibility) AS information_credibility
FROM story_members
JOIN article_rows USING (article_id)
LEFT JOIN scores USING (article_id)
WHERE story_members.story_id = $story_id
GROUP BY story_members.article_id
ORDER BY published_at NULLS LAST, is_original DESC, story_members.article_id
