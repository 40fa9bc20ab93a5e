-- Nobody else sends $taken until $until; where the sender dies meanwhile, they are due again then.
UPDATE deliveries
SET attempts = attempts + 1, due_at = $until, last_at = $now
WHERE list_contains($taken, message_id)
