"""Lasting ties that a report states."""
