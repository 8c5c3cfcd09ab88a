//! `kill -9` at any moment of a rebuild: every file is the old or the new one, whole, and the next
//! build equals a clean one.
//!
//! Two versions of a site take turns in one output folder, so that each killed run starts from a
//! whole portal of the other version. The moments follow from a seed and the measured time of a run.

use crate::site_test::{SiteTest, Tree, differences};
use std::fmt::Write;
use std::fs;
use std::process::{Child, Stdio};
use std::time::Instant;

const POLICIES: usize = 130;

/// Two versions of a site: `one/` and `two/`. All pages differ, some are in one of them only.
fn versions() -> SiteTest {
    let site = SiteTest::in_memory();
    for (version, first) in [("one", 0), ("two", 10)] {
        for number in first..first + POLICIES {
            let mut text = format!("---\ntitle: 云溪区第{number}号人才政策\ntopics: [住房保障]\n---\n");
            for article in 1..=5 {
                writeln!(text, "第{article}条 版本 {version}，文件 {number}。[附表](form.csv)\n")
                    .expect("into memory");
            }
            site.write(&format!("{version}/policies/no-{number}.md"), text);
        }
        site.write(&format!("{version}/policies/form.csv"), format!("版本,{version}\n").repeat(500));
    }
    site
}

fn spawn(site: &SiteTest, version: &str) -> Child {
    let mut command =
        site.command(&["build", "--content", version, "--date", crate::site_test::DATE, "--quiet"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program runs")
}

fn build(site: &SiteTest, version: &str, out: &str) -> Tree {
    site.build_with(&["--content", version, "--out", out]).exits(0);
    site.tree(out)
}

/// Every file is the old or the new one; only what one version lacks may be absent.
fn assert_whole(now: &Tree, old: &Tree, new: &Tree, moment: &str) {
    for path in old.keys().chain(new.keys()) {
        let whole = match now.get(path) {
            Some(bytes) => old.get(path) == Some(bytes) || new.get(path) == Some(bytes),
            None => !(old.contains_key(path) && new.contains_key(path)),
        };
        assert!(whole, "{path} is neither old nor new, {moment}");
    }
    let foreign = now.keys().find(|path| !old.contains_key(*path) && !new.contains_key(*path));
    assert_eq!(foreign, None, "{moment}");
}

/// Numbers from 0 up to 1 that look random and are the same in every run.
fn fractions() -> impl Iterator<Item = f64> {
    let mut state = 0x5eed_2026_u64;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    })
}

#[test]
fn a_build_killed_at_any_of_sixty_moments_leaves_whole_files() {
    const MOMENTS: u32 = 60;
    let site = versions();
    let clean = [build(&site, "one", "clean-one"), build(&site, "two", "clean-two")];
    build(&site, "one", "public");
    let started = Instant::now();
    build(&site, "two", "public");
    let duration = started.elapsed();
    for (moment, fraction) in (0..MOMENTS).zip(fractions()) {
        // The output now holds the version that the last run ended with.
        let (name, new, old) = match moment % 2 {
            0 => ("one", &clean[0], &clean[1]),
            _ => ("two", &clean[1], &clean[0]),
        };
        let mut child = spawn(&site, name);
        // One moment in each sixtieth of the run, so that none of its phases is left out.
        let delay = duration.mul_f64((f64::from(moment) + fraction) / f64::from(MOMENTS));
        std::thread::sleep(delay);
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        assert_whole(&site.tree("public"), old, new, &format!("killed after {delay:?} of {duration:?}"));
        let after = build(&site, name, "public");
        assert_eq!(differences(new, &after), Vec::<String>::new(), "after {delay:?} of {duration:?}");
    }
}

/// Kills a build as soon as its journal stands; tells whether it was still moving.
fn kill_while_moving(site: &SiteTest, version: &str) -> bool {
    let journal = site.at(".public.juxian-journal");
    let mut child = spawn(site, version);
    while !journal.exists() && child.try_wait().expect("it is ours").is_none() {
        std::hint::spin_loop();
    }
    child.kill().expect("it is ours");
    child.wait().expect("it is ours");
    journal.exists()
}

#[test]
fn a_build_killed_while_it_moves_is_finished_by_the_next_one() {
    let site = versions();
    let clean = [build(&site, "one", "clean-one"), build(&site, "two", "clean-two")];
    build(&site, "two", "public");
    let mut met = 0;
    // Most attempts hit the few milliseconds in which files move; eight of them are enough.
    for attempt in 0..40 {
        let (name, new, old) = match attempt % 2 {
            0 => ("one", &clean[0], &clean[1]),
            _ => ("two", &clean[1], &clean[0]),
        };
        let moving = kill_while_moving(&site, name);
        assert_whole(&site.tree("public"), old, new, "killed while moving");
        if moving {
            met += 1;
            // Content that is refused does not keep the former run from being finished.
            site.write("bad/policies/bad.md", b"\xb1\xea\xcc\xe2");
            site.build_with(&["--content", "bad"]).exits(1);
            assert_eq!(differences(new, &site.tree("public")), Vec::<String>::new());
        }
        let after = build(&site, name, "public");
        assert_eq!(differences(new, &after), Vec::<String>::new());
        if met == 8 {
            break;
        }
    }
    assert!(met > 0, "no run was killed while it moved");
    assert!(!site.at(".public.juxian-journal").exists() && !site.at(".public.juxian-staging").exists());
}

#[test]
fn a_killed_zip_leaves_the_former_one_whole() {
    let site = versions();
    let arguments = |version: &'static str| ["build", "--content", version, "--out", "public.zip"];
    let zip = |version| {
        let started = Instant::now();
        site.run(&arguments(version)).exits(0);
        (fs::read(site.at("public.zip")).expect("a zip"), started.elapsed())
    };
    let one = zip("one").0;
    let (two, duration) = zip("two");
    for (moment, fraction) in (0..6).zip(fractions()) {
        let mut command = site.command(&arguments("one"));
        command.args(["--date", crate::site_test::DATE]).stdin(Stdio::null());
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
        std::thread::sleep(duration.mul_f64((f64::from(moment) + fraction) / 6.0));
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        let now = fs::read(site.at("public.zip")).expect("a zip");
        assert!(now == one || now == two, "the zip is neither the old nor the new one");
        assert!(zip("two").0 == two);
    }
}
