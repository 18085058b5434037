//! Opening everything a process needs, and running it until it is told to stop.

use std::{io::ErrorKind, net::SocketAddr, path::Path, time::Duration};

use anyhow::{Context, Result, bail};
use habeas_desk::{Desk, Settings};
use habeas_domain::map::{self, DataMap, Severity, Translation};
use habeas_ledger::{
    Keys, Ledger,
    sessions::Sessions,
    time::{Clock, Dice},
};
use habeas_stores::{Limits, Stores};
use habeas_words::Locale;
use tokio::{net::TcpListener, sync::watch};

use crate::{config::Config, protect::Protection, router, site};

/// How long answers under way may take once the process is asked to stop. A download that is
/// cut off goes on by Range.
const PATIENCE: Duration = Duration::from_secs(10);

/// Everything that is open.
pub struct Process {
    /// The desk.
    pub desk: Desk,
    sessions: Sessions,
    protection: Protection,
}

impl Process {
    /// Opens map, stores, ledger and desk; brings the ledger's tables up to date.
    ///
    /// # Errors
    /// What is wrong, in words for the operator.
    pub async fn open(config: &Config) -> Result<Self> {
        let (clock, dice) = (Clock::System, Dice::system());
        let ledger = ledger(config).await?;
        let keys = keys(config, &dice)?;
        sound(&config.map)?;
        let stores = stores(&config.map).await?;
        let mut settings = Settings::new(config.data.clone(), config.zone);
        settings.hold = config.hold;
        settings.staff_second_proof = config.staff_second_proof;
        settings.package_kept = config.package_kept;
        settings.public.clone_from(&config.public);
        settings.mail.clone_from(&config.post.mail);
        settings.sms.clone_from(&config.post.sms);
        settings.mail_kept = config.post.kept;
        settings.outbox_shown = config.demo;
        settings.scan = config.scan.clone();
        settings.session_idle = config.session_idle;
        settings.mailbox.clone_from(&config.mailbox);
        let sessions = Sessions::new(ledger.clone(), (clock.clone(), dice.clone()), &keys)
            .idle(config.session_idle);
        let desk = Desk::open(settings, ledger, stores, keys, (clock, dice))?
            .translated(translations(&config.map)?);
        Ok(Self {
            desk,
            sessions,
            protection: Protection::of(&config.public, &config.proxies),
        })
    }

    /// Serves pages until told to stop.
    ///
    /// # Errors
    /// The socket fails.
    pub async fn serve(&self, listener: TcpListener, stop: watch::Receiver<bool>) -> Result<()> {
        if !site::is_there() {
            tracing::warn!("the browser's half is not in this binary: `make front` builds it");
        }
        let router = router::router(
            self.desk.clone(),
            self.sessions.clone(),
            self.protection.clone(),
        );
        let (mut asked, mut stop) = (stop.clone(), stop);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
            let _gone = asked.wait_for(|stop| *stop).await;
        });
        let long_enough = async {
            let _gone = stop.wait_for(|stop| *stop).await;
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            served = serving => served.context("the server ended"),
            () = long_enough => {
                tracing::warn!("not every answer was finished when the server stopped");
                Ok(())
            }
        }
    }
}

/// The ledger, up to date.
///
/// # Errors
/// It does not answer, or is newer than this program.
pub async fn ledger(config: &Config) -> Result<Ledger> {
    if let Some(file) = config.ledger.strip_prefix("sqlite:")
        && let Some(folder) = Path::new(file).parent()
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let ledger = Ledger::open(&config.ledger)
        .await
        .context("the ledger does not open")?;
    ledger
        .migrate()
        .await
        .context("the ledger's tables cannot be brought up to date")?;
    Ok(ledger)
}

/// The keys.
///
/// # Errors
/// The master key's file cannot be read or made.
pub fn keys(config: &Config, dice: &Dice) -> Result<Keys> {
    Ok(Keys::open(&config.master_key, dice)?)
}

/// The map of a file.
///
/// # Errors
/// File, line, column and what to do.
pub fn map(path: &Path) -> Result<DataMap> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the map {} cannot be read", path.display()))?;
    map::parse(&text).map_err(|error| anyhow::anyhow!("{}:{error}", path.display()))
}

/// The translations that lie beside a map, `my.map.es.yaml` beside `my.map.yaml`.
///
/// # Errors
/// File, line, column and what to do.
pub fn translations(path: &Path) -> Result<Vec<Translation>> {
    let mut found = Vec::new();
    for locale in Locale::OFFERED {
        let file = path.with_extension(format!("{}.yaml", locale.tag()));
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", file.display()));
            }
        };
        let translation = Translation::parse(&text)
            .map_err(|error| anyhow::anyhow!("{}:{error}", file.display()))?;
        if translation.language != locale.tag() {
            bail!(
                "{}: its language is `{}`; by its name it should be `{}`",
                file.display(),
                translation.language,
                locale.tag()
            );
        }
        found.push(translation);
    }
    Ok(found)
}

/// Refuses a map with faults: nothing may run on it.
fn sound(path: &Path) -> Result<()> {
    let faults: Vec<String> = map::check(&map(path)?)
        .into_iter()
        .filter(|finding| finding.severity == Severity::Fault)
        .map(|finding| format!("{}:{finding}", path.display()))
        .collect();
    if !faults.is_empty() {
        bail!("the map cannot be used:\n{}", faults.join("\n"));
    }
    Ok(())
}

/// The stores of a map.
///
/// # Errors
/// The map cannot be read.
pub async fn stores(path: &Path) -> Result<Stores> {
    let base = path.parent().unwrap_or(Path::new(""));
    let map = map(path)?;
    let mut limits = Limits::default();
    if let Ok(rows) = std::env::var("HABEAS_ERASE_ROWS") {
        let rows = rows.parse().ok().filter(|rows| *rows > 0);
        limits.rows = rows.context("HABEAS_ERASE_ROWS is not a number of records")?;
    }
    Ok(Stores::open_with(map, base, |name| std::env::var(name).ok(), limits).await)
}

/// Told when the process is asked to stop (SIGTERM, Ctrl-C).
pub fn stop_signal() -> watch::Receiver<bool> {
    let (tell, stop) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_stop().await;
        let _nobody = tell.send(true);
    });
    stop
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _never = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    let _never = tokio::signal::ctrl_c().await;
}
