"""The floor: the smallest honest Django pages that do the same. Sessions, login and CSRF, a few raw queries, an audit row."""
