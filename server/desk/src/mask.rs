//! Values as staff see them before they reveal them with a reason.

/// An e-mail address of which only the first letter and the end of the domain are left.
pub fn email(address: &str) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return "•••".to_owned();
    };
    let first: String = local.chars().take(1).collect();
    let end = domain.rsplit_once('.').map_or("", |(_, end)| end);
    format!("{first}•••@•••.{end}")
}

/// Any value by which somebody is known: of an address as above, of everything else the last two
/// characters.
pub fn value(kind: &str, value: &str) -> String {
    if kind == "email" {
        return email(value);
    }
    let count = value.chars().count();
    let end: String = value.chars().skip(count.saturating_sub(2)).collect();
    match count {
        0..=3 => "•••".to_owned(),
        _ => format!("•••{end}"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_masked_address_leads_to_nobody() {
        assert_eq!(super::email("maria.silva@example.com"), "m•••@•••.com");
        assert_eq!(super::email("nonsense"), "•••");
        assert_eq!(super::value("phone", "+353209101001"), "•••01");
        assert_eq!(super::value("customer_id", "100"), "•••");
    }
}
