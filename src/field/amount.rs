//! The amounts that an award may come to.

use super::{Fields, Value, parse_money};

/// Every amount of money in tiers, however they are nested, in fen.
pub fn amounts_in(value: &Value, amounts: &mut Vec<i64>) {
    match value {
        Value::Money(fen) => amounts.push(*fen),
        Value::Map(tiers) => tiers.iter().for_each(|(_, tier)| amounts_in(&tier.value, amounts)),
        Value::List(items) => items.iter().for_each(|item| amounts_in(&item.value, amounts)),
        other => amounts.extend(other.text().and_then(parse_money)),
    }
}

/// Every amount that a component of an award may come to for one recipient or unit, in fen; caps are none.
pub fn award_amounts(award: &Fields) -> Vec<i64> {
    amounts_of(award, &["amount", "tiers", "unit_price"])
}

/// The most that a component of an award may come to for one recipient, in fen: all units of a price
/// together, where their number is bounded, and no more than the cap.
pub fn award_most(award: &Fields) -> Option<i64> {
    let most = |keys: &[&str]| amounts_of(award, keys).into_iter().max();
    let units = award.text("quantity_max").or_else(|| award.text("quantity"));
    let units: i64 = units.and_then(|units| units.parse().ok()).unwrap_or(1);
    let price = most(&["unit_price"]).map(|price| price.saturating_mul(units.max(1)));
    let given = most(&["amount", "tiers"]).max(price);
    match (given, most(&["cap", "maximum", "credit_limit"])) {
        (Some(given), Some(cap)) => Some(given.min(cap)),
        (given, cap) => given.or(cap),
    }
}

fn amounts_of(award: &Fields, keys: &[&str]) -> Vec<i64> {
    let mut amounts = Vec::new();
    for value in keys.iter().filter_map(|key| award.get(key)) {
        amounts_in(&value.value, &mut amounts);
    }
    amounts
}
