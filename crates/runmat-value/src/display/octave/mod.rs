//! Octave's way of showing values: `x = 5` on one line, blocks below the name for the rest.

mod containers;
mod layout;
mod matrix;
mod sparse;

use super::format::{Format, Style};
use crate::array::{C64, Char, Element, NdArray, Note};
use crate::dims::Dims;
use crate::value::Value;
use layout::Shape;
use matrix::{Grid, Page};

/// What an unsuppressed statement prints.
pub fn display(name: &str, v: &Value, format: &Format) -> String {
    let mut p = Printer { out: String::new(), indent: 0, depth: format.struct_levels as isize, format };
    p.named(name, v, true);
    p.out
}

/// What `disp` prints.
pub fn disp(v: &Value, format: &Format) -> String {
    let mut p = Printer { out: String::new(), indent: 0, depth: format.struct_levels as isize, format };
    match v {
        Value::Struct(s) if s.len() == 1 => p.fields(s),
        Value::Exception(e) => p.fields(&containers::exception_fields(e)),
        Value::Boxed(b) => return disp(&b.lock().unwrap(), format),
        _ => p.body(v),
    }
    p.out
}

/// Values indented further than this are not written out.
const DEEPEST: usize = 600;

/// Writes values at a depth of indentation.
pub(super) struct Printer<'a> {
    out: String,
    indent: usize,
    /// Levels of structs still to be written out.
    depth: isize,
    format: &'a Format,
}

/// How a value follows its name.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Placement {
    /// On the same line.
    Inline,
    /// Below the name, after a blank line.
    Block,
    /// Right below the name.
    Braces,
}

impl Printer<'_> {
    fn margin(&self) -> String {
        " ".repeat(self.indent)
    }

    fn grid(&self, rows: usize, cols: usize, width: usize) -> Grid {
        Grid { rows, cols, width, indent: self.indent, full_blocks: false }
    }

    fn blank(&mut self) {
        if !self.format.compact {
            self.out.push('\n');
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(&self.margin());
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Name and value. Below the top level `format compact` leaves out the blank line after a block.
    fn named(&mut self, name: &str, v: &Value, top: bool) {
        if let Value::Boxed(b) = v {
            let inner = b.lock().unwrap().clone();
            return self.named(name, &inner, top);
        }
        let placement = placement(v);
        self.out.push_str(&self.margin());
        self.out.push_str(name);
        if self.indent > DEEPEST {
            return self.out.push_str(" = ...\n");
        }
        if placement == Placement::Inline {
            self.out.push_str(" = ");
            return self.body(v);
        }
        self.out.push_str(" =\n");
        if placement == Placement::Block {
            self.blank();
        }
        self.body(v);
        if top || !self.format.compact {
            self.out.push('\n');
        }
    }

    /// The value without its name, up to and with the final newline.
    fn body(&mut self, v: &Value) {
        use Value::*;
        macro_rules! integers {
            ($v:expr, $t:ty) => {{
                if let Some(view) = <$t>::view($v) {
                    self.integers(&view.dims(), &view.data().iter().map(|&x| x as i128).collect::<Vec<_>>(), <$t>::BITS)
                }
            }};
        }
        match v {
            Undef => self.out.push('\n'),
            Num(x) => self.real(&Dims::scalar(), &[*x], false, Note::None),
            Single(x) => self.real(&Dims::scalar(), &[*x as f64], true, Note::None),
            F64(a) => self.real(a.dims(), a.data(), false, a.note()),
            F32(a) => self.real(a.dims(), &widen(a), true, a.note()),
            C64(a) => self.complex(a.dims(), a.data(), false, a.note()),
            C32(a) => self.complex(a.dims(), &widen_complex(a), true, a.note()),
            Range(r) => self.range(r),
            Bool(_) | Bools(_) => {
                if let Some(view) = bool::view(v) {
                    self.integers(&view.dims(), &view.data().iter().map(|&b| b as i128).collect::<Vec<_>>(), 1);
                }
            }
            Char(c) => self.chars(&Dims::scalar(), std::slice::from_ref(c)),
            Chars(a) => self.chars(a.dims(), a.data()),
            I8(_) | I8s(_) => integers!(v, i8),
            I16(_) | I16s(_) => integers!(v, i16),
            I32(_) | I32s(_) => integers!(v, i32),
            I64(_) | I64s(_) => integers!(v, i64),
            U8(_) | U8s(_) => integers!(v, u8),
            U16(_) | U16s(_) => integers!(v, u16),
            U32(_) | U32s(_) => integers!(v, u32),
            U64(_) | U64s(_) => integers!(v, u64),
            Strings(a) => self.strings(a),
            Cell(a) => self.cell(a),
            Struct(s) => self.structure(s),
            Func(f) => self.function(f),
            Sparse(_) | SparseComplex(_) | SparseBool(_) => self.sparse(v),
            Map(m) => self.map(m),
            Exception(e) => self.structure(&containers::exception_fields(e)),
            Cleanup(_) => self.line("onCleanup object"),
            Object(o) => match o.preview_text() {
                Some(text) => self.out.push_str(&format!("{text}\n")),
                None if o.handles().is_none() => self.old_object(&o.class),
                None => self.object(&o.class, &o.shown()),
            },
            Handle(h) => self.object(&h.class, &h.fields.lock().unwrap()),
            Device(d) => self.line(&crate::display::on_device(d)),
            List(_) => {}
            Boxed(b) => {
                let inner = b.lock().unwrap().clone();
                self.body(&inner);
            }
        }
    }

    fn empty(&mut self, open: &str, dims: &Dims) {
        self.out.push_str(open);
        if self.format.empty_dimensions {
            self.out.push_str(&format!("({dims})"));
        }
        self.out.push('\n');
    }

    fn real(&mut self, dims: &Dims, data: &[f64], single: bool, note: Note) {
        if dims.is_empty() {
            return self.empty("[]", dims);
        }
        if dims.is_scalar() {
            let layout = Page::Real(data).layout(Shape::Scalar, self.format, single);
            self.out.push_str(&layout.scalar_text(data[0]));
            return self.out.push('\n');
        }
        self.label(note);
        let note = if dims.is_matrix() { note } else { Note::None };
        self.pages(dims, |p, range| p.page(dims, Page::Real(&data[range]), single, note));
    }

    fn complex(&mut self, dims: &Dims, data: &[C64], single: bool, note: Note) {
        if dims.is_empty() {
            return self.empty("[]", dims);
        }
        if dims.is_scalar() {
            let layout = Page::Complex(data).layout(Shape::Scalar, self.format, single);
            let bank = self.format.style == Style::Bank;
            self.out.push_str(&layout.complex_scalar_text(data[0].re, data[0].im, bank));
            return self.out.push('\n');
        }
        self.label(note);
        let note = if dims.is_matrix() { note } else { Note::None };
        self.pages(dims, |p, range| p.page(dims, Page::Complex(&data[range]), single, note));
    }

    fn label(&mut self, note: Note) {
        let text = match note {
            Note::Diagonal => "Diagonal Matrix\n",
            Note::Permutation => "Permutation Matrix\n",
            _ => return,
        };
        if self.format.style == Style::Plus {
            return;
        }
        self.out.push_str(text);
        self.blank();
    }

    /// One page: an inline number when it is 1×1, else its rows.
    fn page(&mut self, dims: &Dims, page: Page<'_>, single: bool, note: Note) {
        let (nr, nc) = (dims.rows(), dims.cols());
        let real: Vec<f64>;
        let page = match page {
            Page::Complex(z) if !dims.is_matrix() && z.iter().all(|z| z.im == 0.0) => {
                real = z.iter().map(|z| z.re).collect();
                Page::Real(&real)
            }
            page => page,
        };
        if nr == 1 && nc == 1 {
            let text = match page {
                Page::Real(d) => page.layout(Shape::Scalar, self.format, single).scalar_text(d[0]),
                Page::Complex(z) => {
                    let layout = page.layout(Shape::Scalar, self.format, single);
                    layout.complex_scalar_text(z[0].re, z[0].im, self.format.style == Style::Bank)
                }
            };
            self.out.push_str(&text);
            return self.out.push('\n');
        }
        let text = if note == Note::Diagonal {
            self.diagonal(page, nr, nc, single)
        } else {
            let layout = page.layout(Shape::Matrix, self.format, single);
            matrix::rows(page, self.grid(nr, nc, 0), layout, self.format)
        };
        self.out.push_str(&text);
    }

    /// The rows of a diagonal matrix: laid out by its diagonal alone.
    fn diagonal(&self, page: Page<'_>, nr: usize, nc: usize, single: bool) -> String {
        let places = (0..nr.min(nc)).map(|k| k * nr + k);
        let layout = match page {
            Page::Real(d) => {
                Page::Real(&places.map(|k| d[k]).collect::<Vec<_>>()).layout(Shape::Matrix, self.format, single)
            }
            Page::Complex(d) => {
                Page::Complex(&places.map(|k| d[k]).collect::<Vec<_>>()).layout(Shape::Matrix, self.format, single)
            }
        };
        let gap = matrix::gap(&layout);
        let width = page.column_width(&layout, self.format);
        let zero = if layout.form == layout::Form::Plus { " " } else { "0" };
        self.grid(nr, nc, width).write(self.format, |r, c| {
            let text = page.cell(c * nr + r, &layout, self.format);
            let text = if r == c { text } else { super::number::pad(zero, text.chars().count()) };
            format!("{gap}{text}")
        })
    }

    /// Each page below its own name when there are more than two dimensions.
    fn pages(&mut self, dims: &Dims, mut page: impl FnMut(&mut Self, std::ops::Range<usize>)) {
        let size = dims.rows() * dims.cols();
        if dims.is_matrix() {
            return page(self, 0..size);
        }
        let count = dims.numel() / size.max(1);
        for k in 0..count {
            let name = format!("ans({})", super::page_subscripts(dims, k));
            self.out.push_str(&self.margin());
            self.out.push_str(&name);
            if size == 1 {
                self.out.push_str(" = ");
            } else {
                self.out.push_str(" =\n");
                self.blank();
            }
            page(self, k * size..(k + 1) * size);
            if size != 1 && k + 1 < count {
                self.blank();
            }
        }
    }

    /// In `format rat` the gap between integers is not reckoned with.
    fn reckoned(&self, width: usize) -> usize {
        if self.format.style == Style::Rat { width - 2 } else { width }
    }

    /// The pages of an integer class: names at the margin, always a blank line between.
    fn integer_pages(&mut self, dims: &Dims, width: usize, texts: &[String]) {
        let (nr, nc) = (dims.rows(), dims.cols());
        let size = nr * nc;
        let count = texts.len() / size;
        let reckoned = self.reckoned(width);
        for k in 0..count {
            if !dims.is_matrix() {
                self.out.push_str(&format!("ans({}) =\n", super::page_subscripts(dims, k)));
                self.blank();
            }
            let element = |r: usize, c: usize| integer_cell(&texts[k * size + c * nr + r], width);
            let text = self.grid(nr, nc, reckoned).write(self.format, element);
            self.out.push_str(&text);
            if k + 1 < count {
                self.out.push('\n');
            }
        }
    }

    fn range(&mut self, r: &crate::range::Range) {
        let dims = Dims::row(r.len());
        let data = r.to_vec();
        if data.len() < 2 {
            return self.real(&dims, &data, false, Note::None);
        }
        let page = Page::Real(&data);
        let layout = layout::Layout::real(layout::Range::of_range(r), Shape::Range, self.format, false);
        let grid = Grid { full_blocks: true, ..self.grid(1, data.len(), 0) };
        let text = matrix::rows(page, grid, layout, self.format);
        self.out.push_str(&text);
    }

    fn integers(&mut self, dims: &Dims, data: &[i128], bits: u32) {
        let logical = bits == 1;
        let bits = bits.max(8);
        if dims.is_empty() {
            return self.empty("[]", dims);
        }
        let style = self.format.style;
        let texts: Vec<String> = data.iter().map(|&x| integer_text(x, bits, style)).collect();
        if dims.is_scalar() {
            self.out.push_str(&texts[0]);
            return self.out.push('\n');
        }
        // The smallest number of a signed class does not count.
        let counted = || data.iter().zip(&texts).filter(|(x, _)| **x != -(1i128 << (bits - 1)));
        let negative = counted().any(|(&x, _)| x < 0) && !matches!(style, Style::Hex | Style::Bit);
        let longest = counted().map(|(_, t)| t.trim_start_matches('-').len()).max().unwrap_or(1);
        let gap = if style == Style::Plus { 0 } else { 2 };
        let width = if style == Style::Plus { 1 } else { longest + negative as usize + gap };
        if logical {
            let nr = dims.rows();
            return self.pages(dims, |p, range| {
                let texts = &texts[range];
                if texts.len() == 1 {
                    return p.out.push_str(&format!("{}\n", texts[0]));
                }
                let element = |r: usize, c: usize| integer_cell(&texts[c * nr + r], width);
                let text = p.grid(nr, dims.cols(), p.reckoned(width)).write(p.format, element);
                p.out.push_str(&text);
            });
        }
        self.integer_pages(dims, width, &texts);
    }

    fn chars(&mut self, dims: &Dims, data: &[Char]) {
        let nr = dims.rows();
        if dims.is_matrix() && nr <= 1 {
            self.out.push_str(&octave_text(data));
            return self.out.push('\n');
        }
        let nc = dims.cols();
        if dims.is_empty() && nr == 0 {
            return self.out.push('\n');
        }
        self.pages(dims, |p, range| {
            let data = &data[range];
            for r in 0..nr {
                let row: Vec<Char> = (0..nc).map(|c| data[c * nr + r]).collect();
                p.out.push_str(&octave_text(&row));
                p.out.push('\n');
            }
        });
    }

    fn strings(&mut self, a: &NdArray<crate::Text>) {
        for t in a.data() {
            self.out.push_str(t.0.as_deref().unwrap_or("<missing>"));
            self.out.push('\n');
        }
        if a.is_empty() {
            self.empty("[]", a.dims());
        }
    }
}

fn integer_text(x: i128, bits: u32, style: Style) -> String {
    let mask = (1i128 << bits) - 1;
    match style {
        Style::Hex => format!("{:0w$x}", x & mask, w = bits as usize / 4),
        Style::Bit => format!("{:0w$b}", x & mask, w = bits as usize),
        Style::Plus => if x > 0 {
            "+"
        } else if x < 0 {
            "-"
        } else {
            " "
        }
        .into(),
        Style::Bank => format!("{x}.00"),
        _ => x.to_string(),
    }
}

/// The gap of two columns stays when the text is too long.
fn integer_cell(text: &str, width: usize) -> String {
    if width < 2 { text.to_string() } else { format!("  {}", super::number::pad(text, width - 2)) }
}

fn octave_text(data: &[Char]) -> String {
    crate::value::decode_in(data, runmat_syntax::Dialect::Octave)
}

fn widen(a: &NdArray<f32>) -> Vec<f64> {
    a.data().iter().map(|&x| x as f64).collect()
}

fn widen_complex(a: &NdArray<crate::C32>) -> Vec<C64> {
    a.data().iter().map(|z| C64::new(z.re as f64, z.im as f64)).collect()
}

/// Whether the value stands on the line of its name.
fn placement(v: &Value) -> Placement {
    let scalar_like = |d: &Dims| d.is_scalar() || d.is_empty();
    let inline = match v {
        Value::Cell(a) => {
            return if a.is_empty() || !a.dims().is_matrix() { Placement::Inline } else { Placement::Braces };
        }
        Value::Object(o) => o.preview_text().is_some(),
        Value::Struct(_) | Value::Map(_) | Value::Exception(_) | Value::Handle(_) => false,
        Value::Func(f) => !f.is_anonymous(),
        Value::Chars(a) if a.dims().is_matrix() => a.dims().rows() <= 1,
        Value::Chars(a) => a.is_empty(),
        _ => scalar_like(&v.dims()),
    };
    if inline { Placement::Inline } else { Placement::Block }
}
