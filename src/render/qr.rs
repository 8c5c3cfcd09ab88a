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
    path.push_str(&format!("M{QUIET_ZONE} {QUIET_ZONE}.5"));
    // How far the pen has to go to the next run.
    let (mut right, mut down) = (0isize, 0);
    for row in colors.chunks(width) {
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                if (right, down) != (0, 0) {
                    path.push('m');
                    push_number(&mut path, right);
                    path.push(' ');
                    push_number(&mut path, down);
                }
                path.push('h');
                push_number(&mut path, run.len() as isize);
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

/// A path has hundreds of numbers of one to three digits.
fn push_number(text: &mut String, number: isize) {
    if number < 0 {
        text.push('-');
    }
    let number = number.unsigned_abs();
    for unit in [100, 10, 1] {
        if number >= unit || unit == 1 {
            text.push(char::from(b'0' + (number / unit % 10) as u8));
        }
    }
}
