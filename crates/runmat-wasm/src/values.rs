//! Values from and to JavaScript.
//!
//! | in the language | in JavaScript |
//! | --- | --- |
//! | real double scalar, logical scalar, int64 scalar | number, boolean, bigint |
//! | char row | string |
//! | other numeric, logical and char arrays | `NumericArray` with a typed array: one copy each way |
//! | sparse | `SparseArray` |
//! | cell and string arrays, string scalars included | `CellArray`, `StringArray` |
//! | struct, struct array | plain object, `StructArray` |
//! | all else | `Opaque`: its class, size and text; it cannot come back |
//!
//! From JavaScript, typed arrays and arrays of numbers become rows, other arrays cell rows, `null` and `undefined` `[]`.

use crate::page;
use js_sys::{
    Array, ArrayBuffer, BigInt64Array, BigUint64Array, Float32Array, Float64Array, Int8Array, Int16Array, Int32Array,
    Object, Reflect, Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array,
};
use runmat_value::array::{C32, C64, Char, Element, NdArray, Text};
use runmat_value::display::{self, Format};
use runmat_value::sparse::Sparse;
use runmat_value::structs::StructArray;
use runmat_value::value::decode_in;
use runmat_value::{Dialect, Dims, Value};
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};

/// Values nested deeper than this are given as text.
const DEPTH: usize = 200;

/// What a value is in JavaScript.
pub(crate) fn to_js(value: &Value, dialect: Dialect) -> JsValue {
    at_depth(value, dialect, DEPTH)
}

fn at_depth(value: &Value, dialect: Dialect, left: usize) -> JsValue {
    if left == 0 {
        return opaque(value, dialect);
    }
    macro_rules! numbers {
        ($a:expr, $class:literal, $typed:ident) => {
            page::array($class, dims($a.dims()), $typed::from($a.data()).into(), JsValue::UNDEFINED)
        };
    }
    macro_rules! scalar {
        ($x:expr, $class:literal, $typed:ident) => {
            page::array($class, dims(&Dims::scalar()), $typed::from(&[*$x][..]).into(), JsValue::UNDEFINED)
        };
    }
    match value {
        Value::Undef => JsValue::UNDEFINED,
        Value::Num(x) => JsValue::from_f64(*x),
        Value::Bool(x) => JsValue::from_bool(*x),
        Value::I64(x) => JsValue::from(*x),
        Value::Single(x) => scalar!(x, "single", Float32Array),
        Value::I8(x) => scalar!(x, "int8", Int8Array),
        Value::I16(x) => scalar!(x, "int16", Int16Array),
        Value::I32(x) => scalar!(x, "int32", Int32Array),
        Value::U8(x) => scalar!(x, "uint8", Uint8Array),
        Value::U16(x) => scalar!(x, "uint16", Uint16Array),
        Value::U32(x) => scalar!(x, "uint32", Uint32Array),
        Value::U64(x) => scalar!(x, "uint64", BigUint64Array),
        Value::F64(a) => numbers!(a, "double", Float64Array),
        Value::F32(a) => numbers!(a, "single", Float32Array),
        Value::I8s(a) => numbers!(a, "int8", Int8Array),
        Value::I16s(a) => numbers!(a, "int16", Int16Array),
        Value::I32s(a) => numbers!(a, "int32", Int32Array),
        Value::I64s(a) => numbers!(a, "int64", BigInt64Array),
        Value::U8s(a) => numbers!(a, "uint8", Uint8Array),
        Value::U16s(a) => numbers!(a, "uint16", Uint16Array),
        Value::U32s(a) => numbers!(a, "uint32", Uint32Array),
        Value::U64s(a) => numbers!(a, "uint64", BigUint64Array),
        Value::Range(r) => {
            let data = Float64Array::from(r.to_vec().as_slice());
            page::array("double", dims(&Dims::row(r.len())), data.into(), JsValue::UNDEFINED)
        }
        Value::Bools(a) => page::array("logical", dims(a.dims()), bytes(a.data()).into(), JsValue::UNDEFINED),
        Value::C64(a) => page::array("double", dims(a.dims()), parts(a.data(), |z| z.re), parts(a.data(), |z| z.im)),
        Value::C32(a) => page::array("single", dims(a.dims()), halves(a.data(), |z| z.re), halves(a.data(), |z| z.im)),
        Value::Char(c) => characters(&Dims::scalar(), std::slice::from_ref(c), dialect),
        Value::Chars(a) => characters(a.dims(), a.data(), dialect),
        Value::Strings(a) => strings(a),
        Value::Cell(a) => {
            let items: Array = a.data().iter().map(|v| at_depth(v, dialect, left - 1)).collect();
            page::array("cell", dims(a.dims()), items.into(), JsValue::UNDEFINED)
        }
        Value::Struct(s) => structs(s, dialect, left - 1),
        Value::Sparse(s) => sparse(s, "double", Float64Array::from(s.values()).into(), JsValue::UNDEFINED),
        Value::SparseComplex(s) => sparse(s, "double", parts(s.values(), |z| z.re), parts(s.values(), |z| z.im)),
        Value::SparseBool(s) => sparse(s, "logical", bytes(s.values()).into(), JsValue::UNDEFINED),
        other => opaque(other, dialect),
    }
}

/// A size as an array of numbers.
pub(crate) fn dims(d: &Dims) -> Array {
    d.iter().map(|&n| JsValue::from_f64(n as f64)).collect()
}

fn bytes(data: &[bool]) -> Uint8Array {
    Uint8Array::from(data.iter().map(|&b| u8::from(b)).collect::<Vec<u8>>().as_slice())
}

fn parts(data: &[C64], part: impl Fn(&C64) -> f64) -> JsValue {
    Float64Array::from(data.iter().map(part).collect::<Vec<f64>>().as_slice()).into()
}

fn halves(data: &[C32], part: impl Fn(&C32) -> f32) -> JsValue {
    Float32Array::from(data.iter().map(part).collect::<Vec<f32>>().as_slice()).into()
}

fn indices(data: &[usize]) -> JsValue {
    Uint32Array::from(data.iter().map(|&k| k as u32).collect::<Vec<u32>>().as_slice()).into()
}

/// Rows that are text in the dialect's encoding are strings; what would not come back as it is is not.
fn characters(d: &Dims, data: &[Char], dialect: Dialect) -> JsValue {
    let text = decode_in(data, dialect);
    let row = d.is_matrix() && (d.rows() == 1 || d.is_zero_by_zero());
    if row && same_text(data, &text, dialect) {
        return JsValue::from_str(&text);
    }
    let units: Vec<u16> = data.iter().map(|c| c.0).collect();
    page::array("char", dims(d), Uint16Array::from(units.as_slice()).into(), JsValue::UNDEFINED)
}

fn same_text(data: &[Char], text: &str, dialect: Dialect) -> bool {
    match dialect.is_octave() {
        true => data.iter().map(|c| c.0).eq(text.bytes().map(u16::from)),
        false => data.iter().map(|c| c.0).eq(text.encode_utf16()),
    }
}

fn strings(a: &NdArray<Text>) -> JsValue {
    let item = |t: &Text| t.0.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    let items: Array = a.data().iter().map(item).collect();
    page::array("string", dims(a.dims()), items.into(), JsValue::UNDEFINED)
}

fn structs(s: &StructArray, dialect: Dialect, left: usize) -> JsValue {
    let element = |k: usize| -> JsValue {
        let object = Object::new();
        for (f, name) in s.names().iter().enumerate() {
            set(&object, name, &at_depth(s.at(k, f), dialect, left));
        }
        object.into()
    };
    if s.dims().is_scalar() {
        return element(0);
    }
    let items: Array = (0..s.len()).map(element).collect();
    let array = page::array("struct", dims(s.dims()), items.into(), JsValue::UNDEFINED);
    let names: Array = s.names().iter().map(|n| JsValue::from_str(n)).collect();
    set(array.unchecked_ref(), "fields", &names);
    array
}

fn sparse<T: Element>(s: &Sparse<T>, class: &str, data: JsValue, imag: JsValue) -> JsValue {
    page::sparse(class, dims(&s.dims()), indices(s.col_start()), indices(s.row_index()), data, imag)
}

fn opaque(v: &Value, dialect: Dialect) -> JsValue {
    let text = match v {
        Value::Func(f) => f.text().to_string(),
        // What they print is for code of the language to say.
        Value::Object(_) | Value::Handle(_) => display::preview(v, &Format::default()),
        v => display::disp(v, &Format::default(), dialect).trim_end().to_string(),
    };
    page::opaque(&v.class_name(), dims(&v.dims()), &text)
}

/// Sets a property; objects made here take any.
pub(crate) fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A property; `undefined` when there is none.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The value that something of JavaScript's is.
///
/// # Errors
/// What it is that cannot be one.
pub(crate) fn from_js(v: &JsValue, dialect: Dialect) -> Result<Value, String> {
    from_depth(v, dialect, DEPTH)
}

fn from_depth(v: &JsValue, dialect: Dialect, left: usize) -> Result<Value, String> {
    if left == 0 {
        return Err("it is nested too deeply".into());
    }
    if v.is_null() || v.is_undefined() {
        return Ok(Value::empty());
    }
    if let Some(x) = v.as_f64() {
        return Ok(Value::Num(x));
    }
    if let Some(b) = v.as_bool() {
        return Ok(Value::Bool(b));
    }
    if let Some(text) = v.as_string() {
        return Ok(Value::text_in(&text, dialect));
    }
    if v.is_bigint() {
        let signed = i64::try_from(v.clone()).map(Value::I64);
        return signed
            .or_else(|v| u64::try_from(v).map(Value::U64))
            .map_err(|_| "a bigint of more than 64 bits".into());
    }
    if let Some(row) = typed(v) {
        return Ok(row);
    }
    if let Some(items) = v.dyn_ref::<Array>() {
        return list(items, dialect, left);
    }
    if v.is_function() {
        return Err(
            "a function of JavaScript is no value: session.register(name, function) makes it one of the language's"
                .into(),
        );
    }
    if !v.is_object() || v.is_symbol() {
        return Err("it is no value of the language".into());
    }
    let class = get(v, "class").as_string();
    match (class, get(v, "dims").dyn_into::<Array>()) {
        (Some(class), Ok(size)) => array(v, &class, &size, dialect, left),
        _ if is_plain(v) => fields(v.unchecked_ref(), dialect, left),
        _ => Err("only plain objects become structs".into()),
    }
}

fn is_plain(v: &JsValue) -> bool {
    let prototype = Object::get_prototype_of(v);
    prototype.is_null() || Object::get_prototype_of(&prototype).is_null()
}

/// A typed array as a row.
fn typed(v: &JsValue) -> Option<Value> {
    macro_rules! rows {
        ($($js:ident),*) => {
            $(if let Some(a) = v.dyn_ref::<$js>() {
                return Some(NdArray::row(a.to_vec()).into());
            })*
        };
    }
    rows!(Float64Array, Float32Array, Uint8Array, Int8Array, Uint8ClampedArray, Int16Array, Uint16Array);
    rows!(Int32Array, Uint32Array, BigInt64Array, BigUint64Array);
    let buffer = v.dyn_ref::<ArrayBuffer>()?;
    Some(NdArray::row(Uint8Array::new(buffer).to_vec()).into())
}

fn list(items: &Array, dialect: Dialect, left: usize) -> Result<Value, String> {
    if items.length() == 0 {
        return Ok(Value::empty());
    }
    if let Some(numbers) = items.iter().map(|v| v.as_f64()).collect::<Option<Vec<f64>>>() {
        return Ok(Value::row(numbers));
    }
    if let Some(truths) = items.iter().map(|v| v.as_bool()).collect::<Option<Vec<bool>>>() {
        return Ok(NdArray::row(truths).into());
    }
    let values: Result<Vec<Value>, String> = items.iter().map(|v| from_depth(&v, dialect, left - 1)).collect();
    Ok(Value::cell_row(values?))
}

fn fields(object: &Object, dialect: Dialect, left: usize) -> Result<Value, String> {
    let mut pairs = Vec::new();
    for name in Object::keys(object).iter().filter_map(|k| k.as_string()) {
        if !is_name(&name) {
            return Err(format!("'{name}' is no name for a field"));
        }
        let value = from_depth(&get(object, &name), dialect, left - 1).map_err(|e| format!("field '{name}': {e}"))?;
        pairs.push((name, value));
    }
    Ok(StructArray::from_fields(pairs).into())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Sizes that make sense.
pub(crate) fn size(list: &Array) -> Result<Dims, String> {
    let number = |v: JsValue| v.as_f64().filter(|n| *n >= 0.0 && n.trunc() == *n && *n < 4e9).map(|n| n as usize);
    let sizes: Option<Vec<usize>> = list.iter().map(number).collect();
    match sizes.as_deref() {
        Some(sizes) if sizes.len() >= 2 => Ok(Dims::from_slice(sizes)),
        _ => Err("dims are two or more whole numbers".into()),
    }
}

/// The value in another size.
pub(crate) fn reshaped(v: Value, d: Dims) -> Result<Value, String> {
    if v.numel() != d.numel() {
        return Err(format!("{} elements do not fill {d}", v.numel()));
    }
    macro_rules! each {
        ($($kind:ident),*) => {
            match v {
                $(Value::$kind(a) => Arc::unwrap_or_clone(a).reshaped(d).into(),)*
                scalar => scalar,
            }
        };
    }
    Ok(each!(F64, C64, F32, C32, Bools, Chars, I8s, I16s, I32s, I64s, U8s, U16s, U32s, U64s, Strings, Cell))
}

/// An object with class, size and data.
fn array(v: &JsValue, class: &str, size_list: &Array, dialect: Dialect, left: usize) -> Result<Value, String> {
    let d = size(size_list)?;
    let (data, imag) = (get(v, "data"), get(v, "imag"));
    if !get(v, "columns").is_undefined() {
        return sparse_from(v, class, &d);
    }
    let items = |what: &str| data.dyn_ref::<Array>().ok_or(format!("the data of a {what} array is an array"));
    let value = match class {
        "cell" => {
            let values: Result<Vec<Value>, String> =
                items("cell")?.iter().map(|v| from_depth(&v, dialect, left - 1)).collect();
            Value::cell_row(values?)
        }
        "string" => {
            let texts = items("string")?.iter().map(|v| Text(v.as_string().map(Arc::from))).collect();
            NdArray::<Text>::row(texts).into()
        }
        "struct" => return struct_array(v, items("struct")?, d, dialect, left),
        _ if imag.is_undefined() || imag.is_null() => numeric(class, &data)?,
        _ => complex(class, &data, &imag)?,
    };
    reshaped(value, d)
}

/// Data of a class: a typed array, or an array of numbers.
fn numeric(class: &str, data: &JsValue) -> Result<Value, String> {
    let wrong = || format!("this is no data of class '{class}'");
    let value = match (typed(data), data.dyn_ref::<Array>()) {
        (Some(row), _) => row,
        (None, Some(list)) => {
            let numbers: Option<Vec<f64>> = list.iter().map(|v| v.as_f64().or(v.as_bool().map(f64::from))).collect();
            Value::row(numbers.ok_or_else(wrong)?)
        }
        (None, None) => return Err(wrong()),
    };
    match (class, value) {
        ("logical", v) => {
            let numbers = runmat_value::convert::to_f64_vec(&v).ok_or_else(wrong)?;
            Ok(NdArray::row(numbers.iter().map(|x| *x != 0.0).collect::<Vec<bool>>()).into())
        }
        ("char", v) => {
            let numbers = runmat_value::convert::to_f64_vec(&v).ok_or_else(wrong)?;
            Ok(NdArray::row(numbers.iter().map(|x| Char(*x as u16)).collect::<Vec<Char>>()).into())
        }
        (class, v) => {
            let class = runmat_value::Class::from_name(class).filter(|c| c.is_numeric()).ok_or_else(wrong)?;
            if v.class() == class {
                Ok(v)
            } else {
                runmat_value::convert::to_class(&v, class, Dialect::Matlab).map_err(|_| wrong())
            }
        }
    }
}

fn complex(class: &str, data: &JsValue, imag: &JsValue) -> Result<Value, String> {
    let part =
        |v: &JsValue| numeric("double", v).and_then(|v| runmat_value::convert::to_f64_vec(&v).ok_or_else(String::new));
    let (re, im) = (part(data)?, part(imag)?);
    if re.len() != im.len() {
        return Err("there are as many imaginary parts as real ones".into());
    }
    let pairs = re.into_iter().zip(im);
    match class {
        "double" => Ok(NdArray::row(pairs.map(|(re, im)| C64 { re, im }).collect::<Vec<C64>>()).into()),
        "single" => {
            let single = |(re, im): (f64, f64)| C32 { re: re as f32, im: im as f32 };
            Ok(NdArray::row(pairs.map(single).collect::<Vec<C32>>()).into())
        }
        _ => Err(format!("there are no complex numbers of class '{class}'")),
    }
}

fn struct_array(v: &JsValue, items: &Array, d: Dims, dialect: Dialect, left: usize) -> Result<Value, String> {
    if items.length() as usize != d.numel() {
        return Err(format!("{} elements do not fill {d}", items.length()));
    }
    let names = match get(v, "fields").dyn_into::<Array>() {
        Ok(names) => names,
        Err(_) => items.get(0).dyn_ref::<Object>().map_or_else(Array::new, Object::keys),
    };
    let names: Vec<String> = names.iter().filter_map(|n| n.as_string()).collect();
    let mut values = Vec::with_capacity(names.len() * d.numel());
    for item in items.iter() {
        for name in &names {
            values.push(from_depth(&get(&item, name), dialect, left - 1)?);
        }
    }
    let names = names.iter().map(|n| Arc::from(n.as_str())).collect();
    Ok(StructArray::from_parts(d, Arc::new(names), values).into())
}

fn sparse_from(v: &JsValue, class: &str, d: &Dims) -> Result<Value, String> {
    let whole = |name: &str| -> Result<Vec<usize>, String> {
        let numbers = numeric("double", &get(v, name))?;
        let numbers = runmat_value::convert::to_f64_vec(&numbers).unwrap_or_default();
        Ok(numbers.into_iter().map(|x| x as usize).collect())
    };
    let (columns, rows) = (whole("columns")?, whole("rows")?);
    let fits = columns.len() == d.cols() + 1
        && columns.first() == Some(&0)
        && columns.last() == Some(&rows.len())
        && columns.windows(2).all(|w| w[0] <= w[1])
        && columns.windows(2).all(|w| w[1] <= rows.len() && rows[w[0]..w[1]].windows(2).all(|r| r[0] < r[1]))
        && rows.iter().all(|&r| r < d.rows());
    let (data, imag) = (get(v, "data"), get(v, "imag"));
    if !fits || !d.is_matrix() {
        return Err("columns and rows do not describe a sparse matrix".into());
    }
    let count =
        |n: usize| if n == rows.len() { Ok(()) } else { Err("there is a value for each row index".to_string()) };
    if !imag.is_undefined() && !imag.is_null() {
        let Value::C64(z) = complex("double", &data, &imag)? else { return Err("no complex numbers".into()) };
        count(z.len())?;
        let s = Sparse::from_parts(d.rows(), d.cols(), columns, rows, z.data().to_vec());
        return Ok(Value::SparseComplex(Arc::new(s)));
    }
    let numbers = runmat_value::convert::to_f64_vec(&numeric("double", &data)?).unwrap_or_default();
    count(numbers.len())?;
    Ok(match class {
        "logical" => {
            let truths = numbers.iter().map(|x| *x != 0.0).collect();
            Value::SparseBool(Arc::new(Sparse::from_parts(d.rows(), d.cols(), columns, rows, truths)))
        }
        "double" => Value::Sparse(Arc::new(Sparse::from_parts(d.rows(), d.cols(), columns, rows, numbers))),
        _ => return Err(format!("there are no sparse matrices of class '{class}'")),
    })
}
