//! Sparse matrices: a title, then one line an element.

use super::Printer;
use super::layout::Shape;
use super::matrix::Page;
use crate::array::C64;
use crate::display::format::Style;
use crate::display::number;
use crate::value::Value;

impl Printer<'_> {
    /// A sparse matrix of any class.
    pub(super) fn sparse(&mut self, v: &Value) {
        let dims = v.dims();
        let nnz = match v {
            Value::Sparse(s) => s.nnz(),
            Value::SparseComplex(s) => s.nnz(),
            Value::SparseBool(s) => s.nnz(),
            _ => return,
        };
        let share = if dims.is_empty() {
            String::new()
        } else {
            format!(" [{}%]", percent(nnz as f64 / (dims.rows() as f64 * dims.cols() as f64) * 100.0))
        };
        let (rows, cols) = (dims.rows(), dims.cols());
        self.out.push_str(&format!("Compressed Column Sparse (rows = {rows}, cols = {cols}, nnz = {nnz}{share})\n\n"));
        match v {
            Value::Sparse(s) => s.iter().for_each(|(r, c, &x)| {
                let layout = Page::Real(&[x]).layout(Shape::Scalar, self.format, false);
                self.entry(r, c, &layout.scalar_text(x));
            }),
            Value::SparseComplex(s) => s.iter().for_each(|(r, c, &z)| self.complex_entry(r, c, z)),
            Value::SparseBool(s) => s.iter().for_each(|(r, c, _)| {
                let text = if self.format.style == Style::Plus { "+" } else { "1" };
                self.entry(r, c, text);
            }),
            _ => {}
        }
    }

    fn entry(&mut self, r: usize, c: usize, text: &str) {
        self.out.push_str(&format!("  ({}, {}) -> {text}\n", r + 1, c + 1));
    }

    fn complex_entry(&mut self, r: usize, c: usize, z: C64) {
        let layout = Page::Complex(&[z]).layout(Shape::Scalar, self.format, false);
        let text = layout.complex_scalar_text(z.re, z.im, self.format.style == Style::Bank);
        self.entry(r, c, &text);
    }
}

/// Two significant digits; more when close to a hundred.
fn percent(p: f64) -> String {
    let digits = match p {
        100.0 => 3,
        _ if p > 99.9 => 4,
        _ if p > 99.0 => 3,
        _ => 2,
    };
    number::general(if p < 100.0 { p.min(99.99) } else { p }, digits)
}
