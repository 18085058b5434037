//! The maps are tutorials: they must be without a fault.

use habeas_domain::map;

#[test]
fn the_demo_map_parses_without_findings() -> Result<(), map::MapError> {
    let findings = map::check(&map::parse(habeas_demo::MAP)?);
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, Vec::<String>::new());
    Ok(())
}
