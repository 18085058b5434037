//! The rules: rights, clocks, states, roles, data map, plans. No I/O, no async, no clock.

pub mod actor;
pub mod choice;
pub mod clock;
pub mod facts;
pub mod fault;
pub mod found;
pub mod hold;
pub mod id;
pub mod identity;
pub mod intake;
pub mod inventory;
pub mod look;
pub mod map;
pub mod plan;
pub mod proof;
pub mod receipt;
pub mod redaction;
pub mod request;
pub mod right;
pub mod role;
pub mod scope;
pub mod validate;
pub mod value;
pub mod version;
pub mod view;
pub mod who;
