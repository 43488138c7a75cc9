//! Handles that call a builtin with leading arguments already given.

use runmat_value::function::{Code, FunctionHandle, HandleTarget};
use runmat_value::{Name, Value};
use std::sync::Arc;

/// Marks a handle whose captures go before the arguments.
#[derive(Debug)]
struct Partial;

impl Code for Partial {
    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

/// A handle that calls `name(first..., arguments...)`.
pub fn handle(name: &str, first: Vec<Value>) -> Value {
    let target = HandleTarget::Bound { name: Name::from(name), code: Arc::new(Partial), captures: Arc::from(first) };
    Value::Func(Arc::new(FunctionHandle { target }))
}
