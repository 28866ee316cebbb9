"""Actions: what somebody must do, by when, and how we know that it was done.

Any domain may raise one. It has one owner and one date; everything said about it is dated and stays; and it is closed
by somebody other than its owner, who has looked at the evidence.
"""
