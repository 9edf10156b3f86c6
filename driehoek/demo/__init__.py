"""The invented schools of `./run demo`: nobody in them exists, and everybody carries `is_demo`."""
