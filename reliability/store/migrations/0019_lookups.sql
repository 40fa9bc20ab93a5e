-- One article or story is found without reading the column of every other.

CREATE INDEX article_rows_by_article ON article_rows (article_id);
CREATE INDEX claims_by_article ON claims (article_id);
CREATE INDEX flags_by_article ON flags (article_id);
CREATE INDEX contributions_by_article ON contributions (article_id);
CREATE INDEX scores_by_article ON scores (article_id);
CREATE INDEX story_members_by_article ON story_members (article_id);
CREATE INDEX story_members_by_story ON story_members (story_id);
CREATE INDEX stories_by_story ON stories (story_id);
