//! `containers.Map`: `m(key)`, `m(key) = value`, properties.

use super::cast::{part, with_class};
use crate::Dialect;
use crate::array::{Element, NdArray};
use crate::class::Class;
use crate::error::{Error, ErrorKind, Result};
use crate::map::{MapKey, MapObject};
use crate::structs::Name;
use crate::value::Value;

/// The key a subscript names.
pub(super) fn key(m: &MapObject, subs: &[Value]) -> Result<MapKey> {
    let [sub] = subs else { return Err(ErrorKind::MapOneLevel.into()) };
    let is_text = sub.is_char() || sub.class() == Class::String;
    if m.has_text_keys() != is_text {
        return Err(ErrorKind::MapKeyClass.into());
    }
    let key = if is_text { sub.as_text().map(|s| MapKey::Text(Name::from(s))) } else { sub.as_f64().map(MapKey::Num) };
    key.ok_or_else(|| ErrorKind::MapKeyClass.into())
}

/// `m(key)`.
pub(super) fn get(m: &MapObject, subs: &[Value]) -> Result<Value> {
    let key = key(m, subs)?;
    m.get(&key).ok_or_else(|| {
        let key = match key {
            MapKey::Text(t) => t,
            MapKey::Num(x) => Name::from(format!("{x}")),
        };
        ErrorKind::MapNoKey { key }.into()
    })
}

/// `m(key) = value`.
pub(super) fn set(m: &MapObject, subs: &[Value], value: Value) -> Result<()> {
    let key = key(m, subs)?;
    let value = fitted(m, value)?;
    let old = m.entries.lock().unwrap().insert(key, value);
    drop(old);
    Ok(())
}

/// The value as the map's value type wants it.
fn fitted(m: &MapObject, value: Value) -> Result<Value> {
    let wrong = || Error::of(ErrorKind::MapValueClass);
    match (&*m.value_type, Class::from_name(&m.value_type)) {
        ("any", _) => Ok(value),
        ("char", _) if value.as_text().is_some() => Ok(value),
        ("logical", _) => value.as_f64().map(|x| Value::Bool(x != 0.0)).ok_or_else(wrong),
        (_, Some(class)) if class.is_numeric() => {
            if value.numel() != 1 || !(value.is_numeric() || value.class() == Class::Logical) {
                return Err(wrong());
            }
            let complex = value.is_complex() && class.is_float();
            with_class!(class, complex, T => {
                let array: NdArray<T> = part::<T>(&value).ok_or_else(wrong)?.into_array();
                Ok(T::into_value(array))
            }, else => Err(wrong()))
        }
        _ => Err(wrong()),
    }
}

/// `m.Count`, `m.KeyType`, `m.ValueType`.
pub(super) fn property(m: &MapObject, name: &str, dialect: Dialect) -> Result<Value> {
    match name {
        "Count" => Ok(Value::U64(m.len() as u64)),
        "KeyType" => Ok(Value::text_in(&m.key_type, dialect)),
        "ValueType" => Ok(Value::text_in(&m.value_type, dialect)),
        _ => Err(ErrorKind::MapProperty { name: Name::from(name) }.into()),
    }
}
