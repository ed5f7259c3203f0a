"""What the preview stores: learner state with the platform's rows, and what the blocks published.

The rows are the platform's: one for a learner and a block (`LearnerState`), one for a learner, a block type
and a field (`Preference`), one for a learner and a field (`UserInfo`), one for a block and a field
(`BlockSummary`).
"""

from django.db import models


class LearnerState(models.Model):
    """State of one learner in one block: all fields of scope `user_state`, as one JSON object."""

    learner = models.IntegerField()
    usage = models.CharField(max_length=255)
    state = models.TextField(default="{}")

    class Meta:
        unique_together = [("learner", "usage")]


class Preference(models.Model):
    """One field of scope `preferences`: shared by all blocks of a type."""

    learner = models.IntegerField()
    block_type = models.CharField(max_length=64)
    field = models.CharField(max_length=255)
    value = models.TextField(default="null")

    class Meta:
        unique_together = [("learner", "block_type", "field")]


class UserInfo(models.Model):
    """One field of scope `user_info`: shared by every block that declares its name."""

    learner = models.IntegerField()
    field = models.CharField(max_length=255)
    value = models.TextField(default="null")

    class Meta:
        unique_together = [("learner", "field")]


class BlockSummary(models.Model):
    """One field of scope `user_state_summary`: shared by all learners of a block."""

    usage = models.CharField(max_length=255)
    field = models.CharField(max_length=255)
    value = models.TextField(default="null")

    class Meta:
        unique_together = [("usage", "field")]


class Grade(models.Model):
    """The last score of a learner in a block, in the block's own points."""

    learner = models.IntegerField()
    usage = models.CharField(max_length=255)
    earned = models.FloatField()
    possible = models.FloatField()

    class Meta:
        unique_together = [("learner", "usage")]


class Completion(models.Model):
    """How far a learner has completed a block: 0.0 to 1.0."""

    learner = models.IntegerField()
    usage = models.CharField(max_length=255)
    value = models.FloatField()

    class Meta:
        unique_together = [("learner", "usage")]


class Publication(models.Model):
    """One call of `runtime.publish`, in the order of its arrival: an event, a grade or a completion."""

    learner = models.IntegerField()
    usage = models.CharField(max_length=255)
    kind = models.CharField(max_length=255)
    payload = models.TextField()
    at = models.DateTimeField(auto_now_add=True)


class Position(models.Model):
    """The unit that a learner opened last, for the resume button."""

    learner = models.IntegerField(unique=True)
    unit = models.CharField(max_length=255)
