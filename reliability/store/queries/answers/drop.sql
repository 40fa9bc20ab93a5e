DELETE FROM answers
WHERE caller = $caller AND key = $key
