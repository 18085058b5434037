//! The rules: rights, clocks, states, roles, data map, plans. No I/O, no async, no clock.
