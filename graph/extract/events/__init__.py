"""Events with their roles, places, times, quotes and stance."""
