"""What is done with plans, agreements, cells and forms. One act, one transaction, one journal line a centre."""
