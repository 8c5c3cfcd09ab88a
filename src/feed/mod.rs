//! Everything that is published for programs: data files, Atom, calendars, the list of addresses.
//!
//! Takes the same scene as `render`, gives the bytes of one file at a time, on any thread. What may
//! leave is decided by [`crate::portal::PublicView`] alone; which of these formats are stable is
//! promised in `docs/formats.md`.
//!
//! **Invariant**: bytes depend on content and date only; no file says when it was built.

pub mod atom;
pub mod data;
pub mod host;
pub mod ics;
pub mod sitemap;

use crate::render::Scene;

/// A file for programs, by what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    Data(data::Output),
    Host(host::Output),
    Sitemap(sitemap::Output),
    Atom(atom::Output),
    Ics(ics::Output),
}

/// Takes the route and the plan of an output.
pub type Add<'a> = &'a mut dyn FnMut(String, Output);

/// Every file for programs that the site has, but the list of addresses, which needs to know the others.
pub fn outputs(scene: &Scene, add: Add) {
    data::outputs(scene, &mut |route, output| add(route, Output::Data(output)));
    host::outputs(scene, &mut |route, output| add(route, Output::Host(output)));
    atom::outputs(scene, add);
    ics::outputs(scene, add);
}

/// The content of one of them.
pub fn bytes(scene: &Scene, output: &Output) -> Vec<u8> {
    match output {
        Output::Data(output) => data::bytes(scene, output),
        Output::Host(output) => host::bytes(scene, output),
        Output::Sitemap(output) => sitemap::bytes(scene, output),
        Output::Atom(output) => atom::bytes(scene, output),
        Output::Ics(output) => ics::bytes(scene, output),
    }
}
