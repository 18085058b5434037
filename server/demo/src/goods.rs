//! What Fernhill sells and where its customers live. All invented; the postcodes use routing
//! keys that no place has.

/// A product: article number, name, price in cents, colour.
pub(crate) const PRODUCTS: [(&str, &str, i64, &str); 20] = [
    ("FH-TR-01", "Hand trowel, ash handle", 1450, "ash"),
    ("FH-SP-02", "Border spade", 4290, "steel"),
    ("FH-WC-03", "Watering can, 9 litres", 3150, "moss green"),
    ("FH-GL-04", "Gardening gloves", 1290, "ochre"),
    ("FH-SE-05", "Wildflower seed mix", 690, "mixed"),
    ("FH-BU-06", "Tulip bulbs, 40", 1895, "red"),
    ("FH-PO-07", "Terracotta pot, 30 cm", 1690, "terracotta"),
    ("FH-BE-08", "Oak garden bench", 32900, "oak"),
    ("FH-LA-09", "Storm lantern", 3475, "black"),
    ("FH-BF-10", "Bird feeder", 2150, "copper"),
    ("FH-HO-11", "Bee hotel", 2790, "larch"),
    ("FH-CO-12", "Compost bin, 220 litres", 6400, "black"),
    ("FH-TH-13", "Outdoor thermometer", 1875, "brass"),
    ("FH-MU-14", "Enamel mug", 990, "cream"),
    ("FH-BL-15", "Wool blanket", 7450, "heather"),
    ("FH-KN-16", "Pruning knife", 2890, "beech"),
    ("FH-AP-17", "Linen apron", 3890, "flax"),
    ("FH-DO-18", "House sign, slate", 4450, "slate"),
    ("FH-RO-19", "Climbing rose", 2450, "white"),
    ("FH-TO-20", "Heirloom tomato plants, 6", 1590, "green"),
];

/// The house sign, which is engraved with what the customer writes.
pub(crate) const HOUSE_SIGN: usize = 17;

/// Town and routing key.
pub(crate) const TOWNS: [(&str, &str); 10] = [
    ("Cork", "T99"),
    ("Dublin", "D99"),
    ("Galway", "H99"),
    ("Limerick", "V99"),
    ("Waterford", "X99"),
    ("Sligo", "F99"),
    ("Kilkenny", "R99"),
    ("Ennis", "V98"),
    ("Tralee", "V97"),
    ("Westport", "F98"),
];

/// Streets.
pub(crate) const STREETS: [&str; 12] = [
    "Fuchsia Lane",
    "Hawthorn Rise",
    "Lough View",
    "Mill Pond Road",
    "Sycamore Close",
    "Old Creamery Street",
    "Harbour Steps",
    "Bramble Walk",
    "Cathal's Quay",
    "Foxglove Park",
    "Ferry Hill",
    "Quarry Cottages",
];

/// Makers of cards.
pub(crate) const BRANDS: [&str; 3] = ["Arden", "Nordcard", "Meridian"];

/// What people write for the driver.
pub(crate) const DELIVERY_NOTES: [&str; 7] = [
    "Leave it behind the blue gate.",
    "-ring twice, the bell is shy",
    "@ the shed if nobody is in",
    "=second door on the left",
    "Dog is friendly, the goose is not.",
    "Code for the door: 4471#",
    "Si no estoy, con la vecina del 2.º B.",
];

/// What people have printed on the gift card.
pub(crate) const GIFT_MESSAGES: [&str; 5] = [
    "Happy birthday, Nana! Love from all of us.",
    "生日快乐!",
    "З днем народження, мамо 🌻",
    "For your new garden. <3",
    "Go raibh míle maith agat, a Shíle.",
];

/// What they have cut into the slate.
pub(crate) const ENGRAVINGS: [&str; 4] =
    ["Teach na bhFuinseog", "The Old Forge", "Casa Luz", "No. 7"];

/// Browsers.
pub(crate) const BROWSERS: [&str; 3] = [
    "Firefox on Android",
    "Safari on iPhone",
    "Chromium on Windows",
];
