"""What has no domain: any app may lean on it, and it leans on none."""
