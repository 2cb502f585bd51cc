"""Messages that leave the service: stored first, sent by mail or webhook, tried again until they are delivered."""
