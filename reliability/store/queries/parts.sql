-- A folder of tables in parts as a database: each table is read where it lies. `rowid` numbers rows as a table's own would.
CREATE OR REPLACE VIEW article_rows AS
SELECT * EXCLUDE (file_index, previous_title, previous_text), strlen(text) AS bytes
FROM parted_articles;

CREATE OR REPLACE VIEW run_articles AS
SELECT run_id, article_id, rowid AS seq
FROM parted_articles
WHERE revision = 1;

CREATE OR REPLACE VIEW processed AS
SELECT article_id, max(revision) AS revision, 'parts' AS stamp, any_value(run_id) AS run_id
FROM parted_articles
SEMI JOIN signatures USING (article_id)
GROUP BY article_id;
