//! Rows of equally wide or variably wide columns, in blocks that fit the window.

use crate::display::format::Format;

/// Rows of columns that are all `width` wide; `text` gives an element with its padding.
pub fn even(
    rows: usize,
    cols: usize,
    width: usize,
    format: &Format,
    tail: &str,
    text: impl Fn(usize, usize) -> String,
) -> String {
    let per_block = (format.width / width.max(1)).max(1);
    let starts: Vec<usize> = (0..cols).step_by(per_block).collect();
    blocks(rows, cols, &starts, format, tail, text)
}

/// Rows of columns of these widths, gap included; a block stays narrower than the window.
pub fn uneven(rows: usize, widths: &[usize], format: &Format, text: impl Fn(usize, usize) -> String) -> String {
    let mut starts = vec![0];
    let mut used = 0;
    for (c, w) in widths.iter().enumerate() {
        if used > 0 && used + w >= format.width {
            starts.push(c);
            used = 0;
        }
        used += w;
    }
    blocks(rows, widths.len(), &starts, format, "", text)
}

fn blocks(
    rows: usize,
    cols: usize,
    starts: &[usize],
    format: &Format,
    tail: &str,
    text: impl Fn(usize, usize) -> String,
) -> String {
    let mut out = String::new();
    for (b, &start) in starts.iter().enumerate() {
        let end = starts.get(b + 1).copied().unwrap_or(cols);
        if starts.len() > 1 {
            if b > 0 && !format.compact {
                out.push('\n');
            }
            out.push_str(&match end - start {
                1 => format!("  Column {end}\n"),
                _ => format!("  Columns {} through {end}\n", start + 1),
            });
            if !format.compact {
                out.push('\n');
            }
        }
        for r in 0..rows {
            for c in start..end {
                out.push_str(&text(r, c));
            }
            out.push_str(tail);
            out.push('\n');
        }
    }
    out
}
