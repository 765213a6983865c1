"""Which mentions are one and which claims tell of one event; what an event's claims add up to. Pure: writes nothing."""
