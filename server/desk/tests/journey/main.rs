//! The first journey: a person sees, corrects, takes away, says no and is forgotten, and an
//! officer decides; on real stores, with real jobs. Whatever a page would say, a store shows.
#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

mod areas;
mod ask;
mod attempts;
mod chunks;
mod company;
mod contacts;
mod correct;
mod delete;
mod doors;
mod faults;
mod hand_over;
mod handle;
mod holds;
mod honest;
mod inbound;
mod inside;
mod intake;
mod keep;
mod later;
mod lifecycle;
mod mail;
mod mailbox;
mod messages;
mod mould;
mod notices;
mod office;
mod oversight;
mod people;
mod person;
mod prepare;
mod queue;
mod reading;
mod register;
mod returned;
mod second;
mod see;
mod stopped;
mod take;
mod warehouse;
mod who;
