//! The first journey: a person sees, corrects, takes away, says no and is forgotten, and an
//! officer decides; on real stores, with real jobs. Whatever a page would say, a store shows.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod ask;
mod attempts;
mod chunks;
mod company;
mod contacts;
mod correct;
mod delete;
mod doors;
mod faults;
mod handle;
mod holds;
mod honest;
mod intake;
mod keep;
mod later;
mod mail;
mod messages;
mod notices;
mod person;
mod queue;
mod reading;
mod register;
mod returned;
mod second;
mod see;
mod take;
mod warehouse;
mod who;
