"""Decisions of training."""
