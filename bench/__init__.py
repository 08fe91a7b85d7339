"""Budgets of the portal, measured as ratios side by side in one run."""
