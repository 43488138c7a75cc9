//! `fread` and `fwrite`.

use super::open::architecture;
use super::table::{self, OpenFile};
use crate::args;
use runmat_ignition::host::HostError;
use runmat_ignition::{Builtin, CallCx, Values, one};
use runmat_value::{Char, Class, Dims, Element, Error, NdArray, Result, Value, convert};

/// The rows of this module.
pub const TABLE: &[Builtin] = &[
    Builtin::many("fread", (1, 5), 3, fread)
        .doc("[x, count] = fread(fid, size, precision, skip, arch): reads binary data.\n\n    x = fread(fid, [1 Inf], 'uint8=>char');"),
    Builtin::many("fwrite", (2, 5), 1, fwrite)
        .doc("count = fwrite(fid, x, precision, skip, arch): writes binary data.\n\n    fwrite(fid, [1 2 3], 'int16');"),
];

/// What one element is in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kind {
    /// Class of the elements ([`Class::Char`]: a byte each).
    pub class: Class,
    /// Bytes of one.
    pub width: usize,
}

impl Kind {
    /// By name: `int16`, `uchar`, `real*8`, …
    pub fn parse(name: &str) -> Option<Kind> {
        let name: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let class = match name.as_str() {
            "int8" | "integer*1" | "schar" | "signedchar" => Class::Int8,
            "uint8" | "uchar" | "unsignedchar" => Class::Uint8,
            "char" | "char*1" => Class::Char,
            "int16" | "integer*2" | "short" => Class::Int16,
            "uint16" | "ushort" | "unsignedshort" => Class::Uint16,
            "int32" | "integer*4" | "int" => Class::Int32,
            "uint32" | "uint" | "unsignedint" => Class::Uint32,
            "int64" | "integer*8" | "long" => Class::Int64,
            "uint64" | "ulong" | "unsignedlong" => Class::Uint64,
            "single" | "float" | "float32" | "real*4" => Class::Single,
            "double" | "float64" | "real*8" => Class::Double,
            "logical" => Class::Logical,
            _ => return None,
        };
        let width = match class {
            Class::Int16 | Class::Uint16 => 2,
            Class::Int32 | Class::Uint32 | Class::Single => 4,
            Class::Int64 | Class::Uint64 | Class::Double => 8,
            _ => 1,
        };
        Some(Kind { class, width })
    }
}

/// The precision argument of `fread`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Precision {
    /// Elements between skips.
    block: usize,
    from: Kind,
    to: Class,
}

impl Precision {
    fn parse(text: &str) -> Option<Precision> {
        let (from, to) = match text.split_once("=>") {
            Some((from, to)) => (from, Some(to)),
            None => (text, None),
        };
        let from = from.trim();
        let (block, name) = match from.split_once('*') {
            Some(("", name)) => return same(1, name),
            Some((count, name)) if count.bytes().all(|b| b.is_ascii_digit()) => (count.parse().ok()?, name),
            _ => (1, from),
        };
        if let Some(name) = name.strip_prefix('*') {
            return same(block, name);
        }
        let to = match to {
            Some(to) => Kind::parse(to.trim())?.class,
            None => Class::Double,
        };
        Some(Precision { block, from: Kind::parse(name)?, to })
    }
}

fn same(block: usize, name: &str) -> Option<Precision> {
    let from = Kind::parse(name)?;
    Some(Precision { block, from, to: from.class })
}

fn bad_precision(cx: &CallCx<'_>) -> Error {
    cx.fail(
        "MATLAB:FileIO:InvalidPrecision",
        if cx.octave() { "invalid PRECISION specified" } else { "Invalid precision." },
    )
}

/// Rows and columns asked for; `None` is as many as there are.
fn size(cx: &CallCx<'_>, v: Option<&Value>) -> Result<(Option<usize>, Option<Option<usize>>)> {
    let bad = || cx.fail("MATLAB:FileIO:InvalidSize", "invalid SIZE specification");
    let Some(v) = v else { return Ok((None, None)) };
    let numbers = convert::to_f64_vec(v).ok_or_else(bad)?;
    let count = |x: f64| match x {
        f64::INFINITY => Ok(None),
        x if x.is_nan() => Err(bad()),
        x => Ok(Some(x.max(0.0).trunc() as usize)),
    };
    match numbers[..] {
        [] => Ok((None, None)),
        [n] => Ok((count(n)?, None)),
        [m, n] => match (count(m)?, count(n)?) {
            (None, _) => Err(cx.fail("MATLAB:FileIO:InvalidSize", "infinite value invalid as size specification")),
            (m, n) => Ok((m, Some(n))),
        },
        _ => Err(bad()),
    }
}

fn skip_of(cx: &CallCx<'_>, v: Option<&Value>) -> Result<usize> {
    match v {
        None => Ok(0),
        Some(v) if v.is_empty() => Ok(0),
        Some(v) => match v.as_f64() {
            Some(x) if x >= 0.0 && x == x.trunc() => Ok(x as usize),
            _ => Err(cx.fail("MATLAB:FileIO:InvalidSkip", "SKIP must be an integer")),
        },
    }
}

/// Precision, skip and number format may be given in this order; a text in place of the size is a precision.
fn fread(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let rest: Vec<Value> = match args.get(1) {
        Some(v) if v.is_char() || matches!(v, Value::Strings(_)) => [&[Value::Num(f64::INFINITY)], &args[1..]].concat(),
        _ => args[1..].to_vec(),
    };
    let (rows, cols) = size(cx, rest.first())?;
    let precision = match rest.get(1) {
        Some(p) => args::text(cx, p, "PRECISION")?,
        None => "uchar".into(),
    };
    let precision = Precision::parse(&precision).ok_or_else(|| bad_precision(cx))?;
    let (skip, arch) = skip_and_arch(cx, rest.get(2), rest.get(3))?;
    let limit = match (rows, cols) {
        (Some(r), Some(Some(c))) => Some(r.saturating_mul(c)),
        (Some(0), _) => Some(0),
        (Some(r), None) => Some(r),
        _ => None,
    };
    let name = cx.name;
    if id < 3 {
        return Err(Error::msg(format!("{name}: stream not open for reading")));
    }
    let file = table::open(cx, id)?;
    let big = arch.unwrap_or(if file.arch == "ieee-be" { "ieee-be" } else { "ieee-le" }) == "ieee-be";
    let bytes = gather(file, &precision, skip, limit).map_err(|e| Error::msg(format!("{name}: {e}")))?;
    let count = bytes.len() / precision.from.width;
    cx.charge(count);
    let dims = match (rows, cols) {
        _ if count == 0 => Dims::empty(),
        (Some(r), Some(_)) if count >= r => Dims::new(r, count.div_ceil(r)),
        _ => Dims::col(count),
    };
    let value = elements(bytes, precision.from, big, dims);
    let value = match precision.to {
        Class::Char if precision.from.class == Class::Char => value,
        to => convert::to_class(&value, to, cx.dialect())?,
    };
    Ok([value, Value::from(count)].into_iter().collect())
}

/// Skip and architecture; the skip may be left out.
fn skip_and_arch(cx: &CallCx<'_>, skip: Option<&Value>, arch: Option<&Value>) -> Result<(usize, Option<&'static str>)> {
    match skip {
        Some(v) if v.as_text().is_some() && arch.is_none() => Ok((0, arch_of(cx, Some(v))?)),
        skip => Ok((skip_of(cx, skip)?, arch_of(cx, arch)?)),
    }
}

fn arch_of(cx: &CallCx<'_>, v: Option<&Value>) -> Result<Option<&'static str>> {
    let Some(v) = v else { return Ok(None) };
    let name = args::text(cx, v, "ARCH")?;
    if matches!(name.as_str(), "native" | "n") {
        return Ok(Some("ieee-le"));
    }
    let known = architecture(&name);
    known.map(Some).ok_or_else(|| cx.fail("MATLAB:FileIO:InvalidMachineFormat", "invalid ARCH specified"))
}

/// The bytes of up to `limit` whole elements.
fn gather(file: &mut OpenFile, p: &Precision, skip: usize, limit: Option<usize>) -> Result<Vec<u8>, HostError> {
    let width = p.from.width;
    let wanted = limit.map_or(usize::MAX, |n| n.saturating_mul(width));
    let mut out = Vec::new();
    while out.len() < wanted {
        let chunk = if skip == 0 { wanted - out.len() } else { (p.block * width).min(wanted - out.len()) };
        let waiting = file.want(chunk)?;
        let got = waiting.len().min(chunk);
        out.extend_from_slice(&waiting[..got]);
        file.consume(got);
        if got < chunk {
            file.at_end = true;
            break;
        }
        if skip > 0 && out.len() < wanted {
            file.want(skip)?;
            file.consume(skip);
        }
    }
    out.truncate(out.len() / width * width);
    Ok(out)
}

macro_rules! from_bytes {
    ($t:ty, $bytes:expr, $big:expr, $dims:expr) => {{
        const WIDTH: usize = std::mem::size_of::<$t>();
        let one = |b: &[u8]| {
            let b: [u8; WIDTH] = b.try_into().expect("whole elements");
            if $big { <$t>::from_be_bytes(b) } else { <$t>::from_le_bytes(b) }
        };
        shaped($bytes.chunks_exact(WIDTH).map(one).collect(), $dims)
    }};
}

/// The elements in their array, filled up with zeros.
fn shaped<T: Element + Default>(mut data: Vec<T>, dims: Dims) -> Value {
    data.resize(dims.numel(), T::default());
    NdArray::new(dims, data).into()
}

/// Bytes as an array of a class.
pub fn elements(bytes: Vec<u8>, kind: Kind, big: bool, dims: Dims) -> Value {
    match kind.class {
        Class::Int8 => shaped(bytes.iter().map(|&b| b as i8).collect(), dims),
        Class::Uint8 => shaped(bytes, dims),
        Class::Logical => shaped(bytes.iter().map(|&b| b != 0).collect(), dims),
        Class::Int16 => from_bytes!(i16, bytes, big, dims),
        Class::Uint16 => from_bytes!(u16, bytes, big, dims),
        Class::Int32 => from_bytes!(i32, bytes, big, dims),
        Class::Uint32 => from_bytes!(u32, bytes, big, dims),
        Class::Int64 => from_bytes!(i64, bytes, big, dims),
        Class::Uint64 => from_bytes!(u64, bytes, big, dims),
        Class::Single => from_bytes!(f32, bytes, big, dims),
        Class::Double => from_bytes!(f64, bytes, big, dims),
        _ => shaped(bytes.iter().map(|&b| Char(b as u16)).collect(), dims),
    }
}

macro_rules! to_bytes {
    ($a:expr, $big:expr) => {
        $a.iter().flat_map(|x| if $big { x.to_be_bytes() } else { x.to_le_bytes() }).collect()
    };
}

/// The bytes of an array's elements; `None` for what has none (cells, structs, …).
pub fn bytes_of(v: &Value, big: bool) -> Option<Vec<u8>> {
    macro_rules! try_class {
        ($($t:ty),*) => {$(
            if let Some(a) = <$t as Element>::view(v) {
                return Some(to_bytes!(a.data(), big));
            }
        )*};
    }
    try_class!(f64, f32, i8, i16, i32, i64, u8, u16, u32, u64);
    if let Some(a) = bool::view(v) {
        return Some(a.data().iter().map(|&b| b as u8).collect());
    }
    let a = Char::view(v)?;
    Some(a.data().iter().map(|c| c.0.min(255) as u8).collect())
}

fn fwrite(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Values> {
    let id = table::file_id(cx, &args[0])?;
    let precision = match args.get(2) {
        Some(p) => args::text(cx, p, "PRECISION")?,
        None => "uchar".into(),
    };
    let parsed = Precision::parse(&precision).ok_or_else(|| bad_precision(cx))?;
    let (skip, arch) = skip_and_arch(cx, args.get(3), args.get(4))?;
    let data = convert::to_dense(&args[1]);
    if !(data.is_numeric() || data.is_char() || data.class() == Class::Logical) {
        let kind = if data.is_cell() { "cell".to_string() } else { data.class_name() };
        return Err(match cx.octave() {
            true => Error::msg(format!("octave_base_value::write(): wrong type argument '{kind}'")),
            false => Error::new("MATLAB:FileIO:InvalidData", "Invalid data argument."),
        });
    }
    let data = convert::real_part(&data);
    let count = data.numel();
    cx.charge(count);
    let open_arch = if id > 2 { table::open(cx, id)?.arch.clone() } else { String::new() };
    let big = arch.unwrap_or(&open_arch) == "ieee-be";
    let class = match parsed.from.class {
        Class::Char | Class::Logical => Class::Uint8,
        class => class,
    };
    let bytes = bytes_of(&convert::to_class(&data, class, cx.dialect())?, big).unwrap_or_default();
    if skip == 0 {
        table::write_bytes(cx, id, &bytes)?;
    } else {
        for block in bytes.chunks(parsed.block * parsed.from.width) {
            table::write_bytes(cx, id, &vec![0; skip])?;
            table::write_bytes(cx, id, block)?;
        }
    }
    Ok(if cx.nargout > 0 || cx.octave() { one(count) } else { Values::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precisions() {
        let p = |s| Precision::parse(s).map(|p| (p.block, p.from.class, p.to));
        assert_eq!(p("uint8"), Some((1, Class::Uint8, Class::Double)));
        assert_eq!(p("*int16"), Some((1, Class::Int16, Class::Int16)));
        assert_eq!(p("uint8=>char"), Some((1, Class::Uint8, Class::Char)));
        assert_eq!(p("4*uint16"), Some((4, Class::Uint16, Class::Double)));
        assert_eq!(p("real*8"), Some((1, Class::Double, Class::Double)));
        assert_eq!(p("char*1"), Some((1, Class::Char, Class::Double)));
        assert_eq!(p("signed char"), Some((1, Class::Int8, Class::Double)));
        assert_eq!(p("foo"), None);
    }
}
