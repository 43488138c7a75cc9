//! Structs and struct arrays.

use crate::array::NdArray;
use crate::dims::Dims;
use crate::value::Value;
use std::sync::Arc;

/// A field or variable name.
pub type Name = Arc<str>;

/// A struct array; a struct is the 1×1 case. Values lie element by element, fields in order within each.
#[derive(Debug, Clone, PartialEq)]
pub struct StructArray {
    dims: Dims,
    names: Arc<Vec<Name>>,
    values: Vec<Value>,
}

impl Drop for StructArray {
    fn drop(&mut self) {
        crate::nested::take_apart(&mut self.values);
    }
}

impl StructArray {
    /// A 1×1 struct without fields.
    pub fn scalar() -> Self {
        StructArray { dims: Dims::scalar(), names: Arc::default(), values: Vec::new() }
    }

    /// A 1×1 struct with these fields.
    pub fn from_fields<N: Into<Name>>(fields: impl IntoIterator<Item = (N, Value)>) -> Self {
        let (names, values): (Vec<Name>, Vec<Value>) = fields.into_iter().map(|(n, v)| (n.into(), v)).unzip();
        StructArray { dims: Dims::scalar(), names: Arc::new(names), values }
    }

    /// An array of structs with `[]` in every field.
    pub fn with_dims(dims: Dims, names: Vec<Name>) -> Self {
        let n = dims.numel() * names.len();
        StructArray { dims, names: Arc::new(names), values: vec![Value::empty(); n] }
    }

    /// From parts; `values` element by element.
    ///
    /// # Panics
    /// When the counts do not fit.
    pub fn from_parts(dims: Dims, names: Arc<Vec<Name>>, values: Vec<Value>) -> Self {
        assert_eq!(dims.numel() * names.len(), values.len());
        StructArray { dims, names, values }
    }

    /// The size.
    pub fn dims(&self) -> &Dims {
        &self.dims
    }

    /// Number of structs.
    pub fn len(&self) -> usize {
        self.dims.numel()
    }

    /// No structs.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The field names in order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The shared name list.
    pub fn shared_names(&self) -> &Arc<Vec<Name>> {
        &self.names
    }

    /// Position of a field.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| &**n == name)
    }

    /// Field `name` of struct `k`.
    pub fn get(&self, k: usize, name: &str) -> Option<&Value> {
        let f = self.position(name)?;
        self.values.get(k * self.names.len() + f)
    }

    /// Field `name` of the first struct.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.get(0, name)
    }

    /// Field number `f` of struct `k`.
    pub fn at(&self, k: usize, f: usize) -> &Value {
        &self.values[k * self.names.len() + f]
    }

    /// Mutable field number `f` of struct `k`.
    pub fn at_mut(&mut self, k: usize, f: usize) -> &mut Value {
        let n = self.names.len();
        &mut self.values[k * n + f]
    }

    /// Sets field `name` of struct `k`, adding the field (with `[]` elsewhere) when new.
    pub fn set(&mut self, k: usize, name: &str, value: Value) {
        let f = self.add_field(name);
        *self.at_mut(k, f) = value;
    }

    /// Position of the field, added with `[]` everywhere when new.
    pub fn add_field(&mut self, name: &str) -> usize {
        if let Some(f) = self.position(name) {
            return f;
        }
        let (n, old) = (self.len(), self.names.len());
        Arc::make_mut(&mut self.names).push(Name::from(name));
        if n == 1 {
            self.values.push(Value::empty());
        } else {
            let mut values = Vec::with_capacity(n * (old + 1));
            let mut it = std::mem::take(&mut self.values).into_iter();
            for _ in 0..n {
                values.extend(it.by_ref().take(old));
                values.push(Value::empty());
            }
            self.values = values;
        }
        old
    }

    /// Removes a field; false when absent.
    pub fn remove_field(&mut self, name: &str) -> bool {
        let Some(f) = self.position(name) else { return false };
        let width = self.names.len();
        Arc::make_mut(&mut self.names).remove(f);
        let mut i = 0;
        self.values.retain(|_| {
            i += 1;
            (i - 1) % width != f
        });
        true
    }

    /// All values of one field, as a cell array of the struct array's size.
    pub fn column(&self, f: usize) -> NdArray<Value> {
        let width = self.names.len();
        let data = (0..self.len()).map(|k| self.values[k * width + f].clone()).collect();
        NdArray::new(self.dims.clone(), data)
    }

    /// Struct `k` on its own.
    pub fn element(&self, k: usize) -> StructArray {
        let w = self.names.len();
        StructArray {
            dims: Dims::scalar(),
            names: self.names.clone(),
            values: self.values[k * w..(k + 1) * w].to_vec(),
        }
    }

    /// The same structs in another size.
    pub fn reshaped(mut self, dims: Dims) -> Self {
        assert_eq!(dims.numel(), self.len());
        self.dims = dims;
        self
    }

    /// All values, element by element.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// All values, for taking them out before the array is dropped.
    pub(crate) fn values_mut(&mut self) -> &mut Vec<Value> {
        &mut self.values
    }

    /// Size and values, for editing in place; they must fit each other (and the names) afterwards.
    ///
    /// # Panics
    /// When they do not.
    pub fn edit<R>(&mut self, f: impl FnOnce(&mut Dims, &mut Vec<Value>) -> R) -> R {
        let r = f(&mut self.dims, &mut self.values);
        assert_eq!(self.dims.numel() * self.names.len(), self.values.len());
        r
    }

    /// The fields reordered: entry `i` of `order` is the old position of new field `i`.
    pub fn reordered(&self, order: &[usize]) -> StructArray {
        let names = order.iter().map(|&f| self.names[f].clone()).collect();
        let values = (0..self.len())
            .flat_map(|k| order.iter().map(move |&f| (k, f)))
            .map(|(k, f)| self.at(k, f).clone())
            .collect();
        StructArray { dims: self.dims.clone(), names: Arc::new(names), values }
    }
}
