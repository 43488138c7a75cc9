//! Function handles.

use crate::structs::Name;
use crate::value::Value;
use std::any::Any;
use std::sync::Arc;

/// Compiled code as the values see it: opaque. The virtual machine knows the real type.
pub trait Code: Any + Send + Sync + std::fmt::Debug {
    /// For the machine to get its type back.
    fn as_any(&self) -> &dyn Any;
    /// Whether it can leave its process: snapshots are refused with what this says.
    fn stays(&self) -> Stays {
        Stays::Not
    }
}

/// Whether something can leave its process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// It can.
    Not,
    /// It is under way and will be over.
    ForNow(&'static str),
    /// It can't, by name.
    Forever(&'static str),
}

/// A function handle.
#[derive(Debug, Clone)]
pub struct FunctionHandle {
    /// What it calls.
    pub target: HandleTarget,
}

/// What a function handle calls.
#[derive(Debug, Clone)]
pub enum HandleTarget {
    /// A function found by name when called.
    Named(Name),
    /// A particular function (local, nested or private), with its name.
    Bound {
        /// Its name.
        name: Name,
        /// The function.
        code: Arc<dyn Code>,
        /// Shared variables of the enclosing functions, for nested functions.
        captures: Arc<[Value]>,
    },
    /// An anonymous function.
    Anonymous {
        /// Its text, in the dialect's canonical form, from `@` on.
        text: Name,
        /// The function.
        code: Arc<dyn Code>,
        /// The captured values, in the order the code expects.
        captures: Arc<[Value]>,
        /// The captured names, in the same order.
        names: Arc<[Name]>,
    },
}

impl Drop for FunctionHandle {
    fn drop(&mut self) {
        let (HandleTarget::Bound { captures, .. } | HandleTarget::Anonymous { captures, .. }) = &mut self.target else {
            return;
        };
        if let Some(captures) = Arc::get_mut(captures)
            && captures.iter().any(crate::nested::is_nested)
        {
            crate::nested::take_apart(&mut captures.iter_mut().map(Value::take).collect());
        }
    }
}

impl FunctionHandle {
    /// `@name`.
    pub fn named(name: &str) -> Value {
        Value::Func(Arc::new(FunctionHandle { target: HandleTarget::Named(Name::from(name)) }))
    }

    /// The name, or the text of an anonymous function.
    pub fn text(&self) -> &str {
        match &self.target {
            HandleTarget::Named(n) | HandleTarget::Bound { name: n, .. } => n,
            HandleTarget::Anonymous { text, .. } => text,
        }
    }

    /// Whether it is anonymous.
    pub fn is_anonymous(&self) -> bool {
        matches!(self.target, HandleTarget::Anonymous { .. })
    }
}
