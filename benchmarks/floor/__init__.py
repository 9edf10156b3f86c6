"""The floor: the smallest honest Django pages that do the same, with sessions, login, CSRF and an audit row."""
