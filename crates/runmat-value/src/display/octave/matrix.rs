//! Rows of numbers and their division into column blocks.

use super::layout::{Form, Layout, Range, Shape};
use crate::array::C64;
use crate::display::format::{Format, Style};
use crate::display::number;

/// The elements of a two-dimensional page, column by column.
#[derive(Debug, Clone, Copy)]
pub enum Page<'a> {
    /// Real.
    Real(&'a [f64]),
    /// Complex.
    Complex(&'a [C64]),
}

impl Page<'_> {
    /// The layout of this page alone.
    pub fn layout(&self, shape: Shape, format: &Format, single: bool) -> Layout {
        match self {
            Page::Real(data) if shape == Shape::Scalar => {
                Layout::real(Range::of_scalar(data[0]), shape, format, single)
            }
            Page::Real(data) => Layout::real(Range::of(data), shape, format, single),
            Page::Complex(data) => {
                let part = |f: fn(&C64) -> f64| Range::of(&data.iter().map(f).collect::<Vec<_>>());
                let mut r = Range::both(part(|z| z.re), part(|z| z.im));
                if format.style == Style::Bank {
                    r = part(|z| z.re);
                }
                if shape == Shape::Scalar {
                    let z = data[0];
                    r.least = number::digits(z.re).min(number::digits(z.im));
                    let whole = |x: f64| x == x.trunc();
                    r.integers = whole(z.re) && whole(z.im);
                }
                Layout::complex(r, shape, format, single)
            }
        }
    }

    /// Element `k` as padded text without the gap before it.
    pub fn cell(&self, k: usize, layout: &Layout, format: &Format) -> String {
        match self {
            Page::Real(data) => layout.padded(data[k], layout.real),
            Page::Complex(data) => {
                let bank = format.style == Style::Bank;
                layout.complex_text(data[k].re, data[k].im, bank)
            }
        }
    }

    /// Columns one element takes up, with the gap.
    pub fn column_width(&self, layout: &Layout, format: &Format) -> usize {
        match (self, format.style) {
            (Page::Real(_), _) | (Page::Complex(_), Style::Bank) => layout.real + 2,
            (Page::Complex(_), Style::Rat | Style::Hex | Style::Bit) => layout.real + layout.imag + 2,
            (Page::Complex(_), _) => layout.real + layout.imag + 7,
        }
    }
}

/// A table of texts to be divided into blocks that fit the window.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
    /// Width of a column as reckoned when dividing.
    pub width: usize,
    /// Blanks before each line.
    pub indent: usize,
    /// Whether blocks may be as wide as the window although they are indented.
    pub full_blocks: bool,
}

impl Grid {
    /// The lines; `text` gives an element with the gap before it.
    pub fn write(&self, format: &Format, text: impl Fn(usize, usize) -> String) -> String {
        let Grid { rows, cols, .. } = *self;
        let mut out = String::new();
        let plus = format.style == Style::Plus;
        let margin = if plus { String::new() } else { " ".repeat(self.indent) };
        let window = format.width.saturating_sub(self.indent);
        let split = format.split_long_rows && self.width * cols > window && !plus;
        let room = if self.full_blocks { format.width } else { window };
        let step = if split { (room / self.width.max(1)).max(1) } else { cols.max(1) };
        for start in (0..cols).step_by(step) {
            let end = (start + step).min(cols);
            if split {
                if start > 0 && !format.compact {
                    out.push('\n');
                }
                out.push_str(&margin);
                out.push_str(&block_title(start + 1, end));
                out.push_str(if format.compact { "\n" } else { "\n\n" });
            }
            for r in 0..rows {
                out.push_str(&margin);
                for c in start..end {
                    out.push_str(&text(r, c));
                }
                out.push('\n');
            }
        }
        out
    }
}

fn block_title(first: usize, last: usize) -> String {
    match last - first {
        0 => format!(" Column {first}:"),
        1 => format!(" Columns {first} and {last}:"),
        _ => format!(" Columns {first} through {last}:"),
    }
}

/// The rows of a page of numbers; the width in `grid` follows from the layout.
pub fn rows(page: Page<'_>, grid: Grid, layout: Layout, format: &Format) -> String {
    let gap = gap(&layout);
    let mut out = String::new();
    if layout.scale != 0 {
        let blank = if format.compact { "" } else { "\n" };
        let scale = number::exponent(10f64.powi(layout.scale), 1);
        out.push_str(&format!("{}  {scale:<8}*\n{blank}", " ".repeat(grid.indent)));
    }
    let grid = Grid { width: page.column_width(&layout, format), ..grid };
    out + &grid.write(format, |r, c| format!("{gap}{}", page.cell(c * grid.rows + r, &layout, format)))
}

/// What stands before each element.
pub fn gap(layout: &Layout) -> &'static str {
    match layout.form {
        Form::Plus => "",
        Form::Free => " ",
        _ => "  ",
    }
}
