DELETE FROM declaration_pages
USING asked
WHERE declaration_pages.source = asked.source AND declaration_pages.found_in = asked.found_in
