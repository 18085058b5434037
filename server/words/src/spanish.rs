//! The Spanish message files.

/// The Spanish message files, by area; they answer [`ENGLISH`](crate::ENGLISH) key by key.
pub const SPANISH: &[(&str, &str)] = &[
    ("common", include_str!("../locales/es/common.ftl")),
    ("home", include_str!("../locales/es/home.ftl")),
    ("sign-in", include_str!("../locales/es/sign-in.ftl")),
    ("data", include_str!("../locales/es/data.ftl")),
    ("correct", include_str!("../locales/es/correct.ftl")),
    ("take-away", include_str!("../locales/es/take-away.ftl")),
    ("delete", include_str!("../locales/es/delete.ftl")),
    ("choices", include_str!("../locales/es/choices.ftl")),
    ("faults", include_str!("../locales/es/faults.ftl")),
    ("requests", include_str!("../locales/es/requests.ftl")),
    ("receipt", include_str!("../locales/es/receipt.ftl")),
    ("messages", include_str!("../locales/es/messages.ftl")),
    ("officer", include_str!("../locales/es/officer.ftl")),
    ("package", include_str!("../locales/es/package.ftl")),
    ("bench", include_str!("../locales/es/bench.ftl")),
    ("register", include_str!("../locales/es/register.ftl")),
    ("ask", include_str!("../locales/es/ask.ftl")),
    ("account", include_str!("../locales/es/account.ftl")),
    ("security", include_str!("../locales/es/security.ftl")),
    ("see", include_str!("../locales/es/see.ftl")),
    ("queue", include_str!("../locales/es/queue.ftl")),
    ("desk", include_str!("../locales/es/desk.ftl")),
    ("mail", include_str!("../locales/es/mail.ftl")),
    ("errors", include_str!("../locales/es/errors.ftl")),
];
