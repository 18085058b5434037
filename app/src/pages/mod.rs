//! The pages. A page arranges what it is given; its parts draw. What loads it is in `doors`.

pub mod account;
pub mod ask;
pub mod choices;
pub mod correct;
pub mod data;
pub mod delete;
pub mod entrance;
pub mod goodbye;
pub mod hand_over;
pub mod home;
pub mod looks;
pub mod not_found;
pub mod outbox;
pub mod receipt;
pub mod register;
pub mod requests;
pub mod samples;
pub mod security;
pub mod staff;
pub mod stop;
pub mod take_away;
pub mod trouble;
