//! Operators under their function names.

use crate::offload;
use runmat_ignition::builtin::MANY;
use runmat_ignition::{Builtin, CallCx, Outcome};
use runmat_syntax::ast::{BinaryOp, UnaryOp};
use runmat_value::ops;
use runmat_value::{Class, Result, Value, convert};

/// An operator of two operands; with `many`, of any further ones from left to right.
macro_rules! operator {
    ($name:literal, $most:expr, $op:ident, $doc:literal) => {{
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Outcome> {
            fold(cx, args, BinaryOp::$op)
        }
        Builtin::steps($name, (2, $most), 1, kernel, offload::resume).doc($doc)
    }};
}

macro_rules! prefix {
    ($name:literal, $op:ident, $doc:literal) => {{
        fn kernel(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
            cx.charge(args[0].numel());
            ops::unary(UnaryOp::$op, &args[0], cx.dialect())
        }
        Builtin::one($name, (1, 1), kernel).doc($doc)
    }};
}

/// All rows.
pub const TABLE: &[Builtin] = &[
    operator!("plus", MANY, Add, "plus(x, y): x + y."),
    operator!("minus", 2, Sub, "minus(x, y): x - y."),
    operator!("times", MANY, Times, "times(x, y): x .* y."),
    operator!("rdivide", 2, RDivide, "rdivide(x, y): x ./ y."),
    operator!("ldivide", 2, LDivide, "ldivide(x, y): x .\\ y."),
    operator!("power", 2, Power, "power(x, y): x .^ y."),
    operator!("eq", 2, Eq, "eq(x, y): x == y."),
    operator!("ne", 2, Ne, "ne(x, y): x ~= y."),
    operator!("lt", 2, Lt, "lt(x, y): x < y."),
    operator!("le", 2, Le, "le(x, y): x <= y."),
    operator!("gt", 2, Gt, "gt(x, y): x > y."),
    operator!("ge", 2, Ge, "ge(x, y): x >= y."),
    operator!("and", MANY, And, "and(x, y): x & y."),
    operator!("or", MANY, Or, "or(x, y): x | y."),
    prefix!("uminus", Minus, "uminus(x): -x."),
    prefix!("uplus", Plus, "uplus(x): +x."),
    prefix!("not", Not, "not(x): ~x."),
    Builtin::one("xor", (2, MANY), xor)
        .doc("xor(x, y): true where exactly one operand is.\n    xor(true, [true false])"),
    Builtin::one("transpose", (1, 1), |cx, args| {
        cx.charge(args[0].numel());
        ops::transpose(&args[0], false)
    })
    .doc("transpose(x): x.'."),
    Builtin::one("ctranspose", (1, 1), |cx, args| {
        cx.charge(args[0].numel());
        ops::transpose(&args[0], true)
    })
    .doc("ctranspose(x): x'."),
    Builtin::one("__index__", (2, MANY), index)
        .doc("__index__(name, x, subscripts…): x(subscripts…), for very long ones; x has this name in errors."),
    Builtin::one("__set__", (3, MANY), set)
        .doc("__set__(name, x, value, subscripts…): x after x(subscripts…) = value, for very long ones."),
    Builtin::one("__delete__", (3, MANY), delete)
        .doc("__delete__(name, x, subscripts…): x after x(subscripts…) = [], for very long ones."),
    Builtin::one("__octave__", (0, 0), |cx, _| Ok(Value::Bool(cx.octave())))
        .doc("__octave__(): whether the dialect is Octave; for the library's own files."),
];

/// An operator that works element by element on these operands.
pub fn elementwise(cx: &mut CallCx<'_>, op: BinaryOp, a: Value, b: Value) -> Result<Outcome> {
    let (n, dialect) = (a.numel().max(b.numel()), cx.dialect());
    offload::run(cx, 16 * n, n, move || {
        let r = ops::binary_owned(op, a, b, dialect);
        Box::new(move |_| r.map(runmat_ignition::one))
    })
}

fn index(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let r = runmat_value::index::get(&args[1], &args[2..]);
    named(cx, &args[0], r)
}

fn set(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let (mut x, value) = (args[1].take(), args[2].take());
    let done = runmat_value::index::set(&mut x, &args[3..], value, cx.dialect());
    named(cx, &args[0], done.map(|()| x))
}

fn delete(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let mut x = args[1].take();
    let subs = args[2..].iter_mut().map(Value::take).collect();
    let done = runmat_value::index::delete_path(&mut x, &[runmat_value::index::Step::Paren(subs)], cx.dialect());
    named(cx, &args[0], done.map(|()| x))
}

/// What was done to a variable, or the error with its name.
fn named(cx: &mut CallCx<'_>, name: &Value, result: Result<Value>) -> Result<Value> {
    let r = result.map_err(|e| match name.as_text() {
        Some(name) if !name.is_empty() => e.with_variable(&name),
        _ => e,
    })?;
    cx.charge(r.numel() / 4);
    Ok(r)
}

fn fold(cx: &mut CallCx<'_>, args: &mut [Value], op: BinaryOp) -> Result<Outcome> {
    if let [a, b] = args {
        let (a, b) = (a.take(), b.take());
        return elementwise(cx, op, a, b);
    }
    let mut r = args[0].take();
    for v in &mut args[1..] {
        cx.charge(r.numel().max(v.numel()));
        r = ops::binary_owned(op, r, v.take(), cx.dialect())?;
    }
    Ok(r.into())
}

fn xor(cx: &mut CallCx<'_>, args: &mut [Value]) -> Result<Value> {
    let dialect = cx.dialect();
    let mut r = convert::to_class(&args[0], Class::Logical, dialect)?;
    for v in &args[1..] {
        cx.charge(r.numel().max(v.numel()));
        let next = convert::to_class(v, Class::Logical, dialect)?;
        r = ops::binary(BinaryOp::Ne, &r, &next, dialect).map_err(|e| match e.kind() {
            runmat_value::ErrorKind::SizeMismatch { left, right, .. } => {
                super::pairs::fault(cx, ops::broadcast::Fault::Sizes(left.clone(), right.clone()))
            }
            _ => e,
        })?;
    }
    Ok(r)
}
