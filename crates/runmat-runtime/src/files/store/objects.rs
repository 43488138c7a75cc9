//! Objects in files: those of classes as they are, strings and dictionaries inside them in a form that both formats
//! have.

use runmat_ignition::SessionState;
use runmat_value::object::Object;
use runmat_value::{Element, Name, NdArray, StructArray, Text, Value, dictionary};
use std::sync::Arc;

/// Class under which strings inside objects are written: their texts are its one property, `[]` for missing ones.
const STRINGS: &str = "string";
/// That property.
const TEXTS: &str = "text";

fn object(class: &str, fields: StructArray) -> Value {
    Value::Object(Arc::new(Object { class: Name::from(class), fields }))
}

/// What is written for a value.
pub fn outward(v: &Value) -> Value {
    written(v, false)
}

/// `inside`: an object is around it.
fn written(v: &Value, inside: bool) -> Value {
    match v {
        Value::Object(o) => {
            let mut fields = o.fields.clone();
            if dictionary::is_one(o) {
                fields.remove_field("index__");
            }
            each(&mut fields, |x| *x = written(x, true));
            object(&o.class, fields)
        }
        Value::Struct(s) => {
            let mut s = StructArray::clone(s);
            each(&mut s, |x| *x = written(x, inside));
            s.into()
        }
        Value::Cell(c) => c.map(|x| written(x, inside)).into(),
        Value::Strings(a) if inside => {
            let texts = a.map(|t| t.0.as_deref().map_or_else(Value::empty, Value::text));
            object(STRINGS, StructArray::from_fields([(TEXTS, Value::from(texts))]))
        }
        other => other.clone(),
    }
}

fn each(s: &mut StructArray, change: impl FnMut(&mut Value)) {
    s.edit(|_, values| values.iter_mut().for_each(change));
}

/// What a value read stands for.
pub fn inward(v: Value, session: &mut SessionState) -> Value {
    match v {
        Value::Object(o) => {
            let mut o = Arc::unwrap_or_clone(o);
            each(&mut o.fields, |x| *x = inward(x.take(), session));
            let restored = match &*o.class {
                STRINGS => strings(&o),
                "dictionary" => entries(&o),
                _ => None,
            };
            restored.unwrap_or_else(|| {
                session.add_class(&o.class, |_| {});
                Value::Object(Arc::new(o))
            })
        }
        Value::Struct(s) => {
            let mut s = Arc::unwrap_or_clone(s);
            each(&mut s, |x| *x = inward(x.take(), session));
            s.into()
        }
        Value::Cell(c) => {
            let dims = c.dims().clone();
            let all = Arc::unwrap_or_clone(c).into_data();
            NdArray::new(dims, all.into_iter().map(|x| inward(x, session)).collect()).into()
        }
        other => other,
    }
}

fn strings(o: &Object) -> Option<Value> {
    match o.fields.field(TEXTS)? {
        Value::Cell(c) => {
            let texts = c.map(|x| Text(if x.is_char() { x.as_text().map(|t| Arc::from(t.as_str())) } else { None }));
            Some(Text::into_value(texts))
        }
        _ => None,
    }
}

fn entries(o: &Object) -> Option<Value> {
    let text = |name: &str| o.fields.field(name)?.as_text();
    let mut made = dictionary::empty(&text("KeyType")?, &text("ValueType")?);
    let (Value::Cell(keys), Value::Cell(values)) = (o.fields.field("keys__")?, o.fields.field("values__")?) else {
        return None;
    };
    for (k, v) in keys.data().iter().zip(values.data()) {
        dictionary::set(&mut made, std::slice::from_ref(k), v).ok()?;
    }
    Some(Value::Object(Arc::new(made)))
}
