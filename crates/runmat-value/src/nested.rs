//! Dropping values nested a million deep without a stack a million frames deep.

use crate::function::HandleTarget;
use crate::value::Value;
use std::sync::Arc;

/// Whether a value may hold others.
pub(crate) fn is_nested(v: &Value) -> bool {
    matches!(
        v,
        Value::Cell(_)
            | Value::Struct(_)
            | Value::Func(_)
            | Value::Map(_)
            | Value::Object(_)
            | Value::Handle(_)
            | Value::Exception(_)
            | Value::Boxed(_)
            | Value::List(_)
    )
}

/// Drops values, and what only they hold, one after the other. Values without others in them are left to be dropped
/// as usual.
pub(crate) fn take_apart(values: &mut Vec<Value>) {
    if !values.iter().any(is_nested) {
        return;
    }
    let mut waiting = std::mem::take(values);
    while let Some(v) = waiting.pop() {
        open(v, &mut waiting);
    }
}

/// Moves what `v` alone holds to `waiting`.
fn open(v: Value, waiting: &mut Vec<Value>) {
    match v {
        Value::Cell(a) => {
            if let Some(a) = Arc::into_inner(a) {
                waiting.extend(a.into_data());
            }
        }
        Value::Struct(s) => {
            if let Some(mut s) = Arc::into_inner(s) {
                waiting.append(s.values_mut());
            }
        }
        Value::Object(o) => {
            if let Some(mut o) = Arc::into_inner(o) {
                waiting.append(o.fields.values_mut());
            }
        }
        Value::Handle(h) => {
            if let Some(h) = Arc::into_inner(h)
                && let Ok(mut fields) = h.fields.into_inner()
            {
                waiting.append(fields.values_mut());
            }
        }
        Value::Exception(e) => {
            if let Some(mut e) = Arc::into_inner(e) {
                e.give_up(waiting);
            }
        }
        Value::Func(mut f) => {
            if let Some(f) = Arc::get_mut(&mut f)
                && let HandleTarget::Bound { captures, .. } | HandleTarget::Anonymous { captures, .. } = &mut f.target
                && let Some(captures) = Arc::get_mut(captures)
            {
                waiting.extend(captures.iter_mut().map(Value::take));
            }
        }
        Value::Map(m) => {
            if let Some(mut m) = Arc::into_inner(m)
                && let Ok(entries) = m.entries.get_mut()
            {
                waiting.extend(std::mem::take(entries).into_values());
            }
        }
        Value::Boxed(b) => {
            if let Some(Ok(v)) = Arc::into_inner(b).map(std::sync::Mutex::into_inner) {
                waiting.push(v);
            }
        }
        Value::List(l) => {
            if let Some(l) = Arc::into_inner(l) {
                waiting.extend(l);
            }
        }
        plain => drop(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StructArray;
    use crate::exception::Exception;
    use crate::function::FunctionHandle;
    use crate::object::HandleObject;
    use std::sync::Mutex;

    fn nested(wrap: impl Fn(Value) -> Value) {
        let mut v = Value::Num(1.0);
        for _ in 0..200_000 {
            v = wrap(v);
        }
        let shared = v.clone();
        drop(v);
        drop(shared);
    }

    #[test]
    fn depth_costs_no_stack() {
        nested(|v| Value::cell_row(vec![v, Value::Num(2.0)]));
        nested(|v| Value::Struct(Arc::new(StructArray::from_fields([("a", v)]))));
        nested(|v| Value::Boxed(Arc::new(Mutex::new(Value::cell_row(vec![v])))));
        let code: Arc<dyn crate::function::Code> = Arc::new(NoCode);
        nested(|v| {
            let target = HandleTarget::Anonymous {
                text: "@() 1".into(),
                code: code.clone(),
                captures: Arc::from([v]),
                names: Arc::from(["v".into()]),
            };
            Value::Func(Arc::new(FunctionHandle { target }))
        });
        nested(|v| {
            let fields = StructArray::from_fields([("next", v)]);
            Value::Handle(Arc::new(HandleObject { class: "node".into(), fields: fields.into() }))
        });
        nested(|v| {
            let (causes, extra) = match v {
                Value::Exception(e) => (vec![e], None),
                v => (Vec::new(), Some(v)),
            };
            let (identifier, message) = ("".into(), "".into());
            Value::Exception(Arc::new(Exception { identifier, message, stack: Vec::new(), causes, extra }))
        });
    }

    #[derive(Debug)]
    struct NoCode;

    impl crate::function::Code for NoCode {
        fn as_any(&self) -> &dyn std::any::Any {
            self
        }
    }

    #[test]
    fn what_is_shared_stays() {
        let inner = Value::cell_row(vec![Value::Num(7.0)]);
        drop(Value::cell_row(vec![inner.clone(), Value::Num(1.0)]));
        let Value::Cell(c) = inner else { unreachable!() };
        assert_eq!(c.data()[0].as_f64(), Some(7.0));
    }
}
