//! Objects: values with a class of their own, and tokens that run code when they go.

use crate::dims::Dims;
use crate::structs::{Name, StructArray};
use crate::value::Value;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

/// An object with value semantics.
#[derive(Debug, Clone)]
pub struct Object {
    /// Its class.
    pub class: Name,
    /// Its properties, one struct an element.
    pub fields: StructArray,
}

/// An object with handle semantics.
#[derive(Debug)]
pub struct HandleObject {
    /// Its class.
    pub class: Name,
    /// Its properties.
    pub fields: Mutex<StructArray>,
}

/// The one field of an array of handle objects, which are its values.
const ELEMENT: &str = "(handle)";

/// The first property of an object that is an array inside: its elements, one of the object's each. What else
/// the object has belongs to all of them.
const ELEMENTS: &str = "data__";

/// Class and property of what stands for an object in displays.
const PREVIEW: &str = "(text)";

/// The first property of an object that tells its size: a row of numbers.
const SIZE: &str = "size__";

impl Object {
    /// A handle object as an array of one.
    pub fn of_handle(h: &Arc<HandleObject>) -> Self {
        let fields = StructArray::from_fields([(ELEMENT, Value::Handle(h.clone()))]);
        Object { class: h.class.clone(), fields }
    }

    /// The size.
    pub fn dims(&self) -> Dims {
        let first = || self.fields.values().first();
        match self.fields.names().first().map(|n| &**n) {
            Some(ELEMENTS) if self.fields.len() == 1 => first().map_or(Dims::scalar(), Value::dims),
            Some(SIZE) if self.fields.len() == 1 => first().map_or(Dims::scalar(), |v| {
                let sizes = crate::convert::to_f64_vec(v).filter(|s| s.len() >= 2).unwrap_or_else(|| vec![1.0; 2]);
                Dims::from_slice(&sizes.iter().map(|&n| n as usize).collect::<Vec<_>>())
            }),
            _ => self.fields.dims().clone(),
        }
    }

    /// The elements of an object that is an array inside.
    pub fn elements(&self) -> Option<&Value> {
        let is_array = self.fields.len() == 1 && self.fields.names().first().is_some_and(|n| &**n == ELEMENTS);
        if is_array { self.fields.values().first() } else { None }
    }

    /// The same object with other elements.
    pub fn with_elements(&self, elements: Value) -> Object {
        let mut fields = self.fields.clone();
        *fields.at_mut(0, 0) = elements;
        Object { class: self.class.clone(), fields }
    }

    /// The name of the category that the one element of a categorical array belongs to.
    pub fn category(&self) -> Option<String> {
        let Some(Value::Cell(names)) = self.fields.field("categories") else { return None };
        let k = self.elements()?.as_f64().filter(|k| *k >= 1.0)?;
        names.data().get(k as usize - 1)?.as_text()
    }

    /// What stands in displays for an object whose text is known.
    pub fn preview(text: &str) -> Object {
        let fields = StructArray::from_fields([(PREVIEW, Value::text(text))]);
        Object { class: Name::from(PREVIEW), fields }
    }

    /// The text of such a stand-in.
    pub fn preview_text(&self) -> Option<String> {
        if &*self.class == PREVIEW { self.fields.field(PREVIEW)?.as_text() } else { None }
    }

    /// Objects as a value: an array of one handle object is that object.
    pub fn into_value(self) -> Value {
        match self.handles() {
            Some([one @ Value::Handle(_)]) => one.clone(),
            _ => Value::Object(Arc::new(self)),
        }
    }

    /// The properties, for display: those of the handle objects in an array, without values.
    pub fn shown(&self) -> std::borrow::Cow<'_, StructArray> {
        match self.handles() {
            Some(all) => {
                let names = match all.first() {
                    Some(Value::Handle(h)) => h.fields.lock().unwrap().names().to_vec(),
                    _ => Vec::new(),
                };
                std::borrow::Cow::Owned(StructArray::with_dims(self.fields.dims().clone(), names))
            }
            None => std::borrow::Cow::Borrowed(&self.fields),
        }
    }

    /// The handle objects of an array of them.
    pub fn handles(&self) -> Option<&[Value]> {
        let is_array = matches!(self.fields.names(), [name] if &**name == ELEMENT);
        is_array.then(|| self.fields.values())
    }
}

/// Functions waiting to be run because their `onCleanup` object has gone.
#[derive(Debug, Clone, Default)]
pub struct CleanupQueue(Arc<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    count: AtomicUsize,
    functions: Mutex<Vec<Value>>,
}

impl CleanupQueue {
    /// Takes what is waiting.
    pub fn drain(&self) -> Vec<Value> {
        let mut functions = self.0.functions.lock().unwrap();
        self.0.count.store(0, Relaxed);
        std::mem::take(&mut functions)
    }

    /// Nothing is waiting.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.count.load(Relaxed) == 0
    }

    /// What is waiting.
    pub fn waiting(&self) -> Vec<Value> {
        self.0.functions.lock().unwrap().clone()
    }

    /// Has a function wait.
    pub fn put(&self, function: Value) {
        if let Ok(mut functions) = self.0.functions.lock() {
            functions.push(function);
            self.0.count.store(functions.len(), Relaxed);
        }
    }
}

/// What an `onCleanup` value holds. When the last copy is dropped, its function is queued; the machine
/// runs the queue.
#[derive(Debug)]
pub struct CleanupToken {
    /// The function to call without arguments.
    pub function: Value,
    queue: CleanupQueue,
}

impl CleanupToken {
    /// A token that will put `function` into `queue`.
    pub fn new(function: Value, queue: CleanupQueue) -> Self {
        CleanupToken { function, queue }
    }
}

impl Drop for CleanupToken {
    fn drop(&mut self) {
        self.queue.put(self.function.take());
    }
}
