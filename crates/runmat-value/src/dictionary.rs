//! `dictionary`: keys and values of one type each, in the order of entry, with value semantics.
//!
//! An object of five properties: the two types, the keys, the values (cell columns), and a map from keys to
//! places. Whoever holds one alone changes it in place.

use crate::array::{Element, NdArray};
use crate::class::Class;
use crate::dims::Dims;
use crate::error::{Error, Result};
use crate::map::{MapKey, MapObject};
use crate::object::Object;
use crate::structs::{Name, StructArray};
use crate::value::Value;
use crate::{Dialect, concat, convert};
use std::sync::Arc;

const KEY_TYPE: usize = 0;
const VALUE_TYPE: usize = 1;
const KEYS: usize = 2;
const VALUES: usize = 3;
const INDEX: usize = 4;

/// Whether an object is a dictionary.
pub fn is_one(o: &Object) -> bool {
    let is = |f: usize| o.fields.at(0, f);
    &*o.class == "dictionary"
        && o.fields.len() == 1
        && o.fields.names().len() == 5
        && matches!((is(KEYS), is(VALUES), is(INDEX)), (Value::Cell(k), Value::Cell(v), Value::Map(_)) if k.len() == v.len())
}

/// A dictionary without entries; empty types are not set yet.
pub fn empty(key_type: &str, value_type: &str) -> Object {
    let none = || Value::Cell(Arc::new(NdArray::new(Dims::new(0, 1), Vec::new())));
    let fields = StructArray::from_fields([
        ("KeyType", Value::text(key_type)),
        ("ValueType", Value::text(value_type)),
        ("keys__", none()),
        ("values__", none()),
        ("index__", fresh_index(key_type)),
    ]);
    Object { class: Name::from("dictionary"), fields }
}

/// A map from keys of a class to places, without entries.
fn fresh_index(key_type: &str) -> Value {
    let kind = if key_type == "string" { "char" } else { "double" };
    Value::Map(Arc::new(MapObject::new(kind, "double")))
}

/// The class that keys, or values, have; `None` before there are any.
pub fn types(o: &Object) -> Option<(String, String)> {
    let text = |f: usize| o.fields.at(0, f).as_text().filter(|t| !t.is_empty());
    Some((text(KEY_TYPE)?, text(VALUE_TYPE)?))
}

/// Keys, in the order of entry.
pub fn keys(o: &Object) -> &[Value] {
    list(o, KEYS)
}

/// Values, in the same order.
pub fn values(o: &Object) -> &[Value] {
    list(o, VALUES)
}

fn list(o: &Object, f: usize) -> &[Value] {
    match o.fields.at(0, f) {
        Value::Cell(c) => c.data(),
        _ => &[],
    }
}

fn edit<R>(o: &mut Object, f: usize, change: impl FnOnce(&mut Vec<Value>) -> R) -> R {
    let place = o.fields.at_mut(0, f);
    let mut held = match place.take() {
        Value::Cell(c) => Arc::unwrap_or_clone(c).into_data(),
        _ => Vec::new(),
    };
    let result = change(&mut held);
    *place = NdArray::new(Dims::new(held.len(), 1), held).into();
    result
}

/// The map from keys to places, alone in this dictionary's hands.
fn index(o: &mut Object) -> &mut std::collections::BTreeMap<MapKey, Value> {
    let Value::Map(m) = o.fields.at_mut(0, INDEX) else { unreachable!("dictionaries have an index") };
    if Arc::get_mut(m).is_none() {
        let copy = MapObject::new(&m.key_type, &m.value_type);
        *copy.entries.lock().unwrap() = m.entries.lock().unwrap().clone();
        *m = Arc::new(copy);
    }
    Arc::get_mut(m).expect("held alone").entries.get_mut().unwrap()
}

fn place_of(o: &Object, key: &MapKey) -> Option<usize> {
    let Value::Map(m) = o.fields.at(0, INDEX) else { return None };
    m.get(key)?.as_f64().map(|x| x as usize).filter(|&k| k < values(o).len())
}

fn fail<T>(identifier: &str, text: impl AsRef<str>) -> Result<T> {
    Err(Error::new(format!("MATLAB:dictionary:{identifier}").as_str(), text.as_ref()))
}

/// Text is kept as strings.
fn stored_class(v: &Value) -> String {
    match v.class() {
        Class::Char => "string".into(),
        _ => v.class_name(),
    }
}

/// The elements of keys or values, one by one. A char row is one, as a string.
fn elements(v: &Value) -> Result<Vec<Value>> {
    if v.is_char() {
        return match v.as_text() {
            Some(t) => Ok(vec![Value::string(&t)]),
            None => fail("InvalidType", "Text must be a string array or a character vector."),
        };
    }
    if v.is_scalar() {
        return Ok(vec![v.clone()]);
    }
    if let Value::Cell(c) = v {
        return Ok(c.data().iter().map(|x| Value::cell_row(vec![x.clone()])).collect());
    }
    (1..=v.numel()).map(|k| crate::index::get(v, &[Value::Num(k as f64)])).collect()
}

/// Keys, one by one.
fn key_elements(v: &Value) -> Result<Vec<Value>> {
    cellstr(v).map_or_else(|| elements(v), Ok)
}

/// Keys in a cell array of char rows, as strings.
fn cellstr(v: &Value) -> Option<Vec<Value>> {
    match v {
        Value::Cell(c) if !c.is_empty() => {
            let text = |x: &Value| if x.is_char() { x.as_text() } else { None };
            c.data().iter().map(|x| text(x).map(|t| Value::string(&t))).collect()
        }
        _ => None,
    }
}

/// What keys are looked up by, with the size of the keys.
fn map_keys(o: &Object, v: &Value) -> Result<Vec<MapKey>> {
    let Some((key_type, _)) = types(o) else {
        return fail(
            "UnconfiguredLookupNotSupported",
            "Unable to perform a dictionary lookup when the key and value types are not set.",
        );
    };
    key_elements(v)?.iter().map(|k| map_key(k, &key_type)).collect()
}

fn map_key(v: &Value, key_type: &str) -> Result<MapKey> {
    let found = match (key_type, v) {
        ("string", Value::Strings(a)) => a.data().first().and_then(|t| t.0.as_deref()).map(|t| MapKey::Text(t.into())),
        ("string", _) => None,
        (_, Value::Func(_) | Value::Cell(_) | Value::Struct(_) | Value::Object(_) | Value::Strings(_)) => None,
        _ => v.as_f64().map(MapKey::Num),
    };
    found.map_or_else(
        || {
            let (from, to) = (v.class_name(), key_type);
            fail("IncompatibleKeyType", format!("Unable to use '{from}' as key to dictionary with '{to}' key type."))
        },
        Ok,
    )
}

/// Where the entries of keys are.
fn places(o: &Object, v: &Value) -> Result<Vec<usize>> {
    let wanted = map_keys(o, v)?;
    let found: Vec<Option<usize>> = wanted.iter().map(|k| place_of(o, k)).collect();
    match found.iter().position(Option::is_none) {
        Some(_) if found.len() == 1 => fail("ScalarKeyNotFound", "Key not found."),
        Some(k) => fail("VectorKeyNotFound", format!("Element {} of the key array not found.", k + 1)),
        None => Ok(found.into_iter().flatten().collect()),
    }
}

fn sized(dims: Dims, parts: Vec<Value>) -> Result<Value> {
    if let [one] = parts.as_slice() {
        return Ok(one.clone());
    }
    let joined = concat::horzcat(&parts, Dialect::Matlab)?;
    match dims.cols() {
        1 if dims.is_matrix() => crate::index::get(&joined, &[crate::Char(b':' as u16).scalar()]),
        _ => Ok(joined),
    }
}

/// `d(keys)`.
pub fn get(o: &Object, subs: &[Value]) -> Result<Value> {
    let [sub] = subs else { return fail("IndexingMustBeSingle", "Index must be a single key or an array of keys.") };
    let found: Vec<Value> = places(o, sub)?.into_iter().map(|k| values(o)[k].clone()).collect();
    sized(if sub.is_char() { Dims::scalar() } else { sub.dims() }, found)
}

/// Whether each key is there.
pub fn contains(o: &Object, v: &Value) -> Result<Vec<bool>> {
    if types(o).is_none() {
        return Ok(vec![false; key_elements(v)?.len()]);
    }
    let (key_type, _) = types(o).unwrap_or_default();
    Ok(key_elements(v)?.iter().map(|k| map_key(k, &key_type).is_ok_and(|k| place_of(o, &k).is_some())).collect())
}

/// `d(keys) = values`.
pub fn set(o: &mut Object, subs: &[Value], rhs: &Value) -> Result<()> {
    let [sub] = subs else { return fail("IndexingMustBeSingle", "Index must be a single key or an array of keys.") };
    let new_keys = key_elements(sub)?;
    let mut new_values =
        if matches!(rhs, Value::Object(_)) && rhs.is_scalar() { vec![rhs.clone()] } else { elements(rhs)? };
    if new_values.len() == 1 && new_keys.len() > 1 {
        new_values = vec![new_values[0].clone(); new_keys.len()];
    }
    if new_values.len() != new_keys.len() {
        return fail(
            "IncompatibleDimensions",
            "Dimensions of the key and value must be compatible, or the value must be scalar.",
        );
    }
    if new_keys.is_empty() {
        return Ok(());
    }
    let (key_type, value_type) = types(o).unwrap_or_else(|| (stored_class(&new_keys[0]), stored_class(rhs)));
    let entries = new_keys
        .into_iter()
        .zip(new_values)
        .map(|(k, v)| Ok((map_key(&k, &key_type)?, converted(k, &key_type)?, converted(v, &value_type)?)))
        .collect::<Result<Vec<_>>>()?;
    if types(o).is_none() {
        *o.fields.at_mut(0, INDEX) = fresh_index(&key_type);
    }
    *o.fields.at_mut(0, KEY_TYPE) = Value::text(&key_type);
    *o.fields.at_mut(0, VALUE_TYPE) = Value::text(&value_type);
    for (map_key, k, v) in entries {
        match place_of(o, &map_key) {
            Some(place) => edit(o, VALUES, |all| all[place] = v),
            None => {
                let place = edit(o, KEYS, |all| {
                    all.push(k);
                    all.len() - 1
                });
                edit(o, VALUES, |all| all.push(v));
                index(o).insert(map_key, Value::Num(place as f64));
            }
        }
    }
    Ok(())
}

/// A key or value as the dictionary's type wants it.
fn converted(v: Value, class: &str) -> Result<Value> {
    if v.class_name() == class {
        return Ok(v);
    }
    let done = match Class::from_name(class) {
        Some(Class::Cell | Class::Struct | Class::FunctionHandle) | None => None,
        // Text is no number here, although it can be read as one.
        Some(c) if c.is_numeric() && matches!(v.class(), Class::String | Class::Char) => None,
        Some(c) if v.class() != Class::Cell => convert::to_class(&v, c, Dialect::Matlab).ok(),
        Some(_) => None,
    };
    let from = v.class_name();
    done.map_or_else(
        || {
            fail(
                "IncompatibleValueType",
                format!("Unable to use '{from}' as value for dictionary with '{class}' value type."),
            )
        },
        Ok,
    )
}

/// `d(keys) = []`.
pub fn remove(o: &mut Object, v: &Value) -> Result<()> {
    let gone = places(o, v)?;
    let keep = |all: &mut Vec<Value>| {
        let mut k = 0;
        all.retain(|_| {
            k += 1;
            !gone.contains(&(k - 1))
        });
    };
    edit(o, KEYS, keep);
    edit(o, VALUES, keep);
    let (key_type, _) = types(o).unwrap_or_default();
    let fresh = keys(o).iter().enumerate().map(|(k, v)| Ok((map_key(v, &key_type)?, Value::Num(k as f64))));
    let fresh = fresh.collect::<Result<_>>()?;
    *index(o) = fresh;
    Ok(())
}
