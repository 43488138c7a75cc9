//! Objects: operators, indexing, display and calls by name that the methods of a class take over.
//!
//! Methods are entered as frames like any function. The code of a class itself indexes its objects plainly.

use super::Machine;
use super::frame::Frame;
use super::slow::Next;
use crate::builtin::Values;
use crate::bytecode::*;
use runmat_value::function::{FunctionHandle, HandleTarget};
use runmat_value::index::{self, Step};
use runmat_value::object::Object;
use runmat_value::{Error, Name, Result, Value};
use std::sync::Arc;

/// Whether methods may take over what is done with it.
pub(crate) fn is_object(v: &Value) -> bool {
    matches!(v, Value::Object(_) | Value::Handle(_))
}

/// Whether its elements lie on a device: what is done with it is a call of the library.
pub(crate) fn is_device(v: &Value) -> bool {
    matches!(v, Value::Device(_))
}

/// Whether a call with this argument may be one for a device: an array there, or the word that asks for one.
#[inline]
pub(crate) fn concerns_device(v: &Value) -> bool {
    const WORD: &str = "gpuArray";
    match v {
        Value::Device(_) => true,
        Value::Chars(a) => a.len() == WORD.len() && a.data().iter().zip(WORD.bytes()).all(|(c, w)| c.0 == w.into()),
        Value::Strings(a) => matches!(a.data(), [text] if text.0.as_deref() == Some(WORD)),
        _ => false,
    }
}

impl Machine {
    /// Has a builtin called with an array on a device before the machine goes on with what it gives.
    pub(crate) fn call_for_device(&mut self, function: &str, args: Values, want: Want) -> Result<Next> {
        let id = self.library.operator(function);
        self.call_builtin(id, args, want)
    }

    /// The method that a call of `name` with these arguments means.
    pub(crate) fn overload(&mut self, name: &str, args: &[Value]) -> Option<Arc<CodeObject>> {
        if !args.iter().any(is_object) {
            return None;
        }
        let class = self.core.functions.deciding_class(args, &self.session)?;
        self.core.functions.method(&class, name, &mut self.session)
    }

    /// Calls the method that `name` means, if there is one.
    pub(crate) fn call_overload(&mut self, name: &str, args: &Values, want: Want) -> Result<Option<Next>> {
        match self.overload(name, args) {
            Some(code) => self.enter_closure(code, &[], args.clone(), want).map(Some),
            None => Ok(None),
        }
    }

    /// Whether the running code is of the class of an object. The classes of the library know each other.
    fn is_inside(&self, class: &str) -> bool {
        let Some(Frame::Code(c)) = self.core.frames.last() else { return false };
        let Some(own) = &c.code.source.class else { return false };
        &**own == class
            || c.code.source.library && self.library.class(class).is_some()
            || self.core.functions.inherits(class, own, &self.session)
    }

    /// Where the properties of the running code's class lie in an object of a class that inherits from it.
    pub(crate) fn inherited_part(&self, v: &Value) -> Vec<Step> {
        let (Value::Object(o), Some(Frame::Code(c))) = (v, self.core.frames.last()) else { return Vec::new() };
        match &c.code.source.class {
            Some(own) if own != &o.class && !c.code.source.library => parent_path(o, own).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// `subsref`, `subsasgn` or `end` of an object's class, where the running code is not of that class.
    fn index_method(&mut self, v: &Value, name: &str) -> Option<Arc<CodeObject>> {
        let class = match v {
            Value::Object(o) => &o.class,
            Value::Handle(h) => &h.class,
            _ => return None,
        };
        if self.is_inside(class) {
            return None;
        }
        self.core.functions.method(class, name, &mut self.session)
    }

    /// `v(…)`, `v{…}` or `v.name` where the class of `v` says what that is.
    pub(crate) fn read_object(&mut self, v: &Value, step: Step, want: Want) -> Result<Option<Next>> {
        if matches!(step, Step::Paren(_)) && indexes_plainly(v) || matches!(step, Step::Brace(_)) && is_dictionary(v) {
            return Ok(None);
        }
        let Some(code) = self.index_method(v, "subsref") else {
            return match step {
                Step::Field(_) => self.refuse_properties(v).map(|()| None),
                _ => Ok(None),
            };
        };
        let steps = index::described(&[step], self.session.dialect);
        self.enter_closure(code, &[], Values::from_iter([v.clone(), steps]), want).map(Some)
    }

    /// Properties of classes that programs define are for their methods only; those of the library are open.
    fn refuse_properties(&mut self, v: &Value) -> Result<()> {
        let Value::Object(o) = v else { return Ok(()) };
        let known = self.session.classes.contains_key(&o.class);
        if !known
            || self.library.class(&o.class).is_some()
            || self.is_inside(&o.class)
            || self.core.functions.methods_of(&o.class, &mut self.session).is_empty()
        {
            return Ok(());
        }
        if self.session.dialect.is_octave() {
            return Err(Error::msg("invalid index for class"));
        }
        Err(Error::new(
            "MATLAB:class:GetProhibited",
            "Access to an object's fields is only permitted within its methods.",
        ))
    }

    /// `v.name` where arguments follow: what calls `subsref` with both, or a method with `v` before them.
    pub(crate) fn pending_method(&mut self, v: &Value, name: &str) -> Option<Value> {
        let captures: Vec<Value> = if self.index_method(v, "subsref").is_some() {
            vec![v.clone(), Value::text_in(name, self.session.dialect)]
        } else {
            let class = v.class_name();
            if !is_object(v) || self.is_inside(&class) {
                return None;
            }
            self.core.functions.method(&class, name, &mut self.session)?;
            vec![v.clone()]
        };
        let called = if captures.len() == 2 { "__subsref__" } else { name };
        let code = self.method_stub(called);
        let target = HandleTarget::Bound { name: Name::from(called), code, captures: captures.into() };
        Some(Value::Func(Arc::new(FunctionHandle { target })))
    }

    /// Assignment (or, without a value, deletion) through steps that meet an object whose class says what that
    /// is, or of such an object.
    pub(crate) fn write_object(
        &mut self,
        base: usize,
        a: Reg,
        steps: &[Step],
        rhs: Option<&Value>,
    ) -> Result<Option<Next>> {
        if self.session.classes.is_empty() {
            return Ok(None);
        }
        let root = match &self.core.regs[base + a as usize] {
            Value::Boxed(b) => b.lock().unwrap().clone(),
            v if !is_object(v) && !rhs.is_some_and(is_object) && steps.len() == 1 => return Ok(None),
            v => v.clone(),
        };
        let dialect = self.session.dialect;
        let Some((k, object, code)) = self.object_on(&root, steps, rhs) else {
            let mut path = self.inherited_part(&root);
            if path.is_empty() || !matches!(steps[0], Step::Field(_)) {
                return Ok(None);
            }
            path.extend_from_slice(steps);
            let value = rhs.cloned().unwrap_or_else(Value::empty);
            self.edit(base, a, |place| index::set_path(place, &path, value, dialect))?;
            return Ok(Some(Next::Same));
        };
        let value = rhs.cloned().unwrap_or_else(Value::empty);
        let rest = index::described(&steps[k..], dialect);
        if k == 0 {
            let args = Values::from_iter([object, rest, value]);
            return self.enter_closure(code, &[], args, Want::One(a)).map(Some);
        }
        let id = self.library.operator("__assign_inside__");
        let args = [root, index::described(&steps[..k], dialect), object, rest, value];
        self.call_builtin(id, Values::from_iter(args), Want::One(a)).map(Some)
    }

    /// The first object on a path, with the number of steps before it and its class's `subsasgn`.
    fn object_on(
        &mut self,
        root: &Value,
        steps: &[Step],
        rhs: Option<&Value>,
    ) -> Option<(usize, Value, Arc<CodeObject>)> {
        let mut held = None;
        for k in 0..steps.len() {
            let at = match k {
                0 => Some(root.clone()),
                _ => index::get_path_ref(root, &steps[..k]).map(|v| v.into_owned()),
            };
            let entry = k + 1 == steps.len() && matches!(steps[k], Step::Paren(_) | Step::Brace(_));
            let plain = entry && at.as_ref().is_some_and(is_dictionary)
                || rhs.is_none() && at.as_ref().is_some_and(indexes_plainly);
            if let Some(v) = at.as_ref().filter(|v| is_object(v) && !plain)
                && let Some(code) = self.index_method(v, "subsasgn")
            {
                return Some((k, v.clone(), code));
            }
            held = at;
        }
        let last = steps.len() - 1;
        let open = |v: &Value| v.is_undef() || v.is_numeric() || v.class() == runmat_value::Class::Logical;
        match (rhs, &steps[last]) {
            (Some(v @ Value::Object(_)), Step::Paren(_)) if held.as_ref().is_none_or(open) => {
                let code = self.index_method(v, "subsasgn")?;
                let base = held.filter(|v| !v.is_undef()).unwrap_or_else(Value::empty);
                Some((last, base, code))
            }
            _ => None,
        }
    }

    /// `end` where the class has a method of that name.
    pub(crate) fn object_end(&mut self, v: &Value, dst: Reg, position: u16, count: u16) -> Result<Option<Next>> {
        let Some(code) = self.index_method(v, "end") else { return Ok(None) };
        let numbers = [position + 1, count].map(|n| Value::Num(n as f64));
        let args = Values::from_iter([v.clone()].into_iter().chain(numbers));
        self.enter_closure(code, &[], args, Want::One(dst)).map(Some)
    }

    /// Displays an object: by `display` of its class, or its name and what `disp` of its class prints.
    pub(crate) fn show_object(&mut self, name: &str, v: Value) -> Result<Next> {
        if let Some(code) = self.overload("display", std::slice::from_ref(&v)) {
            return self.enter_closure(code, &[], Values::from_iter([v]), Want::Discard);
        }
        let name = Value::text(name);
        let function = match self.overload("disp", std::slice::from_ref(&v)) {
            Some(_) => "__display_object__",
            None => "__display__",
        };
        self.call_name(function, Values::from_iter([name, v]), Want::Discard)
    }
}

/// A cell or struct with objects in it, which are displayed by what their classes make of them.
pub(crate) fn holds_objects(v: &Value) -> bool {
    let any = |all: &[Value]| all.iter().any(|x| matches!(x, Value::Object(o) if o.elements().is_some()));
    match v {
        Value::Cell(c) => any(c.data()),
        Value::Struct(s) => s.dims().is_scalar() && any(s.values()),
        _ => false,
    }
}

/// The properties that lead from an object to its part of a class that it inherits from.
fn parent_path(o: &Object, class: &str) -> Option<Vec<Step>> {
    o.fields.names().iter().zip(o.fields.values()).find_map(|(name, v)| match v {
        Value::Object(part) if part.class == *name => {
            let rest = if **name == *class { Vec::new() } else { parent_path(part, class)? };
            Some([vec![Step::Field(name.clone())], rest].concat())
        }
        _ => None,
    })
}

/// An object whose elements are selected without asking its class.
fn indexes_plainly(v: &Value) -> bool {
    match v {
        Value::Object(o) => o.elements().is_some() || runmat_value::dictionary::is_one(o),
        _ => false,
    }
}

fn is_dictionary(v: &Value) -> bool {
    matches!(v, Value::Object(o) if runmat_value::dictionary::is_one(o))
}
