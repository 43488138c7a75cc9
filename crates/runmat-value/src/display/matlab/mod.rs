//! MATLAB's way of showing values: a name line, a line that states class and size where the class is
//! not double, and the body.

mod item;
mod numeric;
mod table;
mod text;

use super::format::{Format, Style};
use super::number;
use crate::array::{C64, Char, Element};
use crate::class::Class;
use crate::dims::Dims;
use crate::exception::Exception;
use crate::function::FunctionHandle;
use crate::structs::StructArray;
use crate::value::Value;
use numeric::{ComplexLayout, Layout};

/// A value in one line.
pub fn one_line(v: &Value, format: &Format) -> String {
    item::field(v, format, format.width)
}

/// A value as a workspace browser lists it.
pub fn preview(v: &Value, format: &Format) -> String {
    item::preview(v, format)
}

/// The elements as columns of tables show them.
pub fn column_items(v: &Value, format: &Format) -> Vec<String> {
    let rows = v.dims().rows().max(1);
    match v {
        Value::Cell(c) => {
            let items: Vec<item::Item> = c.data().iter().map(|x| item::cell_item(x, format)).collect();
            let braced = |column: &[item::Item]| {
                let width = column.iter().map(item::Item::len).max().unwrap_or(0);
                column.iter().map(|i| format!("{{{}}}", i.padded(width))).collect::<Vec<_>>()
            };
            items.chunks(rows).flat_map(braced).collect()
        }
        Value::Strings(a) => a.data().iter().map(text::quote).collect(),
        _ => Vec::new(),
    }
}

/// What an unsuppressed statement prints.
pub fn display(name: &str, v: &Value, format: &Format) -> String {
    if let Value::Boxed(b) = v {
        return display(name, &b.lock().unwrap(), format);
    }
    let p = Printer { format, named: true };
    if name.is_empty() {
        return p.body(v) + p.blank();
    }
    if has_pages(v) {
        let header = p.header(v);
        let start = if header.is_empty() { String::new() } else { format!("{}{header}", p.blank()) };
        return start + &p.pages(name, v);
    }
    let space = if trailing_space(v) { " " } else { "" };
    let header = p.header(v);
    let gap = if header.is_empty() { "" } else { p.blank() };
    let blank = p.blank();
    format!("{blank}{name} ={space}\n{blank}{header}{gap}{}{blank}", p.body(v))
}

/// What `disp` prints.
pub fn disp(v: &Value, format: &Format) -> String {
    let p = Printer { format, named: false };
    match v {
        Value::Boxed(b) => disp(&b.lock().unwrap(), format),
        Value::Char(_) | Value::Chars(_) if v.dims().is_matrix() => p.bare_chars(v),
        Value::Strings(a) if a.len() == 1 => format!("{}\n", a.data()[0].0.as_deref().unwrap_or("<missing>")),
        Value::F64(a) if a.dims().is_zero_by_zero() => String::new(),
        _ if has_pages(v) => p.pages("", v),
        _ => p.body(v) + p.blank(),
    }
}

/// The text of a function handle, with its `@`.
fn handle_text(f: &FunctionHandle) -> String {
    let text = f.text();
    if text.starts_with('@') { text.to_string() } else { format!("@{text}") }
}

/// More than two dimensions, shown page by page.
fn has_pages(v: &Value) -> bool {
    let dims = v.dims();
    !dims.is_matrix() && !dims.is_empty() && !matches!(v, Value::Struct(_) | Value::Object(_) | Value::Handle(_))
}

/// Whether the name line ends in a space.
fn trailing_space(v: &Value) -> bool {
    use Value::*;
    matches!(v, Struct(_) | Strings(_) | Map(_) | Exception(_) | Cleanup(_) | Object(_) | Handle(_))
}

struct Printer<'a> {
    format: &'a Format,
    /// Chars and strings are quoted.
    named: bool,
}

impl Printer<'_> {
    fn blank(&self) -> &'static str {
        if self.format.compact { "" } else { "\n" }
    }

    /// `  2×2 int8 matrix`, where the class is announced. Empty values announce themselves in the body.
    fn header(&self, v: &Value) -> String {
        let dims = v.dims();
        let class = v.class();
        if dims.is_empty() || v.is_sparse() {
            return String::new();
        }
        let text = match class {
            Class::Double => return String::new(),
            _ if class.is_numeric() && dims.is_scalar() => class.name().to_string(),
            Class::Logical if dims.is_scalar() => "logical".into(),
            _ if class.is_numeric() => format!("{} {} {}", size(&dims), class.name(), shape_word(&dims)),
            Class::Char | Class::String
                if dims.is_matrix() && dims.is_row() && (class == Class::Char || dims.is_scalar()) =>
            {
                return String::new();
            }
            Class::Logical | Class::Char | Class::String | Class::Cell => {
                format!("{} {} array", size(&dims), class.name())
            }
            _ => return String::new(),
        };
        format!("  {text}\n")
    }

    /// The value without name line and header.
    fn body(&self, v: &Value) -> String {
        use Value::*;
        if v.dims().is_empty() && !v.is_sparse() && !matches!(v, Map(_) | Object(_) | Handle(_)) {
            return self.empty(v);
        }
        match v {
            Undef => String::new(),
            Struct(s) => self.structure(s),
            Func(f) if self.named => format!("  function_handle with value:\n{}    {}\n", self.blank(), handle_text(f)),
            Func(f) => format!("    {}\n", handle_text(f)),
            Sparse(_) | SparseComplex(_) | SparseBool(_) => self.sparse(v),
            Map(m) => self.properties(
                "Map",
                &[
                    ("Count", m.len().to_string()),
                    ("KeyType", m.key_type.to_string()),
                    ("ValueType", m.value_type.to_string()),
                ],
            ),
            Exception(e) => self.exception(e),
            Cleanup(t) => self.properties("onCleanup", &[("task", item::field(&t.function, self.format, usize::MAX))]),
            Object(o) => self.object(&o.class, &o.shown()),
            Handle(h) => self.object(&h.class, &h.fields.lock().unwrap()),
            Device(d) => format!("  {}\n", crate::display::on_device(d)),
            Boxed(b) => self.body(&b.lock().unwrap()),
            _ => self.page(v, 0),
        }
    }

    fn empty(&self, v: &Value) -> String {
        let dims = v.dims();
        let class = v.class();
        if let Value::Struct(s) = v {
            return self.structure(s);
        }
        if class == Class::Double && dims.is_zero_by_zero() {
            return "     []\n".into();
        }
        if dims.ndims() > 4 {
            return format!("  {}-D empty {} array\n", dims.ndims(), class.name());
        }
        let word = if class.is_numeric() { shape_word(&dims) } else { "array" };
        format!("  {} empty {} {word}\n", size(&dims), class.name())
    }

    /// All pages of an array, each under its own name.
    fn pages(&self, name: &str, v: &Value) -> String {
        let dims = v.dims();
        let count = dims.numel() / (dims.rows() * dims.cols()).max(1);
        let blank = self.blank();
        (0..count)
            .map(|k| {
                let at = super::page_subscripts(&dims, k);
                format!("{blank}{name}({at}) =\n{blank}{}{blank}", self.page(v, k))
            })
            .collect()
    }

    /// The rows of page `k`.
    fn page(&self, v: &Value, k: usize) -> String {
        let dims = v.dims();
        let size = dims.rows() * dims.cols();
        let at = k * size..(k + 1) * size;
        macro_rules! integers {
            ($($t:ty),*) => {
                $(if let Some(view) = <$t>::view(v) {
                    let all: Vec<i128> = view.data().iter().map(|&x| x as i128).collect();
                    return self.integers(&dims, &all, at, <$t>::BITS as usize);
                })*
            };
        }
        if let Value::Range(r) = v {
            return self.real(&dims, &r.to_vec(), false);
        }
        if let Some(a) = f64::view(v) {
            return self.real(&dims, &a.data()[at], false);
        }
        if let Some(a) = f32::view(v) {
            return self.real(&dims, &a.data()[at].iter().map(|&x| x as f64).collect::<Vec<_>>(), true);
        }
        if let Some(a) = C64::view(v) {
            return self.complex(&dims, &a.data()[at], false);
        }
        if let Some(a) = crate::C32::view(v) {
            let data: Vec<C64> = a.data()[at].iter().map(|z| C64::new(z.re as f64, z.im as f64)).collect();
            return self.complex(&dims, &data, true);
        }
        if let Some(a) = bool::view(v) {
            let all: Vec<i128> = a.data().iter().map(|&b| b as i128).collect();
            return self.integers(&dims, &all, at, 8);
        }
        integers!(i8, i16, i32, i64, u8, u16, u32, u64);
        if let Some(a) = Char::view(v) {
            let rows = text::rows(&a.data()[at], dims.rows(), dims.cols());
            let quote =
                |r: &String| if self.named { format!("    '{}'\n", text::indented(r)) } else { format!("{r}\n") };
            return rows.iter().map(quote).collect();
        }
        match v {
            Value::Strings(a) => self.strings(&dims, &a.data()[at]),
            Value::Cell(a) => self.cells(&dims, &a.data()[at]),
            _ => format!("  {}\n", item::description(v)),
        }
    }

    fn real(&self, dims: &Dims, data: &[f64], single: bool) -> String {
        let layout = Layout::real(data, self.format, single);
        let nr = dims.rows();
        numeric::scale_line(layout.scale, self.format)
            + &table::even(nr, dims.cols(), layout.width, self.format, layout.tail(), |r, c| {
                layout.cell(data[c * nr + r])
            })
    }

    fn complex(&self, dims: &Dims, data: &[C64], single: bool) -> String {
        let layout = ComplexLayout::of(data, self.format, single);
        let nr = dims.rows();
        numeric::scale_line(layout.scale(), self.format)
            + &table::even(nr, dims.cols(), layout.width(), self.format, "", |r, c| layout.cell(data[c * nr + r]))
    }

    fn integers(&self, dims: &Dims, all: &[i128], at: std::ops::Range<usize>, bits: usize) -> String {
        let text = |x: i128| match self.format.style {
            Style::Hex => format!("{:0w$x}", x & ((1 << bits) - 1), w = bits / 4),
            Style::Plus => if x > 0 {
                "+"
            } else if x < 0 {
                "-"
            } else {
                " "
            }
            .into(),
            _ => x.to_string(),
        };
        let longest = all.iter().map(|&x| text(x).trim_start_matches('-').len()).max().unwrap_or(1);
        let negative = all.iter().any(|&x| x < 0) && self.format.style != Style::Hex;
        let width = match self.format.style {
            Style::Plus => 1,
            _ if all.len() == 1 => 0,
            _ => 3 + longest + negative as usize,
        };
        let (nr, data) = (dims.rows(), &all[at]);
        if all.len() == 1 && width == 0 {
            return format!("   {}\n", text(all[0]));
        }
        table::even(nr, dims.cols(), width, self.format, "", |r, c| number::pad(&text(data[c * nr + r]), width))
    }

    fn bare_chars(&self, v: &Value) -> String {
        let dims = v.dims();
        match Char::view(v) {
            Some(a) if dims.rows() > 0 => {
                text::rows(a.data(), dims.rows(), dims.cols()).iter().map(|r| format!("{r}\n")).collect()
            }
            _ => "\n".into(),
        }
    }

    fn strings(&self, dims: &Dims, data: &[crate::Text]) -> String {
        let nr = dims.rows();
        let items: Vec<String> = data.iter().map(|t| text::indented(&text::quote(t))).collect();
        let widths: Vec<usize> =
            items.chunks(nr.max(1)).map(|col| 4 + col.iter().map(|s| s.chars().count()).max().unwrap_or(0)).collect();
        let last = widths.len().saturating_sub(1);
        table::uneven(nr, &widths, self.format, |r, c| {
            let s = &items[c * nr + r];
            let pad = if c == last { 0 } else { widths[c] - 4 - s.chars().count() };
            format!("    {s}{}", " ".repeat(pad))
        })
    }

    fn cells(&self, dims: &Dims, data: &[Value]) -> String {
        let nr = dims.rows();
        let items: Vec<item::Item> = data.iter().map(|v| item::cell_item(v, self.format)).collect();
        let longest: Vec<usize> =
            items.chunks(nr.max(1)).map(|col| col.iter().map(item::Item::len).max().unwrap_or(0)).collect();
        let widths: Vec<usize> = longest.iter().map(|w| w + 6).collect();
        table::uneven(nr, &widths, self.format, |r, c| format!("    {{{}}}", items[c * nr + r].padded(longest[c])))
    }

    fn structure(&self, s: &StructArray) -> String {
        let blank = self.blank();
        if s.len() == 1 {
            if s.names().is_empty() {
                return "  struct with no fields.\n".into();
            }
            let title = if self.named { format!("  struct with fields:\n{blank}") } else { String::new() };
            return title + &self.fields(s);
        }
        let empty = if s.is_empty() { "empty " } else { "" };
        let title = format!("  {} {empty}struct array with ", size(s.dims()));
        if s.names().is_empty() {
            return title + "no fields.\n";
        }
        let names: String = s.names().iter().map(|n| format!("    {n}\n")).collect();
        format!("{title}fields:\n{blank}{names}")
    }

    fn fields(&self, s: &StructArray) -> String {
        let longest = s.names().iter().map(|n| n.chars().count()).max().unwrap_or(0);
        let room = self.format.width.saturating_sub(longest + 6);
        let value = |f: usize| item::field(s.at(0, f), self.format, room);
        s.names().iter().enumerate().map(|(f, n)| format!("    {n:>longest$}: {}\n", value(f))).collect()
    }

    /// `  Map with properties:` and the lines below.
    fn properties(&self, class: &str, rows: &[(&str, String)]) -> String {
        let longest = rows.iter().map(|(n, _)| n.chars().count()).max().unwrap_or(0);
        let lines: String = rows.iter().map(|(n, t)| format!("    {n:>longest$}: {t}\n")).collect();
        format!("  {class} with properties:\n{}{lines}", self.blank())
    }

    fn object(&self, class: &str, fields: &StructArray) -> String {
        let class = class.rsplit('.').next().unwrap_or(class);
        if fields.len() != 1 {
            let names: String = fields.names().iter().map(|n| format!("    {n}\n")).collect();
            return format!("  {} {class} array with properties:\n{}{names}", size(fields.dims()), self.blank());
        }
        if fields.names().is_empty() {
            return format!("  {class} with no properties.\n");
        }
        format!("  {class} with properties:\n{}{}", self.blank(), self.fields(fields))
    }

    fn exception(&self, e: &Exception) -> String {
        let cause = match e.causes.len() {
            0 => "{}".to_string(),
            n => format!("{{{n}×1 cell}}"),
        };
        self.properties(
            "MException",
            &[
                ("identifier", format!("'{}'", e.identifier)),
                ("message", format!("'{}'", e.message)),
                ("cause", cause),
                ("stack", format!("[{}×1 struct]", e.stack.len())),
                ("Correction", "[]".into()),
            ],
        )
    }

    fn sparse(&self, v: &Value) -> String {
        let places: Vec<(usize, usize)>;
        let (texts, scale): (Vec<String>, i32) = match v {
            Value::Sparse(s) => {
                places = s.iter().map(|(r, c, _)| (r, c)).collect();
                let layout = Layout::real(s.values(), self.format, false);
                (s.values().iter().map(|&x| layout.cell(x)).collect(), layout.scale)
            }
            Value::SparseComplex(s) => {
                places = s.iter().map(|(r, c, _)| (r, c)).collect();
                let layout = ComplexLayout::of(s.values(), self.format, false);
                (s.values().iter().map(|&z| layout.cell(z)).collect(), layout.scale())
            }
            Value::SparseBool(s) => {
                places = s.iter().map(|(r, c, _)| (r, c)).collect();
                (places.iter().map(|_| number::pad("1", 6)).collect(), 0)
            }
            _ => return String::new(),
        };
        if places.is_empty() {
            return format!("   All zero sparse: {}\n", size(&v.dims()));
        }
        let pairs: Vec<String> = places.iter().map(|(r, c)| format!("({},{})", r + 1, c + 1)).collect();
        let longest = pairs.iter().map(String::len).max().unwrap_or(0);
        let lines: String = pairs.iter().zip(&texts).map(|(p, t)| format!("   {p:<longest$}   {t}\n")).collect();
        numeric::scale_line(scale, self.format) + &lines
    }
}

/// `2×3×4`.
fn size(dims: &Dims) -> String {
    dims.join("×")
}

/// What an array of this size is called.
fn shape_word(dims: &Dims) -> &'static str {
    match (dims.is_matrix(), dims.is_row(), dims.is_col()) {
        (false, ..) => "array",
        (_, true, _) => "row vector",
        (_, _, true) => "column vector",
        _ => "matrix",
    }
}
