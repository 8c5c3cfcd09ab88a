//! Looks for what no page needs: the findings of the rules once the pages that are open have been asked for, and
//! after a while those of the searches, for which an index has to be made.
//!
//! **Invariant**: one site at a time, on one thread; a newer site comes before the rest of an older one. What is
//! found belongs to the site that it was found in, whatever has failed since.

use super::latest::Latest;
use super::showing::{Checked, Made};
use super::visitor::{self, Patience};
use super::{Preview, guarded};
use std::sync::Arc;
use std::time::Duration;

/// How long nothing is built before the rules are looked at, and before searches are tried.
const REST_BEFORE_RULES: Duration = Duration::from_millis(30);
const REST_BEFORE_SEARCHES: Duration = Duration::from_millis(500);

/// Sites whose further findings are wanted.
pub type Wanted = Latest<Arc<Made>>;

/// Checks site after site, for as long as the program runs.
pub fn run(preview: &Preview, wanted: &Wanted) {
    let mut next = None;
    loop {
        let made = next.take().unwrap_or_else(|| wanted.take());
        next = guarded(|| check(preview, wanted, &made)).flatten();
    }
}

/// Checks a site, and gives the newer one that came meanwhile.
fn check(preview: &Preview, wanted: &Wanted, made: &Arc<Made>) -> Option<Arc<Made>> {
    if let Some(newer) = wanted.take_within(REST_BEFORE_RULES) {
        return Some(newer);
    }
    let rules = Checked::new(guarded(|| made.build.checks()));
    let is_shown = tell(preview, made, rules.clone());
    if !is_shown || made.build.trials.is_empty() {
        return None;
    }
    if let Some(newer) = wanted.take_within(REST_BEFORE_SEARCHES) {
        return Some(newer);
    }
    let searches = Checked::new(guarded(|| made.build.failed_searches()));
    if !searches.is_whole || !searches.found.is_empty() {
        tell(preview, made, rules.and(searches));
    }
    None
}

/// Tells what was found in a site, if it is still the one that is shown.
fn tell(preview: &Preview, made: &Arc<Made>, checked: Checked) -> bool {
    let is_shown = preview.show_checked(made, checked);
    if is_shown {
        visitor::tell(preview, Patience::Some);
    }
    is_shown
}
