//! The package a person takes away: its layout, its writer, its verifier.
//!
//! [`PackageWriter`] streams one zip in bounded memory; [`seal`] keeps it encrypted at rest;
//! [`verify_package`] checks one anywhere, in a browser too.

pub mod manifest;
pub mod verify;

#[cfg(not(target_family = "wasm"))]
mod cell;
#[cfg(not(target_family = "wasm"))]
mod collection;
#[cfg(not(target_family = "wasm"))]
mod completeness;
#[cfg(not(target_family = "wasm"))]
mod describe;
#[cfg(not(target_family = "wasm"))]
mod index;
#[cfg(not(target_family = "wasm"))]
mod names;
#[cfg(not(target_family = "wasm"))]
mod output;
#[cfg(not(target_family = "wasm"))]
mod processing;
#[cfg(not(target_family = "wasm"))]
mod readme;
#[cfg(not(target_family = "wasm"))]
mod receipt;
#[cfg(not(target_family = "wasm"))]
pub mod seal;
#[cfg(not(target_family = "wasm"))]
mod selection;
#[cfg(not(target_family = "wasm"))]
mod shape;
#[cfg(not(target_family = "wasm"))]
mod view;
#[cfg(not(target_family = "wasm"))]
mod writer;

#[cfg(not(target_family = "wasm"))]
pub use {
    cell::push_cell_text,
    collection::{CollectionWriter, LookedThrough},
    completeness::Status,
    receipt::receipt_text,
    selection::document_disclosure,
    writer::{About, DocumentWriter, PackageError, PackageSummary, PackageWriter, Spool},
};

pub use verify::{Fault, Report, verify_package};
