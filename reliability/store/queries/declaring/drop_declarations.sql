DELETE FROM declarations
USING answered
WHERE declarations.source = answered.source AND declarations.found_in = answered.found_in
