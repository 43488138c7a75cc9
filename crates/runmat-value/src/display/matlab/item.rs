//! Values in one line: elements of cells and fields of structs.

use super::numeric;
use crate::array::{Element, NdArray};
use crate::class::Class;
use crate::dims::Dims;
use crate::display::format::Format;
use crate::value::Value;

/// A one-line form, with the place where padding goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Before the padding.
    head: String,
    /// After the padding.
    tail: String,
}

impl Item {
    fn left(text: impl Into<String>) -> Item {
        Item { head: text.into(), tail: String::new() }
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.head.chars().count() + self.tail.chars().count()
    }

    /// The text padded to `width`.
    pub fn padded(&self, width: usize) -> String {
        format!("{}{}{}", self.head, " ".repeat(width.saturating_sub(self.len())), self.tail)
    }
}

/// `2×3 double`.
pub fn description(v: &Value) -> String {
    let dims = v.dims();
    let size = if dims.ndims() > 4 { format!("{}-D", dims.ndims()) } else { dims.join("×") };
    format!("{size} {}", v.class_name())
}

/// The elements of a real or complex numeric or logical array, each as a scalar shows itself.
fn number_texts(v: &Value, format: &Format) -> Option<Vec<String>> {
    macro_rules! each {
        ($($t:ty => $f:expr),* $(,)?) => {
            $(if let Some(view) = <$t>::view(v) {
                return Some(view.data().iter().map($f).collect());
            })*
        };
    }
    if let Value::Range(r) = v {
        return Some(r.to_vec().iter().map(|&x| numeric::scalar_text(x, format, false)).collect());
    }
    if v.is_sparse() {
        return None;
    }
    each! {
        f64 => |&x| numeric::scalar_text(x, format, false),
        f32 => |&x| numeric::scalar_text(x as f64, format, true),
        crate::C64 => |&z| numeric::complex_scalar_text(z, format, false),
        crate::C32 => |z| numeric::complex_scalar_text(crate::C64::new(z.re as f64, z.im as f64), format, true),
        bool => |&b| (b as u8).to_string(),
        i8 => |x| x.to_string(), i16 => |x| x.to_string(), i32 => |x| x.to_string(), i64 => |x| x.to_string(),
        u8 => |x| x.to_string(), u16 => |x| x.to_string(), u32 => |x| x.to_string(), u64 => |x| x.to_string(),
    }
    None
}

/// `1 2 3` for a non-empty row of at most ten numbers (any scalar included).
fn short_row(v: &Value, format: &Format) -> Option<String> {
    let dims = v.dims();
    if !dims.is_row() || dims.is_empty() || dims.cols() > 10 {
        return None;
    }
    number_texts(v, format).map(|t| t.join(" "))
}

fn quoted(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        format!("'{text}'")
    } else {
        format!("'{}…'", text.chars().take(most.saturating_sub(1)).collect::<String>())
    }
}

fn char_text(v: &Value) -> Option<String> {
    (v.is_char() && v.dims().is_row() && !v.is_empty()).then(|| super::text::row(v))
}

/// What a cell shows for an element, without the braces.
pub fn cell_item(v: &Value, format: &Format) -> Item {
    if let Some(t) = char_text(v) {
        return Item::left(quoted(&t, format.width.saturating_sub(10)));
    }
    if let Some(t) = short_row(v, format) {
        return Item { head: "[".into(), tail: format!("{t}]") };
    }
    match v {
        Value::Strings(a) if a.len() == 1 => {
            Item { head: format!("[{}", super::text::quote(&a.data()[0])), tail: "]".into() }
        }
        Value::Func(f) => Item::left(super::handle_text(f)),
        Value::Object(o) => match o.preview_text() {
            Some(t) => Item { head: format!("[{t}"), tail: "]".into() },
            None => Item::left(description(v)),
        },
        _ => Item::left(description(v)),
    }
}

/// What a cell shown inside a struct field has for an element.
fn nested_item(v: &Value, format: &Format) -> String {
    if let Some(t) = char_text(v) {
        return quoted(&t, usize::MAX);
    }
    if let Some(t) = short_row(v, format) {
        return format!("[{t}]");
    }
    match v {
        Value::Strings(a) if a.len() == 1 => format!("[{}]", super::text::quote(&a.data()[0])),
        Value::Func(f) => super::handle_text(f),
        Value::Cell(_) => format!("{{{}}}", description(v)),
        Value::Object(o) => format!("[{}]", o.preview_text().unwrap_or_else(|| description(v))),
        _ => format!("[{}]", description(v)),
    }
}

/// What a struct shows for a field, in at most `room` characters where it can be shortened.
pub fn field(v: &Value, format: &Format, room: usize) -> String {
    if let Value::Boxed(b) = v {
        return field(&b.lock().unwrap(), format, room);
    }
    let dims = v.dims();
    if v.class() == Class::Double && dims.is_zero_by_zero() && !v.is_sparse() {
        return "[]".into();
    }
    if v.is_char() {
        return match char_text(v) {
            Some(t) => quoted(&t, room.saturating_sub(2)),
            None if dims.is_zero_by_zero() => "''".into(),
            None => format!("[{}]", description(v)),
        };
    }
    match v {
        Value::Strings(a) => return strings(a, v),
        Value::Cell(a) => return cells(a, v, format, room),
        Value::Func(f) => return super::handle_text(f),
        Value::Object(o) => return o.preview_text().unwrap_or_else(|| format!("[{}]", description(v))),
        _ => {}
    }
    let texts = if dims.is_row() && !dims.is_empty() { number_texts(v, format) } else { None };
    match texts {
        Some(t) if t.len() == 1 => t[0].clone(),
        Some(t) => row(&t, &description(v), room),
        None => format!("[{}]", description(v)),
    }
}

/// `[1 2 3]`, or as much of it as fits, followed by ` … ] (1×64 double)`.
fn row(texts: &[String], description: &str, room: usize) -> String {
    let full = format!("[{}]", texts.join(" "));
    if full.chars().count() <= room {
        return full;
    }
    let end = format!(" … ] ({description})");
    let mut room = room.saturating_sub(end.chars().count() + 1);
    let mut kept = String::from("[");
    for (k, t) in texts.iter().enumerate() {
        let need = t.chars().count() + (k > 0) as usize;
        if k > 0 && need > room {
            break;
        }
        room = room.saturating_sub(need);
        if k > 0 {
            kept.push(' ');
        }
        kept.push_str(t);
    }
    kept + &end
}

fn strings(a: &NdArray<crate::Text>, v: &Value) -> String {
    match a.len() {
        1 => super::text::quote(&a.data()[0]),
        n if n > 0 && a.dims().is_row() => {
            format!("[{}]", a.data().iter().map(super::text::quote).collect::<Vec<_>>().join("    "))
        }
        _ => format!("[{}]", description(v)),
    }
}

fn cells(a: &NdArray<Value>, v: &Value, format: &Format, room: usize) -> String {
    if a.dims().is_zero_by_zero() {
        return "{}".into();
    }
    if a.dims().is_row() && !a.is_empty() && a.len() <= 10 {
        let text = a.data().iter().map(|x| nested_item(x, format)).collect::<Vec<_>>().join("  ");
        if text.chars().count() + 2 <= room {
            return format!("{{{text}}}");
        }
    }
    format!("{{{}}}", description(v))
}

/// Most elements that a preview names.
const NAMED: usize = 10;
/// Most characters of them.
const WIDTH: usize = 60;

/// What a workspace browser shows: the elements where they are few, else size and class.
pub fn preview(v: &Value, format: &Format) -> String {
    if let Value::Boxed(b) = v {
        return preview(&b.lock().unwrap(), format);
    }
    let dims = v.dims();
    let text = match v {
        Value::Func(f) => Some(super::handle_text(f)),
        Value::Object(o) => o.preview_text(),
        Value::Strings(a) if a.len() <= NAMED => matrix(&dims, a.data().iter().map(super::text::quote).collect()),
        _ if v.is_char() && dims.is_zero_by_zero() => Some("''".into()),
        _ if v.is_char() => return char_text(v).map_or_else(|| description(v), |t| quoted(&t, WIDTH)),
        _ if v.class() == Class::Double && dims.is_zero_by_zero() && !v.is_sparse() => Some("[]".into()),
        _ if dims.numel() <= NAMED => number_texts(v, format).and_then(|texts| matrix(&dims, texts)),
        _ => None,
    };
    let sparse = if v.is_sparse() { "sparse " } else { "" };
    let described = || {
        let (size, class) = (description(v), v.class_name());
        format!("{}{sparse}{class}", &size[..size.len() - class.len()])
    };
    text.filter(|t| matches!(v, Value::Func(_)) || t.chars().count() <= WIDTH).unwrap_or_else(described)
}

/// `[1 2;3 4]`, and scalars without brackets.
fn matrix(dims: &Dims, texts: Vec<String>) -> Option<String> {
    if texts.is_empty() || !dims.is_matrix() {
        return None;
    }
    if let [only] = texts.as_slice() {
        return Some(only.clone());
    }
    let row = |i| texts.iter().skip(i).step_by(dims.rows()).map(String::as_str).collect::<Vec<_>>().join(" ");
    Some(format!("[{}]", (0..dims.rows()).map(row).collect::<Vec<_>>().join(";")))
}
