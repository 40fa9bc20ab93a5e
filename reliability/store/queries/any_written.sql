-- Whether one of `ids` may have rows in the table $name. Equal digests of different ids only cost a vain delete.
SELECT count(*) > 0
FROM written
WHERE digest IN (SELECT md5_number_lower($name || '/' || id) FROM ids)
