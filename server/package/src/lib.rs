//! The package a person takes away: its layout, its writer, its verifier.
