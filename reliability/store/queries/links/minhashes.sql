SELECT article_id, minhash
FROM signatures
WHERE rowid IN (SELECT place FROM rows_wanted)
