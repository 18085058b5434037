//! What forms send: read, handed to the desk, answered.

pub mod staff;
