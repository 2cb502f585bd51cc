"""What the service says about itself: whether it can work, how much it answers, and which requests it takes."""
