//! The demo company: three real stores about fifty invented people, from a fixed seed.
