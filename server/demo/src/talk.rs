//! What people and the help desk wrote to each other.

use crate::cast::{self, TOMASZ};

/// A conversation: language, subject, and lines by turns, the customer first.
pub(crate) type Talk = (&'static str, &'static str, &'static [&'static str]);

/// Conversations anybody might have who writes the language (everybody writes English).
pub(crate) const TALKS: [Talk; 8] = [
    (
        "en",
        "Where is my parcel?",
        &[
            "Hello, the tracking has said \"on its way\" for four days. Is it lost?",
            "Sorry about that. It stood in the depot and is out for delivery today.",
            "It came. Thank you!",
        ],
    ),
    (
        "en",
        "Watering can drips",
        &[
            "The rose of the can drips. My daughter Sadhbh says the ring is missing.",
            "She is right. We are sending a new ring by post.",
        ],
    ),
    (
        "en",
        "Wrong colour",
        &[
            "I ordered <b>moss green</b> & got \"ochre\"; can you swap it?",
            "Of course. Keep the ochre one, the green one is packed.",
            "That is very kind.",
        ],
    ),
    (
        "es",
        "Factura con otro nombre",
        &[
            "¿Pueden poner la factura a nombre de mi marido, Luis?",
            "Claro. La nueva factura va adjunta.",
        ],
    ),
    (
        "uk",
        "Питання про знижку",
        &[
            "Добрий день! Чи діє знижка для постійних покупців на насіння?",
            "Yes, it does: ten per cent, by itself, when you pay.",
        ],
    ),
    (
        "en",
        "Bench wobbles",
        &[
            "=1+1 legs are shorter than the others. Photograph attached.",
            "Thank you for the photograph. Two new legs are on their way.",
        ],
    ),
    (
        "en",
        "Change of telephone number",
        &[
            "+353 20 910 7777 is my new number, the old one is gone.",
            "Changed. Thank you for telling us.",
        ],
    ),
    (
        "zh",
        "能否改送货地址",
        &[
            "我下周搬家,包裹能送到新地址吗?",
            "Yes. Tell us the new address when you have it.",
        ],
    ),
];

/// The conversation in which somebody else appears with name and number.
pub(crate) fn about_the_neighbour() -> (&'static str, Vec<String>) {
    let number = cast::phone(TOMASZ);
    (
        "Parcel given to the neighbour",
        vec![
            format!(
                "Your driver gave my parcel to my neighbour Tomasz Zieliński (his number is {number}) \
                 and he has been in hospital since Tuesday. How do I get it?"
            ),
            "We have asked the driver to come back. Was anybody else at home there?".to_owned(),
            "Only Tomasz. He will be glad if you do not ring him now.".to_owned(),
        ],
    )
}

/// What the desk notes for itself.
pub(crate) const NOTES_ON_PEOPLE: [&str; 4] = [
    "Prefers letters to mail.",
    "Friendly, knows a lot about roses.",
    "Calls from her sister's telephone.",
    "Has complained twice about the same driver.",
];

/// What the desk notes on a conversation.
pub(crate) const NOTES_ON_TICKETS: [&str; 3] = [
    "Depot rang back, parcel found.",
    "Goodwill: no charge for the part.",
    "Asked the workshop for a drawing.",
];

/// What people say with their stars.
pub(crate) const COMMENTS: [&str; 4] = [
    "Quick and kind.",
    "It took a week.",
    "Go hiontach!",
    "-1 for the hold music",
];

/// Letters that Fernhill sent: name of the file, text.
pub(crate) const LETTERS: [(&str, &str); 3] = [
    (
        "welcome",
        "welcome to Fernhill. Your first ten points are already in your account.",
    ),
    (
        "oak-tier",
        "thank you for so many years. From today you are a member of the oak tier.",
    ),
    (
        "recall-lantern",
        "the storm lantern you bought may leak. Bring it back or send it to us free of charge.",
    ),
];
