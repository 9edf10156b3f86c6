"""What an operation costs, beside the least it could cost: `./run bench`."""
