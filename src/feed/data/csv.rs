//! CSV for spreadsheets: a mark of UTF-8, CRLF, cells that no spreadsheet takes for something else.
//!
//! Takes rows of cells, gives bytes.
//!
//! **Invariant**: a text never becomes a formula, a date or a rounded number in a spreadsheet; numbers
//! and dates that are meant as such stay plain.

/// A cell, by what a spreadsheet may make of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    #[default]
    Empty,
    /// Text, guarded against being read as anything else.
    Text(String),
    /// A number or an ISO date, to be read as such.
    Plain(String),
}

impl Cell {
    /// Text; nothing of an empty one.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

/// The bytes of a table.
pub(super) fn bytes(header: &[String], rows: impl Iterator<Item = Vec<Cell>>) -> Vec<u8> {
    let mut csv = String::from("\u{feff}");
    line(&mut csv, header.iter().map(|cell| guarded(cell)));
    for row in rows {
        line(
            &mut csv,
            row.into_iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => guarded(&text),
                Cell::Plain(text) => text,
            }),
        );
    }
    csv.into_bytes()
}

fn line(csv: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            csv.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

/// One line, with `'` before what a spreadsheet would change.
fn guarded(text: &str) -> String {
    let line = text.split(['\r', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let line = line.collect::<Vec<_>>().join(" ").replace('\t', " ");
    if is_taken_for_more(&line) { format!("'{line}") } else { line }
}

/// Whether a spreadsheet would take a text for a formula, a date or a number with fewer digits.
fn is_taken_for_more(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let numbered = is_digits(text) && (text.len() > 11 || text.len() > 1 && text.starts_with('0'));
    let parts: Vec<&str> = text.split(['-', '/', '.', ':']).collect();
    let dated = (2..=3).contains(&parts.len()) && parts.iter().all(|part| is_digits(part) && part.len() <= 4);
    let exponent = text.split_once(['e', 'E']).is_some_and(|(a, b)| is_digits(a) && is_digits(b));
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || numbered || dated || exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        for text in ["=1+1", "+86", "-", "@a", "000512001000", "110105194912310021", "3-5", "1E5", "2026/3/1"]
        {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in [
            "91999901MA0000000L",
            "119999010000002005/2026-00019",
            "000-00000003",
            "2026",
            "云溪",
            "15",
            "第3-5条",
        ] {
            assert_eq!(guarded(text), text);
        }
        assert_eq!(guarded("一\r\n二\t三"), "一 二 三");
    }

    #[test]
    fn cells_are_quoted_and_lines_end_as_spreadsheets_write_them() {
        let rows = [vec![Cell::text("a,\"b\""), Cell::Plain("-3.5".into()), Cell::Empty]];
        let csv = bytes(&["甲".into(), "乙".into(), "丙".into()], rows.into_iter());
        assert_eq!(String::from_utf8(csv).unwrap(), "\u{feff}甲,乙,丙\r\n\"a,\"\"b\"\"\",-3.5,\r\n");
    }
}
