//! The people of the demo. All invented; every address is under a domain that nobody can own
//! (RFC 2606), every telephone number from the range that Ireland keeps for fiction.

use crate::{DemoPerson, DemoStaff, Size, crowd::story};

/// Customer number, full name, e-mail address, language.
pub(crate) type Customer = (i64, &'static str, &'static str, &'static str);

pub(crate) const PATRICK: i64 = 100;
pub(crate) const MARIA: i64 = 1001;
pub(crate) const DECLAN: i64 = 1002;
pub(crate) const JOSE: i64 = 1003;
pub(crate) const JOSEFA: i64 = 1004;
pub(crate) const OKSANA: i64 = 1005;
pub(crate) const WEI: i64 = 1006;
pub(crate) const AISLING: i64 = 1007;
pub(crate) const TOMASZ: i64 = 1008;
pub(crate) const RUAIRI: i64 = 1009;

/// Every customer of the shop. Number 100 begins like 1001: a search by prefix would mix them.
pub(crate) const CUSTOMERS: [Customer; 50] = [
    (
        PATRICK,
        "Patrick O'Sullivan",
        "patrick.osullivan@post.example",
        "en",
    ),
    (MARIA, "Maria Keane", "maria.keane@post.example", "en"),
    (DECLAN, "Declan Keane", "declan.keane@post.example", "en"),
    (JOSE, "José Moreno", "josé.moreno@correo.example", "es"),
    (JOSEFA, "Josefa Moreno", "jose.moreno@correo.example", "es"),
    (
        OKSANA,
        "Оксана Коваленко",
        "oksana.kovalenko@mail.example",
        "uk",
    ),
    (WEI, "陈伟", "wei.chen@mail.example", "zh"),
    (AISLING, "Aisling Byrne", "aisling.byrne@post.example", "en"),
    (
        TOMASZ,
        "Tomasz Zieliński",
        "tomasz.zielinski@poczta.example",
        "pl",
    ),
    (RUAIRI, "Ruairí Fallon", "ruairi.fallon@post.example", "en"),
    (1010, "Mary Murphy", "mary.murphy@post.example", "en"),
    (1011, "Mary Murphy", "murphy.mary@mail.example", "en"),
    (
        1012,
        "Seán \"Jack\" O’Dowd, Jr.",
        "jack.odowd@post.example",
        "en",
    ),
    (
        1013,
        "Ναταλία Παπαδοπούλου",
        "natalia.p@tachydromeio.example",
        "el",
    ),
    (1014, "محمد الحسن", "m.alhassan@mail.example", "ar"),
    (1015, "สมชาย ใจดี", "somchai.jaidee@mail.example", "th"),
    (1016, "Zoë van der Berg", "zoe.vdberg@brief.example", "nl"),
    (1017, "Søren Kjærgaard", "soren.k@brev.example", "da"),
    (1018, "Łukasz Wójcik", "lukasz.wojcik@poczta.example", "pl"),
    (1019, "Renée Dubois", "renee.dubois@courrier.example", "fr"),
    (1020, "Jürgen Groß", "juergen.gross@brief.example", "de"),
    (1021, "Nguyễn Thị Lan", "lan.nguyen@mail.example", "vi"),
    (1022, "Priya Raghavan", "priya.raghavan@mail.example", "en"),
    (1023, "佐藤 美咲", "misaki.sato@mail.example", "ja"),
    (1024, "김민준", "minjun.kim@mail.example", "ko"),
    (1025, "Дмитро Шевченко", "дмитро@пошта.example", "uk"),
    (1026, "Ifeoma Okafor", "ifeoma.okafor@mail.example", "en"),
    (1027, "Kwame Mensah", "kwame.mensah@mail.example", "en"),
    (
        1028,
        "Ana Beatriz Carvalho",
        "ana.carvalho@correio.example",
        "pt",
    ),
    (1029, "Giulia Bianchi", "giulia.bianchi@posta.example", "it"),
    (1030, "Björn Åkesson", "bjorn.akesson@brev.example", "sv"),
    (1031, "Katarzyna Nowak", "kasia.nowak@poczta.example", "pl"),
    (1032, "Ștefan Ionescu", "stefan.ionescu@posta.example", "ro"),
    (1033, "Иван Петров", "ivan.petrov@mail.example", "ru"),
    (1034, "Eilís Ní Dhomhnaill", "eilis.nid@post.example", "ga"),
    (1035, "Cormac Tierney", "cormac.tierney@post.example", "en"),
    (1036, "Siobhán Gallagher", "siobhan.g@post.example", "en"),
    (1037, "Niamh Doyle", "niamh.doyle@post.example", "en"),
    (1038, "Oisín Healy", "oisin.healy@post.example", "en"),
    (1039, "Gráinne Walsh", "grainne.walsh@post.example", "en"),
    (1040, "Fionn Kavanagh", "fionn.kavanagh@post.example", "en"),
    (
        1041,
        "Harriet Whitcombe",
        "harriet.whitcombe@post.example",
        "en",
    ),
    (1042, "Callum Fraser", "callum.fraser@post.example", "en"),
    (1043, "Rhiannon Pugh", "rhiannon.pugh@post.example", "en"),
    (1044, "Leyla Yılmaz", "leyla.yilmaz@posta.example", "tr"),
    (1045, "דוד כהן", "d.cohen@mail.example", "he"),
    (1046, "Tariq Mahmood", "tariq.mahmood@mail.example", "en"),
    (
        1047,
        "Fatima Zahra Benali",
        "fz.benali@courrier.example",
        "fr",
    ),
    (1048, "Emma Lindqvist", "emma.lindqvist@brev.example", "sv"),
    (
        1049,
        "Noah Fitzgerald",
        "noah.fitzgerald@post.example",
        "en",
    ),
];

/// The telephone number of a customer, as the shop writes it.
pub(crate) fn phone(customer: i64) -> String {
    format!("+35320910{customer:04}")
}

/// What one of the featured people shows: number, password, line.
const FEATURED: [(i64, &str, &str); 7] = [
    (
        MARIA,
        "walnut-ladder-river-47",
        "the whole journey: orders, letters, two spellings of one address at the help desk, invoices that stay",
    ),
    (
        DECLAN,
        "copper-meadow-lantern-82",
        "lives with Maria: their address is one record, and one of his orders was paid with her card",
    ),
    (
        JOSE,
        "orchard-violin-pebble-15",
        "josé@ is not jose@: a stranger's address differs only by the accent",
    ),
    (
        OKSANA,
        "sunflower-harbour-kettle-63",
        "open orders and loyalty points: told before anything is deleted",
    ),
    (
        WEI,
        "bamboo-compass-winter-29",
        "the help desk holds nothing: an answer, not a gap",
    ),
    (
        AISLING,
        "thistle-marble-ferry-71",
        "wrote about a neighbour, with name and telephone number: looked at before it is handed over",
    ),
    (
        PATRICK,
        "granite-swallow-anchor-38",
        "a customer for twelve years: his oldest orders and invoices may go, the newer ones stay",
    ),
];

/// What the featured people of the crowd show: number, name, address, language, password, line.
const FEATURED_IN_THE_CROWD: [(i64, &str, &str, &str, &str, &str); 3] = [
    (
        story::HELGA,
        "Helga Köhler",
        "helga.koehler@brief.example",
        "de",
        "lantern-quarry-saddle-58",
        "twenty years a customer: twenty thousand things she looked at, searched, paged and packed",
    ),
    (
        story::KARIN,
        "Karin Lindgren",
        "karin.lindgren@brev.example",
        "sv",
        "harbour-cedar-window-73",
        "a household: her husband died, her daughter of fourteen has an account, her presents go to her mother",
    ),
    (
        story::NUALA,
        "Nuala Brady",
        "nuala@bradys.example",
        "en",
        "bakery-thistle-canvas-36",
        "works at the help desk and is a customer too: at work she does not find herself",
    ),
];

/// The people whom `demo` names at its start.
pub(crate) fn featured(size: Size) -> Vec<DemoPerson> {
    let cast = FEATURED.iter().filter_map(|&(number, password, shows)| {
        let &(customer_id, full_name, email, language) =
            CUSTOMERS.iter().find(|customer| customer.0 == number)?;
        Some(DemoPerson {
            customer_id,
            full_name,
            email,
            language,
            password,
            shows,
        })
    });
    let crowd = FEATURED_IN_THE_CROWD.iter().map(
        |&(customer_id, full_name, email, language, password, shows)| DemoPerson {
            customer_id,
            full_name,
            email,
            language,
            password,
            shows,
        },
    );
    match size {
        Size::Cast => cast.collect(),
        Size::Whole => cast.chain(crowd).collect(),
    }
}

/// Who works here and is a customer too.
pub(crate) fn ties(size: Size) -> Vec<(&'static str, i64)> {
    match size {
        Size::Cast => Vec::new(),
        Size::Whole => vec![("nuala.brady@fernhill.example", story::NUALA)],
    }
}

/// Whom staff can look for, and what they show.
pub(crate) fn sights(size: Size) -> Vec<(i64, &'static str)> {
    match size {
        Size::Cast => Vec::new(),
        Size::Whole => vec![
            (
                story::ELLA,
                "Ella Lindgren, fourteen years old, lives with Karin",
            ),
            (
                story::PER,
                "Per Lindgren, who died: his account is still there",
            ),
            (
                story::INGRID,
                "Ingrid Åberg, who gets presents that Karin orders",
            ),
            (story::TADEUSZ[0], "Tadeusz Wilk, registered twice"),
            (story::TADEUSZ[1], "the same man, registered again"),
        ],
    }
}

/// The staff of Fernhill who answer.
pub(crate) fn staff() -> Vec<DemoStaff> {
    [
        (
            "agent",
            "Nuala Brady",
            "nuala.brady@fernhill.example",
            "saddle-quartz-bakery-54",
        ),
        (
            "officer",
            "Henrik Solberg",
            "henrik.solberg@fernhill.example",
            "velvet-glacier-trumpet-90",
        ),
        (
            "officer",
            "Amara Diallo",
            "amara.diallo@fernhill.example",
            "juniper-canvas-signal-26",
        ),
        (
            "auditor",
            "Roisin Maguire",
            "roisin.maguire@fernhill.example",
            "paper-lighthouse-cedar-17",
        ),
        (
            "administrator",
            "Piotr Lis",
            "piotr.lis@fernhill.example",
            "hammer-orchid-window-65",
        ),
    ]
    .into_iter()
    .map(|(role, full_name, email, password)| DemoStaff {
        role,
        full_name,
        email,
        password,
    })
    .collect()
}
