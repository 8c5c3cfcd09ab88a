//! Which of the eight masks of a QR code is the best, by the penalties of ISO/IEC 18004.
//!
//! Takes a code before masking, gives it masked. The crate `qrcode` asks module by module, which was half
//! the time of a page; here a row of modules is one number, and a penalty is counted for all of its
//! modules at once.
//!
//! **Invariant**: the mask is the one that `Canvas::apply_best_mask` takes, so that a code is the same
//! whoever made it.

use qrcode::canvas::{Canvas, MaskPattern, Module};

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// Modules of a row that one number holds, with room for the light ones behind it.
const WIDTH_MAX: usize = 64;

/// Rows after which every mask repeats.
const PERIOD: usize = 12;

/// The bits that each mask turns, by row; bit 0 is the leftmost module.
const TURNED: [[u64; PERIOD]; 8] = turned();

/// What a code says of itself beside its corner, by mask: its level (M) and the mask.
const FORMATS: [u16; 8] = formats();

/// The masked code; larger ones than any usual address needs take the crate's way.
pub(super) fn with_best(mut canvas: Canvas, width: usize) -> Canvas {
    if width > WIDTH_MAX {
        return canvas.apply_best_mask();
    }
    let unmasked = Unmasked::of(&canvas, width);
    // The first of several equals.
    let best = (0..MASKS.len()).min_by_key(|mask| penalty(&unmasked.masked(*mask), width));
    canvas.apply_mask(MASKS[best.unwrap_or_default()]);
    canvas
}

type Rows = [u64; WIDTH_MAX];

struct Unmasked {
    width: usize,
    dark: Rows,
    /// Modules that a mask may turn.
    open: Rows,
}

impl Unmasked {
    fn of(canvas: &Canvas, width: usize) -> Unmasked {
        let (mut dark, mut open) = ([0; WIDTH_MAX], [0; WIDTH_MAX]);
        for y in 0..width {
            for x in 0..width {
                let module = canvas.get(x as i16, y as i16);
                dark[y] |= u64::from(module.is_dark()) << x;
                open[y] |= u64::from(!matches!(module, Module::Masked(_))) << x;
            }
        }
        Unmasked { width, dark, open }
    }

    fn masked(&self, mask: usize) -> Rows {
        let mut rows = [0; WIDTH_MAX];
        for (y, row) in rows.iter_mut().enumerate().take(self.width) {
            *row = self.dark[y] ^ (TURNED[mask][y % PERIOD] & self.open[y]);
        }
        self.draw_format(FORMATS[mask], &mut rows);
        rows
    }

    /// The fifteen bits of the format, the lowest first, twice: around the upper left corner, and beside the
    /// other two.
    fn draw_format(&self, format: u16, rows: &mut Rows) {
        let last = self.width - 1;
        for bit in 0..15 {
            let is_dark = format >> bit & 1 == 1;
            let column = match bit {
                0..=5 => (8, bit),
                6 | 7 => (8, bit + 1),
                8 => (7, 8),
                _ => (14 - bit, 8),
            };
            let beside = if bit < 8 { (last - bit, 8) } else { (8, last + bit - 14) };
            for (x, y) in [column, beside] {
                rows[y] = rows[y] & !(1 << x) | u64::from(is_dark) << x;
            }
        }
    }
}

/// How hard a code is to read.
fn penalty(rows: &Rows, width: usize) -> u32 {
    // Zero where there is no row.
    let row = |y: usize, offset: isize| y.checked_add_signed(offset).and_then(|y| rows.get(y)).unwrap_or(&0);
    let whole = u64::MAX >> (WIDTH_MAX - width);
    // Modules like the one to the right, and like the one below.
    let (mut beside, mut below) = ([0; WIDTH_MAX], [0; WIDTH_MAX]);
    for y in 0..width {
        beside[y] = !(rows[y] ^ rows[y] >> 1) & whole >> 1;
        below[y] = if y + 1 < width { !(rows[y] ^ rows[y + 1]) & whole } else { 0 };
    }
    let (mut dark, mut lines, mut blocks, mut finders) = (0, 0, 0, 0);
    let mut column_before = 0;
    for y in 0..width {
        let line = rows[y];
        dark += line.count_ones();
        // A line of five or more counts its modules less two: those that four like it follow, and two.
        let four = beside[y] & beside[y] >> 1 & beside[y] >> 2 & beside[y] >> 3;
        lines += four.count_ones() + 2 * (four & !(four << 1)).count_ones();
        let column = (1..4).fold(below[y], |all, down| all & below.get(y + down).unwrap_or(&0));
        lines += column.count_ones() + 2 * (column & !column_before).count_ones();
        column_before = column;
        if y + 1 < width {
            blocks += (beside[y] & beside[y + 1] & below[y]).count_ones();
        }
        let found = line & !(line >> 1) & line >> 2 & line >> 3 & line >> 4 & !(line >> 5) & line >> 6;
        let before = line << 1 | line << 2 | line << 3 | line << 4;
        let behind = line >> 7 | line >> 8 | line >> 9 | line >> 10;
        finders += (found & !(before & behind)).count_ones();
        let found = line & !row(y, 1) & row(y, 2) & row(y, 3) & row(y, 4) & !row(y, 5) & row(y, 6);
        let above = row(y, -1) | row(y, -2) | row(y, -3) | row(y, -4);
        let under = row(y, 7) | row(y, 8) | row(y, 9) | row(y, 10);
        finders += (found & !(above & under)).count_ones();
    }
    let balance = (dark * 200 / (width * width) as u32).abs_diff(100);
    lines + 3 * blocks + 40 * finders + balance
}

const fn turned() -> [[u64; PERIOD]; 8] {
    let mut masks = [[0; PERIOD]; 8];
    let mut y = 0;
    while y < PERIOD {
        let mut x = 0;
        while x < WIDTH_MAX {
            let turns = [
                (x + y) % 2 == 0,
                y % 2 == 0,
                x % 3 == 0,
                (x + y) % 3 == 0,
                (y / 2 + x / 3) % 2 == 0,
                (x * y) % 2 + (x * y) % 3 == 0,
                ((x * y) % 2 + (x * y) % 3) % 2 == 0,
                ((x + y) % 2 + (x * y) % 3) % 2 == 0,
            ];
            let mut mask = 0;
            while mask < 8 {
                masks[mask][y] |= (turns[mask] as u64) << x;
                mask += 1;
            }
            x += 1;
        }
        y += 1;
    }
    masks
}

/// Five bits, ten that correct them (BCH), and a fixed pattern so that they are never all light.
const fn formats() -> [u16; 8] {
    let mut formats = [0; 8];
    let mut mask = 0;
    while mask < 8 {
        // Level M is 00.
        let data = (mask as u16) << 10;
        let mut rest = data;
        let mut bit = 14;
        while bit >= 10 {
            if rest >> bit & 1 == 1 {
                rest ^= 0b101_0011_0111 << (bit - 10);
            }
            bit -= 1;
        }
        formats[mask] = (data | rest) ^ 0b101_0100_0001_0010;
        mask += 1;
    }
    formats
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::qr::LEVEL;
    use qrcode::{Color, QrCode, Version};

    #[test]
    fn a_code_is_the_one_that_the_crate_makes() {
        let mut address = String::from("https://rc.example/");
        for number in 0..240 {
            address.push(char::from(b'a' + (number * 7 % 26) as u8));
            let (colors, _) = crate::render::qr::code(&address).unwrap();
            let other = QrCode::with_error_correction_level(&address, LEVEL).unwrap();
            assert_eq!(colors, other.to_colors(), "{address}");
        }
    }

    #[test]
    fn masks_and_formats_are_those_of_the_crate() {
        for version in [1, 2, 7, 11] {
            let mut bare = Canvas::new(Version::Normal(version), LEVEL);
            bare.draw_all_functional_patterns();
            let width = Version::Normal(version).width() as usize;
            for (mask, pattern) in MASKS.iter().enumerate() {
                let mut canvas = bare.clone();
                canvas.apply_mask(*pattern);
                let rows = Unmasked::of(&bare, width).masked(mask);
                let colors = canvas.into_colors();
                let ours = |at: usize| rows[at / width] >> (at % width) & 1 == 1;
                assert!((0..colors.len()).all(|at| ours(at) == (colors[at] == Color::Dark)), "{pattern:?}");
            }
        }
    }
}
