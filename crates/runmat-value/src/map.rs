//! `containers.Map`: a sorted dictionary with handle semantics.

use crate::structs::Name;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// A key: text, or a double under its total order.
#[derive(Debug, Clone, PartialEq)]
pub enum MapKey {
    /// A number.
    Num(f64),
    /// A text; UTF-16 units (or Octave bytes) compare as in `sort`.
    Text(Name),
}

impl Eq for MapKey {}

impl PartialOrd for MapKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for MapKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            (MapKey::Num(a), MapKey::Num(b)) => (a + 0.0).total_cmp(&(b + 0.0)),
            (MapKey::Text(a), MapKey::Text(b)) => a.cmp(b),
            (MapKey::Num(_), MapKey::Text(_)) => std::cmp::Ordering::Less,
            (MapKey::Text(_), MapKey::Num(_)) => std::cmp::Ordering::Greater,
        }
    }
}

/// The shared object behind a `containers.Map` value.
#[derive(Debug)]
pub struct MapObject {
    /// `"char"`, `"double"`, `"single"`, `"int32"`, …
    pub key_type: Name,
    /// `"any"`, `"double"`, `"char"`, `"logical"`, …
    pub value_type: Name,
    /// The entries in key order.
    pub entries: Mutex<BTreeMap<MapKey, Value>>,
}

impl Drop for MapObject {
    fn drop(&mut self) {
        if let Ok(entries) = self.entries.get_mut()
            && entries.values().any(crate::nested::is_nested)
        {
            crate::nested::take_apart(&mut std::mem::take(entries).into_values().collect());
        }
    }
}

impl MapObject {
    /// An empty map.
    pub fn new(key_type: &str, value_type: &str) -> Self {
        MapObject { key_type: Name::from(key_type), value_type: Name::from(value_type), entries: Mutex::default() }
    }

    /// Whether keys are text.
    pub fn has_text_keys(&self) -> bool {
        &*self.key_type == "char"
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.lock().unwrap().len()
    }

    /// No entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a key.
    pub fn get(&self, key: &MapKey) -> Option<Value> {
        self.entries.lock().unwrap().get(key).cloned()
    }

    /// Enters or replaces.
    pub fn insert(&self, key: MapKey, value: Value) {
        self.entries.lock().unwrap().insert(key, value);
    }
}
