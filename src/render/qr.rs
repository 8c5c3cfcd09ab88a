//! The QR code of a page: its full address, for a telephone held before the screen or the paper.
//!
//! Takes an address, gives an SVG without style and script. The ground is white in dark mode too,
//! and four modules of it lie around the code: readers need both.
//!
//! **Invariant**: the only place that knows the crate `qrcode`.

mod mask;

use super::{Scene, Spot};
use crate::field::Kind;
use qrcode::canvas::Canvas;
use qrcode::{Color, EcLevel, QrResult, bits, ec};
use std::fmt::Write;

/// White modules around a code (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// Bears 15 % of damage, enough for paper, and keeps the modules large.
const LEVEL: EcLevel = EcLevel::M;

/// The code of an entry that is read on paper or carried on; empty without an address.
pub(super) fn of_entry(scene: &Scene, spot: Spot, kind: Kind) -> String {
    let has_code = matches!(
        kind,
        Kind::Policy | Kind::Benefit | Kind::Guide | Kind::Journey | Kind::Call | Kind::Platform
    );
    let address = if has_code { scene.config.absolute(spot.route) } else { String::new() };
    if address.is_empty() { address } else { svg(&address, scene.word(spot.lang, "qr_alt")) }
}

/// The SVG; empty where an address is too long for any code.
fn svg(address: &str, alt: &str) -> String {
    let Ok((colors, width)) = code(address) else { return String::new() };
    let size = width + 2 * QUIET_ZONE;
    let path = path(&colors, width);
    let alt = crate::text::escaped_markup(alt);
    format!(
        r##"<svg class="jx-qr__code" viewBox="0 0 {size} {size}" width="{pixels}" height="{pixels}" role="img" aria-label="{alt}"><rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" stroke="#000" shape-rendering="crispEdges"/></svg>"##,
        pixels = size * 4,
    )
}

/// The modules of a code, row by row, and how many a row has.
fn code(address: &str) -> QrResult<(Vec<Color>, usize)> {
    let bits = bits::encode_auto(address.as_bytes(), LEVEL)?;
    let version = bits.version();
    let (words, correction) = ec::construct_codewords(&bits.into_bytes(), version, LEVEL)?;
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&words, &correction);
    let width = version.width().unsigned_abs().into();
    Ok((mask::with_best(canvas, width).into_colors(), width))
}

/// Every run of dark modules as a line one module thick, with relative moves, which are short.
fn path(colors: &[Color], width: usize) -> String {
    let mut path = String::with_capacity(colors.len() * 2);
    write!(path, "M{QUIET_ZONE} {QUIET_ZONE}.5").expect("a text takes it");
    // How far the pen has to go to the next run.
    let (mut right, mut down) = (0isize, 0);
    for row in colors.chunks(width) {
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                if (right, down) != (0, 0) {
                    let separator = if down < 0 { "" } else { " " };
                    write!(path, "m{right}{separator}{down}").expect("a text takes it");
                }
                write!(path, "h{}", run.len()).expect("a text takes it");
                (right, down) = (0, 0);
            } else {
                right += run.len() as isize;
            }
        }
        right -= width as isize;
        down += 1;
    }
    path
}
