-- Articles whose score is of another model than $model.
SELECT article_id, model
FROM scores
WHERE model IS DISTINCT FROM $model
ORDER BY article_id
