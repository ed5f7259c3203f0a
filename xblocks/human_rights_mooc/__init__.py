"""What the explorer, the map and the plan share: addresses, learner state, handlers, events, views,
translations.
"""
