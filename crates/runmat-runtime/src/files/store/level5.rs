//! MATLAB's level 5 format of saved variables (`-v6`, and compressed `-v7`).

use super::text::{Entry, Outcome};
use crate::files::binary::{Kind, bytes_of, elements};
use runmat_value::function::FunctionHandle;
use runmat_value::object::Object;
use runmat_value::sparse::Sparse;
use runmat_value::text::chars;
use runmat_value::value::decode_in;
use runmat_value::{C32, C64, Char, Class, Dialect, Dims, Element, Name, NdArray, StructArray, Value, convert};
use std::sync::Arc;

const MI_INT8: u32 = 1;
const MI_UINT8: u32 = 2;
const MI_UINT16: u32 = 4;
const MI_INT32: u32 = 5;
const MI_UINT32: u32 = 6;
const MI_DOUBLE: u32 = 9;
const MI_MATRIX: u32 = 14;
const MI_COMPRESSED: u32 = 15;
const MI_UTF8: u32 = 16;
const MI_UTF16: u32 = 17;

const MX_CELL: u8 = 1;
const MX_STRUCT: u8 = 2;
const MX_OBJECT: u8 = 3;
const MX_CHAR: u8 = 4;
const MX_SPARSE: u8 = 5;
const MX_FUNCTION: u8 = 16;

/// Longest field name written (with its end).
const FIELD: usize = 64;
/// More bytes than this are not unpacked from one variable.
const MOST: usize = 1 << 31;

/// Array class number and data type number of the numeric classes.
fn numbers_of(class: Class) -> Option<(u8, u32)> {
    Some(match class {
        Class::Double => (6, 9),
        Class::Single => (7, 7),
        Class::Int8 => (8, 1),
        Class::Uint8 | Class::Logical => (9, 2),
        Class::Int16 => (10, 3),
        Class::Uint16 => (11, 4),
        Class::Int32 => (12, 5),
        Class::Uint32 => (13, 6),
        Class::Int64 => (14, 12),
        Class::Uint64 => (15, 13),
        _ => return None,
    })
}

fn class_of_number(number: u8) -> Option<Class> {
    Some(match number {
        6 => Class::Double,
        7 => Class::Single,
        8 => Class::Int8,
        9 => Class::Uint8,
        10 => Class::Int16,
        11 => Class::Uint16,
        12 => Class::Int32,
        13 => Class::Uint32,
        14 => Class::Int64,
        15 => Class::Uint64,
        _ => return None,
    })
}

/// The elements of a data type.
fn kind_of(data_type: u32) -> Option<Kind> {
    let (class, width) = match data_type {
        1 => (Class::Int8, 1),
        2 => (Class::Uint8, 1),
        3 => (Class::Int16, 2),
        4 => (Class::Uint16, 2),
        5 => (Class::Int32, 4),
        6 => (Class::Uint32, 4),
        7 => (Class::Single, 4),
        9 => (Class::Double, 8),
        12 => (Class::Int64, 8),
        13 => (Class::Uint64, 8),
        _ => return None,
    };
    Some(Kind { class, width })
}

/// The first 128 bytes of a file.
pub fn header(date: &str) -> Vec<u8> {
    let mut out = format!("MATLAB 5.0 MAT-file, written by RunMat, {date}").into_bytes();
    out.resize(116, b' ');
    out.resize(124, 0);
    out.extend_from_slice(&0x0100u16.to_le_bytes());
    out.extend_from_slice(b"IM");
    out
}

/// Whether a file is in this format.
pub fn is_level5(data: &[u8]) -> bool {
    data.len() >= 128 && matches!(&data[126..128], b"IM" | b"MI") && matches!(&data[124..126], [0, 1] | [1, 0])
}

fn element(out: &mut Vec<u8>, data_type: u32, bytes: &[u8]) {
    if bytes.len() <= 4 && !bytes.is_empty() {
        out.extend_from_slice(&(data_type | (bytes.len() as u32) << 16).to_le_bytes());
        out.extend_from_slice(bytes);
    } else {
        out.extend_from_slice(&data_type.to_le_bytes());
        out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(bytes);
    }
    while !out.len().is_multiple_of(8) {
        out.push(0);
    }
}

/// Writes a variable, compressed or not.
pub fn write(out: &mut Vec<u8>, entry: &Entry, compress: bool) -> Outcome<()> {
    let mut body = Vec::new();
    matrix(&mut body, &entry.name, entry.global, &entry.value)?;
    if !compress {
        out.extend(body);
        return Ok(());
    }
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&body, 6);
    out.extend_from_slice(&MI_COMPRESSED.to_le_bytes());
    out.extend_from_slice(&(packed.len() as u32).to_le_bytes());
    out.extend(packed);
    Ok(())
}

fn ints(values: impl IntoIterator<Item = usize>) -> Vec<u8> {
    values.into_iter().flat_map(|x| (x as i32).to_le_bytes()).collect()
}

/// The shared head of an array element, then its parts, as one element of matrix type.
fn matrix(out: &mut Vec<u8>, name: &str, global: bool, v: &Value) -> Outcome<()> {
    let mut body = Vec::new();
    let flags = (v.is_complex() as u32) << 11 | (global as u32) << 10 | ((v.class() == Class::Logical) as u32) << 9;
    let v = if let Value::Strings(a) = v { string_cells(a) } else { v.clone() };
    let mx = match &v {
        Value::Cell(_) => MX_CELL,
        Value::Struct(_) => MX_STRUCT,
        Value::Object(_) => MX_OBJECT,
        Value::Char(_) | Value::Chars(_) => MX_CHAR,
        Value::Sparse(_) | Value::SparseComplex(_) | Value::SparseBool(_) => MX_SPARSE,
        v => numbers_of(v.class()).ok_or_else(|| format!("wrong type argument '{}'", v.class_name()))?.0,
    };
    let most = match &v {
        Value::Sparse(s) => s.nnz(),
        Value::SparseComplex(s) => s.nnz(),
        Value::SparseBool(s) => s.nnz(),
        _ => 0,
    };
    let words = [flags | mx as u32, most as u32];
    element(&mut body, MI_UINT32, &words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<_>>());
    let dims = if let Value::Object(o) = &v { o.fields.dims().clone() } else { v.dims() };
    element(&mut body, MI_INT32, &ints(dims.iter().copied()));
    element(&mut body, MI_INT8, name.as_bytes());
    match &v {
        Value::Cell(c) => c.data().iter().try_for_each(|x| matrix(&mut body, "", false, x))?,
        Value::Struct(s) => structure(&mut body, s)?,
        Value::Object(o) => {
            element(&mut body, MI_INT8, o.class.as_bytes());
            structure(&mut body, &o.fields)?;
        }
        Value::Char(_) | Value::Chars(_) => text(&mut body, &v),
        Value::Sparse(s) => sparse(&mut body, s, |x| Value::col(x.to_vec())),
        Value::SparseComplex(s) => sparse(&mut body, s, |x| NdArray::col(x.to_vec()).into()),
        Value::SparseBool(s) => sparse(&mut body, s, |x| NdArray::col(x.to_vec()).into()),
        v => parts(&mut body, &convert::to_dense(v)),
    }
    out.extend_from_slice(&MI_MATRIX.to_le_bytes());
    out.extend_from_slice(&u32::try_from(body.len()).map_err(|_| "the variable is too large")?.to_le_bytes());
    out.extend(body);
    Ok(())
}

fn string_cells(a: &NdArray<runmat_value::Text>) -> Value {
    let items = a.data().iter().map(|t| Value::text(t.0.as_deref().unwrap_or(""))).collect::<Vec<Value>>();
    NdArray::new(a.dims().clone(), items).into()
}

/// Real part, and imaginary part if there is one.
fn parts(out: &mut Vec<u8>, v: &Value) {
    let data_type = numbers_of(v.class()).map_or(MI_DOUBLE, |n| n.1);
    if let Some(a) = C64::view(v) {
        let real: Vec<u8> = a.data().iter().flat_map(|z| z.re.to_le_bytes()).collect();
        let imag: Vec<u8> = a.data().iter().flat_map(|z| z.im.to_le_bytes()).collect();
        element(out, data_type, &real);
        element(out, data_type, &imag);
    } else if let Some(a) = C32::view(v) {
        let real: Vec<u8> = a.data().iter().flat_map(|z| z.re.to_le_bytes()).collect();
        let imag: Vec<u8> = a.data().iter().flat_map(|z| z.im.to_le_bytes()).collect();
        element(out, data_type, &real);
        element(out, data_type, &imag);
    } else {
        element(out, data_type, &bytes_of(v, false).unwrap_or_default());
    }
}

/// Text in UTF-16: Octave's bytes are decoded row by row where that keeps the shape.
fn text(out: &mut Vec<u8>, v: &Value) {
    let view = Char::view(v).expect("a char array");
    let units: Vec<u16> = view.data().iter().map(|c| c.0).collect();
    let ascii = units.iter().all(|&u| u < 0x80);
    match ascii {
        true => element(out, MI_UINT16, &units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<_>>()),
        false if units.iter().all(|&u| u < 0x100) && view.dims().is_row() => {
            element(out, MI_UTF8, &units.iter().map(|&u| u as u8).collect::<Vec<_>>())
        }
        false => element(out, MI_UINT16, &units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<_>>()),
    }
}

fn structure(out: &mut Vec<u8>, s: &StructArray) -> Outcome<()> {
    element(out, MI_INT32, &(FIELD as i32).to_le_bytes());
    let mut names = Vec::new();
    for name in s.names() {
        let mut field = name.as_bytes()[..name.len().min(FIELD - 1)].to_vec();
        field.resize(FIELD, 0);
        names.extend(field);
    }
    element(out, MI_INT8, &names);
    s.values().iter().try_for_each(|v| matrix(out, "", false, v))
}

fn sparse<T: Element>(out: &mut Vec<u8>, s: &Sparse<T>, values: impl Fn(&[T]) -> Value) {
    element(out, MI_INT32, &ints(s.row_index().iter().copied()));
    element(out, MI_INT32, &ints(s.col_start().iter().copied()));
    parts(out, &convert::to_dense(&values(s.values())));
}

/// Reads all variables.
pub fn read(data: &[u8], dialect: Dialect) -> Outcome<Vec<Entry>> {
    let big = &data[126..128] == b"MI";
    let mut out = Vec::new();
    let mut reader = Reader { data, at: 128, big, dialect };
    while reader.at + 8 <= data.len() {
        let (data_type, bytes) = reader.element()?;
        let unpacked;
        let bytes = if data_type == MI_COMPRESSED {
            unpacked = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(bytes, MOST)
                .map_err(|_| "the compressed data is damaged")?;
            let mut inner = Reader { data: &unpacked, at: 0, big, dialect };
            match inner.element()? {
                (MI_MATRIX, bytes) => bytes,
                _ => continue,
            }
        } else if data_type == MI_MATRIX {
            bytes
        } else {
            continue;
        };
        let mut inner = Reader { data: bytes, at: 0, big, dialect };
        let entry = inner.matrix(0)?;
        if !entry.name.is_empty() {
            out.push(entry);
        }
    }
    Ok(out)
}

struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    big: bool,
    dialect: Dialect,
}

impl<'a> Reader<'a> {
    fn word(&mut self) -> Outcome<u32> {
        let bytes = self.data.get(self.at..self.at + 4).ok_or("the file is too short")?;
        self.at += 4;
        let bytes = bytes.try_into().expect("four bytes");
        Ok(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    /// The next element: data type and bytes.
    fn element(&mut self) -> Outcome<(u32, &'a [u8])> {
        let start = self.at;
        let tag = self.word()?;
        let (data_type, len, small) = match tag >> 16 {
            0 => (tag, self.word()? as usize, false),
            len => (tag & 0xffff, len as usize, true),
        };
        let end = self.at.checked_add(len).filter(|&e| e <= self.data.len()).ok_or("the file is too short")?;
        let bytes = &self.data[self.at..end];
        self.at = match small {
            true => start + 8,
            false if data_type == MI_COMPRESSED => end,
            false => end.next_multiple_of(8).min(self.data.len().max(end)),
        };
        Ok((data_type, bytes))
    }

    /// Numbers of any type as an array of their own class.
    fn numbers(&mut self) -> Outcome<Value> {
        let (data_type, bytes) = self.element()?;
        let kind = kind_of(data_type).ok_or("unknown data type")?;
        let count = bytes.len() / kind.width;
        Ok(elements(bytes[..count * kind.width].to_vec(), kind, self.big, Dims::col(count)))
    }

    fn counts(&mut self) -> Outcome<Vec<usize>> {
        let numbers = convert::to_f64_vec(&self.numbers()?).ok_or("not numbers")?;
        numbers.iter().map(|&x| if x >= 0.0 { Ok(x as usize) } else { Err("a negative size".into()) }).collect()
    }

    fn matrix(&mut self, depth: usize) -> Outcome<Entry> {
        let empty = |name: String| Entry { name, global: false, value: Value::empty() };
        if self.data.is_empty() {
            return Ok(empty(String::new()));
        }
        if depth > 200 {
            return Err("nested too deeply".into());
        }
        let flags = convert::to_f64_vec(&self.numbers()?).ok_or("not numbers")?;
        let flags = flags.first().copied().unwrap_or(0.0) as u32;
        let (mx, complex, logical, global) =
            (flags as u8, flags >> 11 & 1 == 1, flags >> 9 & 1 == 1, flags >> 10 & 1 == 1);
        let dims = Dims::from_slice(&self.counts()?);
        let name = String::from_utf8_lossy(self.element()?.1).trim_end_matches('\0').to_string();
        let value = match mx {
            MX_CELL => self.cell(dims, depth)?,
            MX_STRUCT => self.structure(dims, depth)?,
            MX_OBJECT => {
                let class = String::from_utf8_lossy(self.element()?.1).trim_end_matches('\0').to_string();
                match self.structure(dims, depth)? {
                    Value::Struct(s) => {
                        Value::Object(Arc::new(Object { class: Name::from(class), fields: StructArray::clone(&s) }))
                    }
                    other => other,
                }
            }
            MX_CHAR => self.text(dims)?,
            MX_SPARSE => self.sparse(dims, complex, logical)?,
            MX_FUNCTION => self.function(depth)?,
            n => {
                let class = class_of_number(n).ok_or_else(|| format!("unknown array class {n}"))?;
                self.array(dims, if logical { Class::Logical } else { class }, complex)?
            }
        };
        Ok(Entry { name, global, value })
    }

    /// A matrix nested in this one.
    fn inner(&mut self, depth: usize) -> Outcome<Value> {
        let (data_type, bytes) = self.element()?;
        if data_type != MI_MATRIX {
            return Err("an array is missing".into());
        }
        let mut inner = Reader { data: bytes, at: 0, big: self.big, dialect: self.dialect };
        Ok(inner.matrix(depth + 1)?.value)
    }

    fn cell(&mut self, dims: Dims, depth: usize) -> Outcome<Value> {
        let items = (0..self.believable(&dims)?).map(|_| self.inner(depth)).collect::<Outcome<Vec<_>>>()?;
        Ok(NdArray::new(dims, items).into())
    }

    /// The number of elements, when the data can hold so many arrays.
    fn believable(&self, dims: &Dims) -> Outcome<usize> {
        match dims.numel() <= self.data.len() {
            true => Ok(dims.numel()),
            false => Err("the file is too short".into()),
        }
    }

    fn structure(&mut self, dims: Dims, depth: usize) -> Outcome<Value> {
        let width = self.counts()?.first().copied().unwrap_or(0).max(1);
        let (_, names) = self.element()?;
        let name = |b: &[u8]| {
            let end = b.iter().position(|&c| c == 0).unwrap_or(b.len());
            Name::from(String::from_utf8_lossy(&b[..end]))
        };
        let names: Vec<Name> = names.chunks_exact(width).map(name).collect();
        let count = self.believable(&dims)?.saturating_mul(names.len());
        let values = (0..count).map(|_| self.inner(depth)).collect::<Outcome<Vec<_>>>()?;
        Ok(StructArray::from_parts(dims, Arc::new(names), values).into())
    }

    fn text(&mut self, dims: Dims) -> Outcome<Value> {
        let (data_type, bytes) = self.element()?;
        let units: Vec<Char> = match data_type {
            MI_UTF8 => {
                let text = String::from_utf8_lossy(bytes);
                chars::encode(&text, self.dialect)
            }
            MI_UINT8 | MI_INT8 => bytes.iter().map(|&b| Char(b as u16)).collect(),
            MI_UINT16 | MI_UTF16 => {
                let unit = |b: &[u8]| {
                    let b = [b[0], b[1]];
                    Char(if self.big { u16::from_be_bytes(b) } else { u16::from_le_bytes(b) })
                };
                let units: Vec<Char> = bytes.chunks_exact(2).map(unit).collect();
                match self.dialect.is_octave() && units.iter().any(|c| c.0 >= 0x80) && dims.is_row() {
                    true => chars::encode(&decode_in(&units, Dialect::Matlab), self.dialect),
                    false => units,
                }
            }
            _ => return Err("unknown text type".into()),
        };
        let dims = match units.len() == dims.numel() {
            true => dims,
            false if dims.is_row() => Dims::row(units.len()),
            false => return Err("text of the wrong size".into()),
        };
        Ok(NdArray::new(dims, units).into())
    }

    fn sparse(&mut self, dims: Dims, complex: bool, logical: bool) -> Outcome<Value> {
        let (rows, starts) = (self.counts()?, self.counts()?);
        let count = starts.last().copied().unwrap_or(0);
        let class = if logical { Class::Logical } else { Class::Double };
        let values = self.array(Dims::col(count), class, complex)?;
        if starts.len() != dims.cols() + 1 || rows.len() < count || starts.windows(2).any(|w| w[0] > w[1]) {
            return Err("a damaged sparse matrix".into());
        }
        let column = |k: usize| starts.partition_point(|&s| s <= k) - 1;
        if rows[..count].iter().any(|&r| r >= dims.rows()) {
            return Err("a damaged sparse matrix".into());
        }
        fn build<T: Element>(dims: &Dims, places: Vec<(usize, usize)>, values: &[T]) -> Sparse<T> {
            let triplets = places.into_iter().zip(values).map(|((r, c), v)| (r, c, v.clone())).collect();
            Sparse::from_triplets(dims.rows(), dims.cols(), triplets, |_, b| b)
        }
        let places: Vec<(usize, usize)> = (0..count).map(|k| (rows[k], column(k))).collect();
        Ok(if let Some(v) = bool::view(&values) {
            Value::SparseBool(build(&dims, places, v.data()).into())
        } else if let Some(v) = C64::view(&values) {
            Value::SparseComplex(build(&dims, places, v.data()).into())
        } else {
            Value::Sparse(build(&dims, places, convert::real_array(&values).data()).into())
        })
    }

    fn array(&mut self, dims: Dims, class: Class, complex: bool) -> Outcome<Value> {
        let real = self.numbers()?;
        if real.numel() != dims.numel() {
            return Err("an array of the wrong size".into());
        }
        if complex {
            let imag = convert::to_f64_vec(&self.numbers()?).ok_or("not numbers")?;
            let real = convert::to_f64_vec(&real).ok_or("not numbers")?;
            if imag.len() != real.len() {
                return Err("an array of the wrong size".into());
            }
            let data = real.iter().zip(&imag).map(|(&re, &im)| C64::new(re, im)).collect();
            let value: Value = NdArray::new(dims, data).into();
            return convert::to_class(&value, class, self.dialect).map_err(|_| "a bad class".into());
        }
        let value = convert::to_class(&real, class, self.dialect).map_err(|_| "a bad class".to_string())?;
        macro_rules! reshape {
            ($($t:ty),*) => {$(
                if <$t as Element>::view(&value).is_some() {
                    let array = <$t as Element>::take(value).map_err(|_| "a bad class")?;
                    return Ok(array.reshaped(dims).into());
                }
            )*};
        }
        reshape!(f64, f32, bool, i8, i16, i32, i64, u8, u16, u32, u64);
        Err("a bad class".into())
    }

    /// A function handle: a struct that names the function.
    fn function(&mut self, depth: usize) -> Outcome<Value> {
        let inner = self.inner(depth)?;
        let Value::Struct(s) = &inner else { return Err("a damaged function handle".into()) };
        let handle = match s.field("function_handle") {
            Some(Value::Struct(h)) => h.field("function").and_then(Value::as_text),
            _ => None,
        };
        match handle {
            Some(name) if !name.starts_with('@') => Ok(FunctionHandle::named(&name)),
            _ => Err("anonymous functions can't be loaded".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(value: Value) {
        for compress in [false, true] {
            let mut file = header("today");
            let entry = Entry { name: "x".into(), global: false, value: value.clone() };
            write(&mut file, &entry, compress).unwrap();
            write(
                &mut file,
                &Entry {
                    name: "second".into(),
                    ..Entry { name: String::new(), global: false, value: Value::Num(1.0) }
                },
                compress,
            )
            .unwrap();
            assert!(is_level5(&file));
            let back = read(&file, Dialect::Octave).unwrap();
            assert_eq!((back.len(), &*back[0].name, &*back[1].name), (2, "x", "second"));
            assert_eq!(back[0].value, value);
        }
    }

    #[test]
    fn there_and_back() {
        again(Value::Num(0.1));
        again(Value::matrix(2, 2, vec![1.0, 2.0, 3.0, -0.5]));
        again(Value::bytes_text(b"hello"));
        again(Value::Bool(true));
        again(Value::I8(-5));
        again(NdArray::new(Dims::from_slice(&[2, 1, 2]), vec![1u16, 2, 3, 4]).into());
        again(Value::cell_row(vec![Value::Bool(true), Value::empty(), Value::cell_col(vec![Value::Num(1.0)])]));
        again(StructArray::from_fields([("a", Value::Num(1.0)), ("b", Value::Single(2.5))]).into());
        again(C64::new(1.0, -2.0).scalar());
        again(Value::Sparse(Sparse::from_triplets(3, 2, vec![(0, 0, 1.0), (2, 1, 4.0)], |a, b| a + b).into()));
    }

    #[test]
    fn damage_is_refused() {
        let mut file = header("today");
        write(
            &mut file,
            &Entry { name: "x".into(), global: false, value: Value::matrix(1, 3, vec![1.0, 2.0, 3.0]) },
            false,
        )
        .unwrap();
        for k in 128..file.len() {
            for bits in [0xff, 0x80, 1] {
                let mut bad = file.clone();
                bad[k] ^= bits;
                let _ = read(&bad, Dialect::Matlab);
            }
            let _ = read(&file[..k], Dialect::Matlab);
        }
    }
}
