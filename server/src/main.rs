//! The process `habeas`: a portal in which people use their rights over the data that a company
//! holds on them, a worker that reaches into the company's stores, and a command line.

mod commands;
mod config;
mod download;
mod health;
mod network;
mod process;
mod protect;
mod router;
mod site;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let command = commands::Command::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("habeas: the runtime does not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(command.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("habeas: {error:#}");
            commands::exit_code(&error)
        }
    }
}
