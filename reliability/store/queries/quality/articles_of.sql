-- Articles (their revisions) of the publisher whose domain or name is $name.
SELECT count(*) AS articles
FROM article_rows
WHERE lower($name) IN (lower(domain), lower(publisher))
