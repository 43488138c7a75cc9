//! `containers.Map`: making one, keys, values, removal. Reading and writing by key is indexing's work.

use crate::args;
use runmat_ignition::CallCx;
use runmat_value::map::{MapKey, MapObject};
use runmat_value::{Class, Dims, Element, Error, Name, NdArray, Result, Value, convert, index};
use std::sync::Arc;

const KEY_TYPES: &[&str] =
    &["char", "double", "single", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
const VALUE_TYPES: &[&str] = &[
    "any", "char", "logical", "double", "single", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
    "uint64",
];

fn fail(cx: &CallCx<'_>, id: &str, octave: &str, matlab: &str) -> Error {
    if cx.octave() {
        Error::msg(format!("containers.Map: {octave}"))
    } else {
        Error::new(&format!("MATLAB:Containers:{id}"), matlab)
    }
}

fn option(v: &Value) -> Option<String> {
    v.as_text().map(|t| t.to_lowercase()).filter(|t| matches!(t.as_str(), "keytype" | "valuetype" | "uniformvalues"))
}

/// `containers.Map(…)`.
pub fn construct(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    if list.is_empty() {
        return Ok(map(MapObject::new("char", "any")));
    }
    if option(&list[0]).is_some() && (list.len() == 4 || (list.len() == 2 && !cx.octave())) {
        return by_types(cx, list);
    }
    if list.len() != 2 && list.len() != 4 {
        return Err(fail(
            cx,
            "Map:WrongNumberOfInputs",
            "incorrect number of inputs specified",
            "Incorrect number of inputs specified.",
        ));
    }
    let uniform = match list.get(2) {
        None => None,
        Some(name) if option(name).as_deref() == Some("uniformvalues") => {
            let flag = list[3].as_f64().filter(|_| list[3].is_numeric() || list[3].class() == Class::Logical);
            let wrong = "'UniformValues' must be a logical scalar";
            Some(flag.ok_or_else(|| fail(cx, "Map:InvalidUniformValues", wrong, wrong))? != 0.0)
        }
        Some(_) => {
            return Err(fail(
                cx,
                "Map:InvalidParameter",
                "missing parameter name 'KeyType' or 'ValueType'",
                "Unsupported parameter name.",
            ));
        }
    };
    let (key_type, keys) = keys(cx, &list[0])?;
    let values = values(cx, &list[0], &list[1])?;
    if keys.len() != values.len() {
        return Err(fail(
            cx,
            "Map:CountMismatch",
            "the number of keys and values must match",
            "The number of keys and values must match.",
        ));
    }
    let value_type = value_type(cx, &list[1], &values, uniform)?;
    let m = MapObject::new(key_type, value_type);
    cx.charge(8 * keys.len());
    for (k, v) in keys.into_iter().zip(values) {
        m.insert(k, v);
    }
    Ok(map(m))
}

fn map(m: MapObject) -> Value {
    Value::Map(Arc::new(m))
}

/// `containers.Map('KeyType', k, 'ValueType', v)`.
fn by_types(cx: &CallCx<'_>, list: &[Value]) -> Result<Value> {
    let (mut key, mut value) = ("char".to_string(), "any".to_string());
    for pair in list.chunks(2) {
        let text = args::text(cx, &pair[1], "type").unwrap_or_default();
        match option(&pair[0]).as_deref() {
            Some("keytype") => key = text,
            Some("valuetype") => value = text,
            Some(_) => {}
            None => {
                return Err(fail(
                    cx,
                    "Map:InvalidParameter",
                    "missing parameter name 'KeyType' or 'ValueType'",
                    "Unsupported parameter name.",
                ));
            }
        }
    }
    if !KEY_TYPES.contains(&key.as_str()) {
        return Err(fail(cx, "Map:UnsupportedKeyType", "unsupported KeyType", "Unsupported KeyType."));
    }
    if !VALUE_TYPES.contains(&value.as_str()) {
        return Err(fail(cx, "Map:UnsupportedValueType", "unsupported ValueType", "Unsupported ValueType."));
    }
    Ok(map(MapObject::new(&key, &value)))
}

/// The keys given to the constructor, and their type.
fn keys(cx: &mut CallCx<'_>, v: &Value) -> Result<(&'static str, Vec<MapKey>)> {
    let list: Vec<Value> = match v {
        Value::Cell(c) => c.data().to_vec(),
        v if v.is_char() => vec![v.clone()],
        Value::Strings(a) => a.data().iter().map(|t| Element::scalar(t.clone())).collect(),
        v => (0..v.numel()).map(|k| index::get(v, &[Value::Num(k as f64 + 1.0)])).collect::<Result<_>>()?,
    };
    if list.is_empty() {
        return Err(fail(cx, "Map:EmptyKeys", "empty keys are not allowed", "Empty keys are not allowed."));
    }
    let is_text = |v: &Value| v.is_char() || v.class() == Class::String;
    if list.iter().all(is_text) {
        let texts = list.iter().map(|v| v.as_text().map(|t| MapKey::Text(Name::from(t.as_str()))));
        let texts: Option<Vec<MapKey>> = texts.collect();
        return texts.map(|t| ("char", t)).ok_or_else(|| bad_key(cx));
    }
    let is_number = |v: &Value| (v.is_numeric() || v.class() == Class::Logical) && v.is_scalar() && !v.is_complex();
    if !list.iter().all(is_number) {
        let plain = list.iter().all(|v| is_text(v) || is_number(v));
        return Err(if plain {
            fail(
                cx,
                "Map:MixedKeyTypes",
                "when using multiple key types, all types must be numeric",
                "Specified key type does not match the type expected for this container.",
            )
        } else {
            bad_key(cx)
        });
    }
    let class = list[0].class();
    let same = list.iter().all(|v| v.class() == class);
    let key_type = match class {
        Class::Single if same => "single",
        c if same
            && c.is_integer()
            && (!cx.octave() || matches!(c, Class::Int32 | Class::Uint32 | Class::Int64 | Class::Uint64)) =>
        {
            c.name()
        }
        _ => "double",
    };
    if !same && cx.octave() {
        cx.warn("Octave:containers-map-keys", "containers.Map: all keys will be converted to double")?;
    }
    Ok((key_type, list.iter().filter_map(Value::as_f64).map(MapKey::Num).collect()))
}

fn bad_key(cx: &CallCx<'_>) -> Error {
    fail(
        cx,
        "Map:InvalidKey",
        "keys must be real scalar numeric values or char vectors",
        "Specified key type is not supported.",
    )
}

/// The values given to the constructor.
fn values(cx: &CallCx<'_>, keys: &Value, v: &Value) -> Result<Vec<Value>> {
    let many = keys.is_cell() || keys.numel() > 1 && !keys.is_char();
    match v {
        Value::Cell(c) if many || cx.octave() => Ok(c.data().to_vec()),
        v if !many => Ok(vec![v.clone()]),
        v if v.is_char() => Ok(vec![v.clone()]),
        v => (0..v.numel()).map(|k| index::get(v, &[Value::Num(k as f64 + 1.0)])).collect(),
    }
}

/// The type that all values share, or `any`.
fn value_type(cx: &CallCx<'_>, given: &Value, values: &[Value], uniform: Option<bool>) -> Result<&'static str> {
    if uniform == Some(false) {
        return Ok("any");
    }
    let class = values.first().map_or(Class::Double, Value::class);
    let same = values.iter().all(|v| v.class() == class && v.is_scalar());
    let shared = if values.iter().all(|v| v.is_char() && v.as_text().is_some()) {
        Some("char")
    } else if same && (class.is_numeric() || class == Class::Logical) {
        Some(class.name())
    } else if same {
        Some("any")
    } else {
        None
    };
    match shared {
        None if uniform == Some(true) => Err(fail(
            cx,
            "Map:NotUniform",
            "when 'UniformValues' is true, all values must be scalars of the same data type",
            "When 'UniformValues' is true, all values must be scalars of the same data type.",
        )),
        Some(t) if cx.octave() || uniform == Some(true) || !given.is_cell() && values.len() > 1 => Ok(t),
        _ => Ok("any"),
    }
}

fn receiver(cx: &CallCx<'_>, v: &Value) -> Result<Arc<MapObject>> {
    match v {
        Value::Map(m) => Ok(m.clone()),
        v => {
            Err(runmat_value::ErrorKind::Undefined { name: Name::from(cx.name), argument_class: Some(v.class_name()) }
                .into())
        }
    }
}

/// A key as a value of the map's key type.
fn key_value(cx: &CallCx<'_>, m: &MapObject, key: &MapKey) -> Value {
    match key {
        MapKey::Text(t) => cx.text(t),
        MapKey::Num(x) => match Class::from_name(&m.key_type) {
            Some(class) if class != Class::Double => {
                convert::to_class(&Value::Num(*x), class, cx.dialect()).unwrap_or(Value::Num(*x))
            }
            _ => Value::Num(*x),
        },
    }
}

/// A value as a key, when it is of the right kind.
fn as_key(m: &MapObject, v: &Value) -> Option<MapKey> {
    let is_text = v.is_char() || v.class() == Class::String;
    match (m.has_text_keys(), is_text) {
        (true, true) => v.as_text().map(|t| MapKey::Text(Name::from(t.as_str()))),
        (false, false) if v.is_numeric() || v.class() == Class::Logical => v.as_f64().map(MapKey::Num),
        _ => None,
    }
}

/// `keys(m)`.
pub fn keys_of(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let m = receiver(cx, &list[0])?;
    let entries = m.entries.lock().unwrap();
    Ok(row(entries.keys().map(|k| key_value(cx, &m, k)).collect()))
}

fn row(items: Vec<Value>) -> Value {
    NdArray::new(Dims::row(items.len()), items).into()
}

fn shown(v: &Value) -> String {
    match v.as_text() {
        Some(t) if v.is_char() => t,
        _ => v.as_f64().map_or(String::new(), |x| format!("{x}")),
    }
}

/// `values(m)`, `values(m, keys)`.
pub fn values_of(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let m = receiver(cx, &list[0])?;
    let Some(wanted) = list.get(1) else {
        let entries = m.entries.lock().unwrap();
        return Ok(row(entries.values().cloned().collect()));
    };
    let Value::Cell(wanted) = wanted else {
        return Err(fail(
            cx,
            "Map:KeySetNotCell",
            "input argument 'keySet' must be a cell",
            "Specified key type does not match the type expected for this container.",
        ));
    };
    let one = |v: &Value| {
        as_key(&m, v).and_then(|k| m.get(&k)).ok_or_else(|| {
            let octave = format!("key <{}> does not exist", shown(v));
            let matlab = format!("The specified key is not present in this container. The key is '{}'.", shown(v));
            fail(cx, "Map:NoKey", &octave, &matlab)
        })
    };
    let found = wanted.data().iter().map(one).collect::<Result<Vec<_>>>()?;
    Ok(NdArray::new(wanted.dims().clone(), found).into())
}

/// `isKey(m, key)`, `isKey(m, keys)`.
pub fn is_key(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let m = receiver(cx, &list[0])?;
    let has = |v: &Value| as_key(&m, v).is_some_and(|k| m.get(&k).is_some());
    match &list[1] {
        Value::Cell(c) => Ok(c.map(has).into()),
        v if v.is_char() || v.is_scalar() => Ok(Value::Bool(has(v))),
        v => {
            let dims = v.dims();
            let parts =
                (0..v.numel()).map(|k| index::get(v, &[Value::Num(k as f64 + 1.0)])).collect::<Result<Vec<_>>>()?;
            Ok(NdArray::new(dims, parts.iter().map(has).collect()).into())
        }
    }
}

/// `remove(m, key)`, `remove(m, keys)`: the map itself changes.
pub fn remove(cx: &mut CallCx<'_>, list: &mut [Value]) -> Result<Value> {
    let m = receiver(cx, &list[0])?;
    let gone: Vec<Value> = match &list[1] {
        Value::Cell(c) => c.data().to_vec(),
        v if v.is_char() || v.is_scalar() => vec![v.clone()],
        v => (0..v.numel()).map(|k| index::get(v, &[Value::Num(k as f64 + 1.0)])).collect::<Result<_>>()?,
    };
    for v in gone {
        let old = as_key(&m, &v).and_then(|k| m.entries.lock().unwrap().remove(&k));
        if old.is_none() && !cx.octave() {
            return Err(Error::new(
                "MATLAB:Containers:Map:NoKey",
                "The specified key is not present in this container.",
            ));
        }
    }
    Ok(list[0].take())
}
