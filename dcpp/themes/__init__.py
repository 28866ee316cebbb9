"""Themes: the Centre's short list of what practice is about.

Findings, coaching, courses, policies and improvement actions carry the same codes, so that one theme can be followed
from what an audit saw to what changed.
"""
