"""The XBlock `action_plan`: six steps, one in each block of the course, and a plan that the learner leaves with."""
